import type { Fired } from "../alarms/alarm-kinds.ts";
import { ringAgain } from "../alarms/ring-again.ts";
import { setAlarm } from "../alarms/set-alarm.ts";
import { tellTeam } from "../auditions/tell-team.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import type { DraftCard } from "../messages/draft.ts";
import { type CheckpointKind, sayStep } from "./checkpoint-kinds.ts";
import { checkpointsOf } from "./move-checkpoints.ts";
import { missing } from "./say-checkpoint.ts";
import { tellPerson } from "./tell-person.ts";
import { isWaking, nextMorning, workspaceZone } from "./workspace-zone.ts";

const LOOK_EVERY_MS = 10 * 60_000;

/** Plans to ask who holds a gate, once everything before the checkpoint is done. */
export const watchGate = (ctx: ToolCtx, checkpointId: string) =>
  setAlarm(ctx, {
    kind: "ask_gate",
    subjectId: checkpointId,
    at: ctx.now(),
    key: `gate:${checkpointId}:${ctx.now().getTime()}`,
  });

export type Gate = {
  id: string;
  kind: CheckpointKind;
  roleId: string;
  role: string;
  threadId: string;
  personId: string;
  person: string;
};

export async function readGate(ctx: Pick<ToolCtx, "db">, checkpointId: string): Promise<Gate | undefined> {
  const { rows } = await ctx.db.query<Gate>(
    `select k.id, k.kind, r.id as "roleId", r.title as role, r.conversation_id as "threadId", p.id as "personId", p.name as person
       from role_checkpoints k join roles r on r.id = k.role_id join people p on p.id = k.gate_person_id
      where k.id = $1 and r.state = 'open' for update of k`,
    [checkpointId],
  );
  return rows[0];
}

/** Asks for go or no-go when all that the checkpoint waits for is done; until then looks again later. */
export async function askGate(ctx: ToolCtx, fired: Fired): Promise<void> {
  const gate = await readGate(ctx, fired.subjectId);
  if (!gate) return;
  const now = ctx.now();
  const all = await checkpointsOf(ctx, gate.roleId);
  const one = all.find(({ id }) => id === gate.id);
  if (one?.state !== "open" || one.gateAnswer || one.gateAskedAt) return;
  const zone = await workspaceZone(ctx, ctx.actor.workspaceId);
  if (!isWaking(now, zone)) return ringAgain(ctx, fired, { at: nextMorning(now, zone) });
  if (missing(one, all).length > 0) return ringAgain(ctx, fired, { at: new Date(now.getTime() + LOOK_EVERY_MS) });
  await ctx.db.query(`update role_checkpoints set gate_asked_at = $2 where id = $1`, [gate.id, now]);
  const text = `${gate.person}: go or no-go for ${sayStep(gate.kind)} (${gate.role})?`;
  const key = `gate:${fired.id}:asked`;
  await tellTeam(ctx, { conversationId: gate.threadId, key, text, card: gateCard(gate) });
  await tellPerson(ctx, {
    ...gate,
    key: `${key}:direct`,
    text: `${text} Say “go for ${sayStep(gate.kind)}” or “no-go”, here or in the role's thread.`,
  });
}

/** The two buttons, which everyone sees and one person may press. */
export const gateCard = ({ id, kind, role, person }: Pick<Gate, "id" | "kind" | "role" | "person">): DraftCard => ({
  type: "card",
  title: `${role}: ${sayStep(kind)}`,
  lines: [`Only ${person} can decide this.`],
  choices: (["go", "no_go"] as const).map((answer) => ({
    label: answer === "go" ? "Go" : "No-go",
    style: answer === "go" ? ("primary" as const) : ("danger" as const),
    verb: "answer_gate" as const,
    args: { checkpointId: id, answer },
    singleUse: false,
  })),
});
