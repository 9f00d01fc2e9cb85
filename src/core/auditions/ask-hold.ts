import { DateTime } from "luxon";
import { z } from "zod";
import { setAlarm } from "../alarms/set-alarm.ts";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { firstName, type TalentConversation } from "../people/open-conversation.ts";
import { mustBeTeam } from "../people/rights.ts";
import { NOT_WRITTEN_TO } from "./approve-invitation.ts";
import { type CandidateState, statesBefore } from "./candidate-states.ts";
import { currentRole } from "./current-role.ts";
import { draftLetter, type Reader, readersOf, samplesFor } from "./draft-letter.ts";
import { moveCandidates } from "./move-candidate.ts";
import { findNamed, NameCandidates, type Named } from "./name-candidates.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";
import { conflictsOf, HOLD_KINDS, type HoldKind, lockDatesOf, sayKind } from "./read-hold.ts";
import { sayDates } from "./say-dates.ts";
import { sayList } from "./say-role.ts";

const HOUR_MS = 60 * 60_000;
/** How long each stands when nobody says. */
const DAYS: Record<HoldKind, number> = { avail_check: 2, first_refusal: 7, pin: 7, hold: 7 };

const STATE: Record<HoldKind, CandidateState> = {
  avail_check: "avail_check",
  first_refusal: "pinned",
  pin: "pinned",
  hold: "hold",
};

export const AskHold = NameCandidates.extend({
  kind: z.enum(HOLD_KINDS).describe("avail_check asks for dates; pin is interest; first_refusal; hold engages."),
  from: z.iso.date().optional().describe("First day; without it the role's shoot dates."),
  to: z.iso.date().optional(),
  days: z.number().int().min(1).max(60).optional().describe("For how many days it stands before it ends by itself."),
});

const Payload = z.object({
  kind: z.enum(HOLD_KINDS),
  from: z.iso.date(),
  to: z.iso.date(),
  days: z.number().int(),
  candidateIds: z.array(z.uuid()),
});
type Asked = z.output<typeof Payload>;

/** Drafts the question for a talent's dates, with what else there is on them in this workspace. */
export async function draftHold(ctx: ToolCtx, input: z.output<typeof AskHold>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { kind, days = DAYS[kind] } = input;
  const named = await findNamed(ctx, input);
  const { from, to } = await datesFor(ctx, input);
  const asked: Asked = { kind, days, from, to, candidateIds: named.map((one) => one.id) };
  for (const one of named) mustBeAbleTo(one, kind);
  const readers = await readersOf(ctx, asked.candidateIds);
  const { role, house } = await roleFacts(ctx, named[0] as Named);
  const ends = endOf(ctx, asked);
  const samples = samplesFor(readers, ({ language, name, child }) => {
    const until = sayTime(ends, ctx.timeZone, language);
    return words(language).holdAsked({ kind, name, child, role, house, dates: sayDates(asked, language), until });
  });
  const conflicts = await Promise.all(readers.map((one) => sayConflicts(ctx, one, asked)));
  return draftLetter(ctx, {
    kind: "ask_hold",
    payload: asked,
    said: `Here is the ${sayKind(kind)} for ${sayList(named.map((one) => one.name))}, ${sayDates(asked)}.`,
    title: `Draft: ${sayKind(kind)}, ${sayDates(asked)}`,
    lines: [
      `To: ${sayList(named.map((one) => one.name))}`,
      ...samples,
      `It ends by itself on ${sayTime(ends, ctx.timeZone)}; I will ask you here before.`,
      ...conflicts.filter((line) => line !== ""),
    ],
    label: "Approve and send",
  });
}

async function sayConflicts(ctx: ToolCtx, { id, candidateId, name }: Reader, { from, to }: Asked): Promise<string> {
  const conflicts = await conflictsOf(ctx, { talentId: id, candidateId, from, to });
  return conflicts.length > 0 ? `Conflict for ${name}: ${conflicts.join("; ")}.` : "";
}

/** An offer that stands says more than a hold; it is answered, or ends, first. */
const askable = (kind: HoldKind): CandidateState[] => statesBefore(STATE[kind]).filter((state) => state !== "offer");

function mustBeAbleTo({ id, name, state }: Named, kind: HoldKind): void {
  if (state === STATE[kind] || askable(kind).includes(state)) return;
  throw new AppError("conflict", `candidate ${id} is ${state}: no ${kind}`, {
    said: `${name} is ${state.replaceAll("_", " ")}: there is nothing to ask with a ${sayKind(kind)}.`,
  });
}

/** The days that are asked for; throws `invalid_input` for none, for days in the wrong order and for days that are over. */
export async function datesFor(
  ctx: ToolCtx,
  input: { from?: string | undefined; to?: string | undefined },
): Promise<{ from: string; to: string }> {
  const shoot = input.from ? undefined : (await currentRole(ctx)).breakdown.shootDates;
  const from = input.from ?? shoot?.from;
  const to = input.to ?? input.from ?? shoot?.to;
  if (!from || !to) {
    throw new AppError("invalid_input", "no dates", {
      said: "For which dates? For example “pin Asha for 10 to 12 December”.",
    });
  }
  const today = DateTime.fromJSDate(ctx.now(), { zone: ctx.timeZone }).toISODate() ?? "";
  if (to < from || to < today) {
    throw new AppError("invalid_input", `dates ${from} to ${to}`, {
      said: to < from ? "Those dates end before they begin." : "Those dates are over. Which dates do you mean?",
    });
  }
  return { from, to };
}

/** When it ends by itself: after its days, and before the dates begin. */
function endOf(ctx: ToolCtx, { from, days }: Asked): Date {
  const begins = DateTime.fromISO(from, { zone: ctx.timeZone }).toJSDate().getTime();
  const end = Math.min(ctx.now().getTime() + days * 24 * HOUR_MS, begins);
  return new Date(Math.max(end, ctx.now().getTime() + 2 * HOUR_MS));
}

export async function roleFacts(
  ctx: Pick<ToolCtx, "db">,
  { roleId }: { roleId: string },
): Promise<{ role: string; house: string }> {
  const { rows } = await ctx.db.query<{ role: string; house: string }>(
    `select r.title as role, coalesce(p.production_house, '') as house from roles r left join projects p on p.id = r.project_id where r.id = $1`,
    [roleId],
  );
  return rows[0] as { role: string; house: string };
}

/** The question goes out: each gets a place in the line for her dates, and a time at which it ends. */
export async function sendHolds(
  ctx: ToolCtx,
  { approvalId, payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  const asked = Payload.parse(payload);
  const readers = await readersOf(ctx, asked.candidateIds);
  const said: string[] = [];
  for (const reader of readers) said.push(await ask(ctx, { ...asked, reader, approvalId }));
  return { said: said.join(" ") };
}

type Asking = Asked & { reader: Reader; approvalId: string };

async function ask(ctx: ToolCtx, asking: Asking): Promise<string> {
  const { kind, reader, from, to } = asking;
  const reached = await reachTalent(ctx, reader.id);
  if (typeof reached === "string") return NOT_WRITTEN_TO[reached](reader.name);
  await lockDatesOf(ctx, reader.id);
  const moved = await moveCandidates(ctx, {
    candidateIds: [reader.candidateId],
    to: STATE[kind],
    from: askable(kind),
    why: `${sayKind(kind)} asked`,
  });
  const { rows } = await ctx.db.query<{ state: CandidateState }>(`select state from candidates where id = $1`, [
    reader.candidateId,
  ]);
  if (moved.length === 0 && rows[0]?.state !== STATE[kind]) return NOT_WRITTEN_TO.moved_on(reader.name);
  const hold = await storeHold(ctx, asking);
  await tellOfHold(ctx, { asking, hold, talent: reached });
  await audit(ctx, { verb: `ask_${kind}`, subject: "candidate", subjectId: reader.candidateId });
  const place = kind === "avail_check" ? "" : ` ${hold.place}`;
  return `${reader.name}: ${sayKind(kind)}${place} for ${sayDates({ from, to })}, until ${sayTime(hold.expiresAt, ctx.timeZone)}.`;
}

type Stored = { id: string; place: number; expiresAt: Date };

/** One live hold a candidate: a pin that becomes a hold is the same row, and keeps its place while its dates stay. */
async function storeHold(
  ctx: ToolCtx,
  { kind, from, to, days, reader, approvalId, candidateIds }: Asking,
): Promise<Stored> {
  const expiresAt = endOf(ctx, { kind, from, to, days, candidateIds });
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
    args: { holdId: hold.id, answer: said },
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
