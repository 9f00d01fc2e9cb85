import { z } from "zod";
import { audit } from "../audit.ts";
import { tellTeam } from "../auditions/tell-team.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { type Gate, readGate } from "./ask-gate.ts";
import { CHECKPOINTS, sayStep } from "./checkpoint-kinds.ts";
import { type Checkpoint, checkpointsOf } from "./move-checkpoints.ts";
import { roleMeant } from "./roles-here.ts";

const answer = z.enum(["go", "no_go"]);
export const AnswerGate = z.object({
  role: z.string().max(200).optional().describe("The role by its name; without it the current one."),
  checkpoint: z.enum(CHECKPOINTS).optional().describe("Without it the one that was asked about."),
  answer,
});
export const TapGate = z.object({ checkpointId: z.uuid(), answer });

/** Go or no-go, in words. Only the person whose decision it is can say it; she may change it while the step is open. */
export async function answerGate(ctx: ToolCtx, input: z.output<typeof AnswerGate>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const role = await roleMeant(ctx, input.role);
  const all = await checkpointsOf(ctx, role.id);
  const one = input.checkpoint ? all.find(({ kind }) => kind === input.checkpoint) : askedAbout(ctx, all);
  if (!one?.gatePersonId) {
    const what = input.checkpoint ? sayStep(input.checkpoint) : "anything";
    throw new AppError("not_found", "no gate", {
      said: `Nobody's go is needed for ${what} of ${role.title}. To ask for one: “the offer needs Meera's go”.`,
    });
  }
  return decide(ctx, { checkpointId: one.id, answer: input.answer });
}

/** What a bare “go” answers: hers before others', what was asked before what was not. */
function askedAbout(ctx: ToolCtx, all: Checkpoint[]): Checkpoint | undefined {
  const open = all.filter((one) => one.gatePersonId && one.state === "open");
  const hers = open.filter((one) => one.gatePersonId === ctx.actor.personId);
  const from = hers.length > 0 ? hers : open;
  return from.find((one) => one.gateAskedAt && !one.gateAnswer) ?? from.find((one) => !one.gateAnswer) ?? from[0];
}

/** The same by a button. */
export const tapGate = (ctx: ToolCtx, tap: z.output<typeof TapGate>): Promise<ToolResult> => {
  mustBeTeam(ctx.actor);
  return decide(ctx, tap);
};

const SAID = { go: "go", no_go: "no-go" };

async function decide(ctx: ToolCtx, { checkpointId, answer: said }: z.output<typeof TapGate>): Promise<ToolResult> {
  const gate = await readGate(ctx, checkpointId);
  if (!gate) {
    throw new AppError("not_found", `no gate at checkpoint ${checkpointId}`, {
      said: "Nobody's go is needed there any more.",
    });
  }
  mustBeHers(ctx, gate);
  const { rowCount } = await ctx.db.query(
    `update role_checkpoints set gate_answer = $2, gate_answered_at = $3
      where id = $1 and gate_person_id = $4 and state = 'open' and gate_answer is distinct from $2`,
    [gate.id, said, ctx.now(), ctx.actor.personId],
  );
  const text = `${gate.person} says ${SAID[said]} for ${sayStep(gate.kind)} (${gate.role}).`;
  if (rowCount === 0) return { said: `That stands already, or the step is over: ${gate.role}, ${gate.kind}.` };
  await audit(ctx, { verb: `gate_${said}`, subject: "checkpoint", subjectId: gate.id });
  const key = `gate:${gate.id}:${said}:${ctx.now().getTime()}`;
  await tellTeam(ctx, { conversationId: gate.threadId, key, text });
  return { said: text };
}

function mustBeHers({ actor }: ToolCtx, { personId, person, kind, role }: Gate): void {
  if (personId === actor.personId) return;
  throw new AppError("forbidden", `the gate is person ${personId}'s`, {
    said: `Only ${person} can say go or no-go for ${sayStep(kind)} of ${role}. I have changed nothing.`,
  });
}
