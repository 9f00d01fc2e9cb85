import { z } from "zod";
import type { Fired } from "../alarms/alarm-kinds.ts";
import { ringAgain } from "../alarms/ring-again.ts";
import { setAlarm } from "../alarms/set-alarm.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { quietUntil } from "../messages/plan-send.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";
import { lockTape, moveTape, type Tape } from "./read-tape.ts";
import { AWAITED } from "./tape-states.ts";
import { tellTeam } from "./tell-team.ts";

const HOUR_MS = 60 * 60_000;
const LEADS_H = [24, 3];
const SOON_MS = 2 * HOUR_MS;

const Data = z.object({ due: z.number() });

/** A day and three hours before the deadline, in the morning when that is at night, and never on the heels of the request. */
export async function planTapeReminders(
  ctx: ToolCtx,
  { tapeId, dueAt }: { tapeId: string; dueAt: Date },
): Promise<void> {
  const due = dueAt.getTime();
  for (const lead of LEADS_H) {
    const wanted = new Date(due - lead * HOUR_MS);
    const at = quietUntil(wanted) ?? wanted;
    if (wanted.getTime() < ctx.now().getTime() + SOON_MS || at.getTime() > due - HOUR_MS) continue;
    const key = `tape:${tapeId}:${due}:${lead}`;
    await setAlarm(ctx, { kind: "tape_reminder", subjectId: tapeId, at, data: { due }, key });
  }
  await setAlarm(ctx, {
    kind: "tape_due",
    subjectId: tapeId,
    at: dueAt,
    data: { due },
    key: `tape:${tapeId}:${due}:due`,
  });
}

/** The tape while it is awaited at the deadline that the alarm was set for. */
async function awaited(ctx: ToolCtx, { subjectId, data }: Fired): Promise<Tape | undefined> {
  const tape = await lockTape(ctx, subjectId);
  const meant = tape && AWAITED.includes(tape.state) && tape.dueAt.getTime() === Data.parse(data).due;
  return meant ? tape : undefined;
}

export async function remindOfTape(ctx: ToolCtx, fired: Fired): Promise<void> {
  const tape = await awaited(ctx, fired);
  if (!tape?.wanted || tape.dueAt <= ctx.now() || (await nextIsDue(ctx, fired))) return;
  const morning = quietUntil(ctx.now());
  if (morning) return ringAgain(ctx, fired, { at: morning });
  const to = await reachTalent(ctx, tape.talentId);
  if (typeof to === "string") return;
  const until = sayTime(tape.dueAt, ctx.timeZone, to.language);
  await writeTo(ctx, to, {
    key: `tape:${tape.id}:${ctx.now().getTime()}:reminder`,
    purpose: tape.state === "requested" ? "promotional" : "utility",
    text: words(to.language).tapeReminder({ role: tape.role, child: to.child, until }),
  });
}

/** After a pause of ours both reminders may be due: then the later one comes alone. */
async function nextIsDue(ctx: ToolCtx, { id, subjectId }: Fired): Promise<boolean> {
  const { rowCount } = await ctx.db.query(
    `select from alarms where kind = 'tape_reminder' and subject_id = $1 and id <> $2 and state = 'waiting' and fire_at <= $3`,
    [subjectId, id, ctx.now()],
  );
  return rowCount > 0;
}

/** The time is over: the team is told, and a tape that comes late is taken all the same. */
export async function tapeIsDue(ctx: ToolCtx, fired: Fired): Promise<void> {
  const tape = await awaited(ctx, fired);
  if (!tape || tape.dueAt > ctx.now()) return;
  await moveTape(ctx, { tapeId: tape.id, to: "expired" });
  if (!tape.wanted) return;
  await tellTeam(ctx, {
    conversationId: tape.conversationId,
    key: `tape:${tape.id}:${tape.dueAt.getTime()}:over`,
    text: `${tape.talent} (${tape.role}): no ${tape.state === "retake" ? "new take" : "self-tape"} by the deadline. If it comes late I will still take it; to ask again, say “ask ${tape.talent} for a self-tape by …”.`,
  });
}
