import type { Queryable } from "../ports.ts";

/** A cancellation later than this before the slot is late: nobody can be found for it any more. */
const LATE_HOURS = 24;
const LATE_MINUTES = 10;
const LONG_WAIT_MINUTES = 45;

/** What became of a talent's auditions in a workspace. */
export type TalentRecord = {
  talentId: string;
  seen: number;
  noShows: number;
  lateCancellations: number;
  cameLate: number;
};

/** What casting did to those it asked to come. */
export type CastingRecord = {
  seen: number;
  /** Of those who were checked in and seen, from the slot's time or their coming, whichever was later. */
  averageWaitMinutes: number | null;
  longWaits: number;
  cancellations: number;
  lateCancellations: number;
};

/** Of these talents; who has no audition behind her is left out, and children, who are not profiled. */
export const readReliability = (db: Queryable, talentIds: string[]) => readRecords(db, talentIds, "true");

/** How much of what these talents agreed to they did not keep, from 0 to 1, where the workspace lets it count in rankings. */
export async function readMissedShares(db: Queryable, talentIds: string[]): Promise<Map<string, number>> {
  const counts = `exists (select from workspaces w where w.id = b.workspace_id and w.settings -> 'rankByReliability' = 'true')`;
  const records = await readRecords(db, talentIds, counts);
  return new Map([...records].map(([id, record]) => [id, missedShare(record)]));
}

async function readRecords(db: Queryable, talentIds: string[], where: string): Promise<Map<string, TalentRecord>> {
  const { rows } = await db.query<TalentRecord>(
    `select b.talent_id as "talentId", count(*) filter (where b.state = 'seen')::int as seen,
            count(*) filter (where b.state = 'no_show')::int as "noShows",
            count(*) filter (where ${late("cancelled_by_talent")})::int as "lateCancellations",
            count(*) filter (where b.checked_in_at > lower(b.during) + interval '${LATE_MINUTES} minutes')::int as "cameLate"
       from bookings b left join talent_profiles t on t.person_id = b.talent_id
      where b.talent_id = any($1::uuid[]) and not coalesce(t.is_minor, false) and ${where}
        and (b.state in ('seen', 'no_show') or ${late("cancelled_by_talent")})
      group by 1`,
    [talentIds],
  );
  return new Map(rows.map((row) => [row.talentId, row]));
}

const late = (state: string) =>
  `(b.state = '${state}' and b.confirmed_at is not null and b.ended_at > lower(b.during) - interval '${LATE_HOURS} hours')`;

/** Of the roles of one thread. */
export async function readCasting(db: Queryable, conversationId: string): Promise<CastingRecord> {
  const { rows } = await db.query<CastingRecord>(
    `with of as (
       select b.*, extract(epoch from b.seen_at - greatest(b.checked_in_at, lower(b.during))) / 60 as waited
         from bookings b join slots s on s.id = b.slot_id join sessions e on e.id = s.session_id join roles r on r.id = e.role_id
        where r.conversation_id = $1)
     select count(*) filter (where b.state = 'seen')::int as seen,
            round(avg(greatest(b.waited, 0)) filter (where b.state = 'seen' and b.checked_in_at is not null))::int as "averageWaitMinutes",
            count(*) filter (where b.waited > ${LONG_WAIT_MINUTES} and b.checked_in_at is not null)::int as "longWaits",
            count(*) filter (where b.state = 'cancelled_by_casting')::int as cancellations,
            count(*) filter (where ${late("cancelled_by_casting")})::int as "lateCancellations"
       from of b`,
    [conversationId],
  );
  return rows[0] as CastingRecord;
}

/** "seen 3 times, 1 no-show, 1 late cancellation"; undefined of who was never to come. */
export function sayRecord(record: TalentRecord | undefined): string | undefined {
  if (!record) return undefined;
  const { seen, noShows, lateCancellations, cameLate } = record;
  return [
    seen > 0 ? `seen ${seen === 1 ? "once" : `${seen} times`}` : "not seen yet",
    ...(noShows > 0 ? [`${noShows} ${noShows === 1 ? "no-show" : "no-shows"}`] : []),
    ...(lateCancellations > 0
      ? [`${lateCancellations} late ${lateCancellations === 1 ? "cancellation" : "cancellations"}`]
      : []),
    ...(cameLate > 0 ? [`came late ${cameLate === 1 ? "once" : `${cameLate} times`}`] : []),
  ].join(", ");
}

/** Nothing is made of a single time. */
function missedShare({ seen, noShows, lateCancellations }: TalentRecord): number {
  const missed = noShows + lateCancellations;
  return seen + missed < 2 ? 0 : missed / (seen + missed);
}
