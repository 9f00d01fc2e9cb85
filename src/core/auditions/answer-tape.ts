import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { mustBeTalent } from "../people/rights.ts";
import { moveCandidates } from "./move-candidate.ts";
import { childOf } from "./my-booking.ts";
import { moveTape, myTapes, type Tape } from "./read-tape.ts";
import { releaseSides } from "./release-sides.ts";
import { tellTeam } from "./tell-team.ts";

export const AnswerTape = z.object({ answer: z.enum(["yes", "no"]), tapeId: z.uuid().optional() });

/** A talent says whether she will send a self-tape. With a yes she gets the sides; answering again says the same. */
export async function answerTape(ctx: ToolCtx, { answer, tapeId }: z.output<typeof AnswerTape>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const tape = await myTape(ctx, tapeId);
  return answer === "yes" ? accept(ctx, tape) : decline(ctx, tape);
}

/** The one that is meant, or awaited first; throws `not_found` when none is open. */
export async function myTape(ctx: ToolCtx, tapeId: string | undefined): Promise<Tape> {
  const mine = await myTapes(ctx);
  const tape = tapeId ? mine.find((one) => one.id === tapeId) : mine[0];
  if (tape) return tape;
  throw new AppError("not_found", `no self-tape of person ${ctx.actor.personId}`, {
    said: words(ctx.conversation.language).tapeNone(),
  });
}

async function accept(ctx: ToolCtx, tape: Tape): Promise<ToolResult> {
  const { language } = ctx.conversation;
  const say = words(language);
  const facts = { role: tape.role, child: childOf(ctx, tape) };
  if (tape.dueAt <= ctx.now()) return { said: say.tapeNone() };
  if (await moveTape(ctx, { tapeId: tape.id, to: "accepted" })) {
    await back(ctx, tape);
    await audit(ctx, { verb: "accept_tape", subject: "tape", subjectId: tape.id });
    await tell(ctx, tape, "will send a self-tape.");
  } else if (tape.state === "received" || tape.state === "reviewed") return { said: say.tapeReceived(facts) };
  const sides = await releaseSides(ctx, { roleId: tape.roleId, talentId: tape.talentId, tapeId: tape.id });
  const until = sayTime(tape.dueAt, ctx.timeZone, language);
  const said = [say.tapeAccepted({ ...facts, until }), sides && say.sidesHere({ ...facts, ...sides })];
  return { said: said.filter(Boolean).join("\n\n"), data: { tapeId: tape.id, due: tape.dueAt.toISOString() } };
}

async function decline(ctx: ToolCtx, tape: Tape): Promise<ToolResult> {
  const say = words(ctx.conversation.language);
  const facts = { role: tape.role, child: childOf(ctx, tape) };
  if (tape.state === "received" || tape.state === "reviewed") return { said: say.tapeReceived(facts) };
  if (await moveTape(ctx, { tapeId: tape.id, to: "declined" })) {
    const why = "will send no self-tape";
    await moveCandidates(ctx, { candidateIds: [tape.candidateId], to: "withdrawn", from: ["invited"], why });
    await audit(ctx, { verb: "decline_tape", subject: "tape", subjectId: tape.id });
    await tell(ctx, tape, "will not send a self-tape.");
  }
  return { said: say.tapeDeclined(facts) };
}

/** Who left the role with a no is in it again. */
export async function back(ctx: ToolCtx, tape: Tape): Promise<void> {
  await moveCandidates(ctx, {
    candidateIds: [tape.candidateId],
    to: "invited",
    from: ["withdrawn"],
    why: "sends a self-tape after all",
  });
}

const tell = (ctx: ToolCtx, { id, talent, role, conversationId, dueAt }: Tape, text: string) =>
  tellTeam(ctx, { conversationId, key: `tape:${id}:${dueAt.getTime()}:${text}`, text: `${talent} (${role}) ${text}` });
