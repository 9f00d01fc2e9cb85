import type { z } from "zod";
import { setAlarm } from "../alarms/set-alarm.ts";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { firstName, type TalentConversation } from "../people/open-conversation.ts";
import type { CandidateState } from "./candidate-states.ts";
import { type Reader, readersOf } from "./draft-letter.ts";
import { minorWithoutConsent } from "./guard-minor.ts";
import { AskedHold, askable, HOLD_STATE, holdEnds } from "./hold-terms.ts";
import { NOT_WRITTEN_TO, sayCallForAnswer } from "./invite.ts";
import { moveCandidates } from "./move-candidate.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";
import { lockDatesOf, sayKind, termsOf } from "./read-hold.ts";
import { roleFacts } from "./role-facts.ts";
import { sayDates } from "./say-dates.ts";

const HOUR_MS = 60 * 60_000;

/** The question goes out: each gets a place in the line for her dates, and a time at which it ends. */
export async function sendHolds(
  ctx: ToolCtx,
  { approvalId, payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  const asked = AskedHold.parse(payload);
  const readers = await readersOf(ctx, asked.candidateIds);
  const said: string[] = [];
  for (const reader of readers) said.push(await ask(ctx, { ...asked, reader, approvalId }));
  return { said: said.join(" ") };
}

type Asking = z.output<typeof AskedHold> & { reader: Reader; approvalId: string };

async function ask(ctx: ToolCtx, asking: Asking): Promise<string> {
  const { kind, reader, from, to } = asking;
  const child = await minorWithoutConsent(ctx, reader.id);
  if (child) return `${reader.name} is under 18 and the guardian has not consented, so I asked for no dates.`;
  const reached = await reachTalent(ctx, reader.id);
  if (typeof reached === "string") return NOT_WRITTEN_TO[reached](reader.name);
  await lockDatesOf(ctx, reader.id);
  const moved = await moveCandidates(ctx, {
    candidateIds: [reader.candidateId],
    to: HOLD_STATE[kind],
    from: askable(kind),
    why: `${sayKind(kind)} asked`,
  });
  const { rows } = await ctx.db.query<{ state: CandidateState }>(`select state from candidates where id = $1`, [
    reader.candidateId,
  ]);
  if (moved.length === 0 && rows[0]?.state !== HOLD_STATE[kind]) return NOT_WRITTEN_TO.moved_on(reader.name);
  const hold = await storeHold(ctx, asking);
  await tellOfHold(ctx, { asking, hold, talent: reached });
  await audit(ctx, { verb: `ask_${kind}`, subject: "candidate", subjectId: reader.candidateId });
  const place = kind === "avail_check" ? "" : ` ${hold.place}`;
  const call = sayCallForAnswer(reached.oneWay ? [reader.name] : []);
  return `${reader.name}: ${sayKind(kind)}${place} for ${sayDates({ from, to })}, until ${sayTime(hold.expiresAt, ctx.timeZone)}.${call}`;
}

type Stored = { id: string; place: number; expiresAt: Date };

/** One live hold a candidate: a pin that becomes a hold is the same row, and keeps its place while its dates stay. */
async function storeHold(ctx: ToolCtx, { kind, from, to, days, reader, approvalId }: Asking): Promise<Stored> {
  const expiresAt = holdEnds(ctx, { from, days });
  const { rows } = await ctx.db.query<{ id: string; place: number }>(
    `with ahead as (
       select coalesce(max(place), 0) + 1 as last from holds
        where talent_id = $2 and candidate_id <> $1 and state in ('live', 'booked') and kind <> 'avail_check'
          and during && daterange($4::date, $5::date, '[]'))
     insert into holds as h (workspace_id, candidate_id, talent_id, kind, place, during, expires_at, approval_id, created_by, created_at)
     select $6, $1, $2, $3, case when $3 = 'avail_check' then 1 else last end, daterange($4::date, $5::date, '[]'), $7, $8, $9, $10 from ahead
     on conflict (candidate_id) where state in ('live', 'booked') do update
        set kind = excluded.kind, during = excluded.during, expires_at = excluded.expires_at, approval_id = excluded.approval_id,
            answer = case when h.during = excluded.during then h.answer end,
            place = case when h.kind <> 'avail_check' and h.during = excluded.during then h.place else excluded.place end
     returning id, place`,
    [
      reader.candidateId,
      reader.id,
      kind,
      from,
      to,
      ctx.actor.workspaceId,
      expiresAt,
      approvalId,
      ctx.actor.personId,
      ctx.now(),
    ],
  );
  const hold = { ...(rows[0] as { id: string; place: number }), expiresAt };
  const left = expiresAt.getTime() - ctx.now().getTime();
  const warnAt = new Date(expiresAt.getTime() - Math.min(24 * HOUR_MS, left / 2));
  const key = `hold:${hold.id}:${expiresAt.getTime()}`;
  await setAlarm(ctx, { kind: "hold_ends_soon", subjectId: hold.id, at: warnAt, key: `${key}:soon` });
  await setAlarm(ctx, { kind: "expire_hold", subjectId: hold.id, at: expiresAt, key: `${key}:end` });
  return hold;
}

type Telling = { asking: Asking; hold: Stored; talent: TalentConversation };

async function tellOfHold(ctx: ToolCtx, { asking, hold, talent }: Telling): Promise<void> {
  const { kind, from, to, reader, approvalId } = asking;
  const { rows } = await ctx.db.query<{ roleId: string }>(`select role_id as "roleId" from candidates where id = $1`, [
    reader.candidateId,
  ]);
  const facts = await roleFacts(ctx, rows[0] as { roleId: string });
  const say = words(talent.language);
  const until = sayTime(hold.expiresAt, ctx.timeZone, talent.language);
  const answer = (label: string, said: "yes" | "no") => ({
    label,
    verb: "answer_hold" as const,
    args: { holdId: hold.id, answer: said, terms: termsOf({ kind, from, to }) },
    singleUse: false,
    expiresAt: hold.expiresAt,
  });
  await writeTo(ctx, talent, {
    key: `hold:${hold.id}:${approvalId}`,
    purpose: "promotional",
    text: say.holdAsked({
      ...facts,
      kind,
      name: firstName(talent.name),
      child: talent.child,
      dates: sayDates({ from, to }, talent.language),
      until,
    }),
    choices: [answer(say.freeLabel(), "yes"), answer(say.notFreeLabel(), "no")],
  });
}
