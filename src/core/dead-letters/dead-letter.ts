import type { Queryable } from "../ports.ts";

/** What the program gave up on and a person has to decide about. Ids, states and codes only: never words of people. */
export type DeadLetter = {
  kind: "inbox" | "outbox" | "calendar";
  id: string;
  workspaceId: string;
  /** slack, whatsapp, sms or google */
  channel: string;
  state: string;
  /** Why, as a code. */
  code: string;
  since: Date;
  attempts: number;
  /** What brought it about: a turn, a key, a booking. */
  about: string;
  told: boolean;
};

/** Who decides: a terminal or the API. The database knows no more of them. */
export type By = "terminal" | "api";

/** Failures that another try cannot mend. */
const FINAL = `('opted_out', 'minor', 'empty', 'outdated', 'unreachable', 'twilio_21201', 'twilio_21211', 'twilio_21614')`;

/** SQL: dead letters at the time in this parameter, but for those that were dropped. */
export const deadLetters = (now: string) => `
  select dead.*, d.told_at is not null as told from (
    select 'inbox' as kind, i.id, t.workspace_id as "workspaceId", i.channel, i.outcome as state, coalesce(i.reason, 'dead') as code,
           i.finished_at as since, i.attempts, 'turn ' || t.id as about
      from inbox i join turns t on t.id = i.turn_id where i.outcome = 'dead'
    union all
    select 'outbox', o.id, o.workspace_id, c.channel, o.state, coalesce(o.error_code, o.state), coalesce(o.retried_at, o.created_at),
           o.attempts, o.dedupe_key
      from outbox o join conversations c on c.id = o.conversation_id
     where o.state in ('dead', 'failed', 'unknown')
       and (o.state = 'dead' or (o.state = 'failed' and coalesce(o.error_code, '') not in ${FINAL})
            or (o.state = 'unknown' and coalesce(o.retried_at, o.created_at) < ${now}::timestamptz - interval '10 minutes'))
    union all
    select 'calendar', e.id, e.workspace_id, 'google', e.state, coalesce(e.error_code, 'failed'), e.created_at, e.attempts,
           'booking ' || e.booking_id
      from calendar_events e where e.state = 'failed') dead
  left join dead_letters d on d.kind = dead.kind and d.subject_id = dead.id
  where d.dropped_at is null`;

/** Oldest first. */
export async function listDead(
  db: Queryable,
  { now, workspaceId, limit = 200 }: { now: Date; workspaceId?: string; limit?: number },
): Promise<DeadLetter[]> {
  const { rows } = await db.query<DeadLetter>(
    `select * from (${deadLetters("$1")}) dead where $2::uuid is null or "workspaceId" = $2 order by since, id limit $3`,
    [now, workspaceId ?? null, limit],
  );
  return rows;
}

/** How many there are of each kind. */
export async function countDead(db: Queryable, now: Date): Promise<Record<DeadLetter["kind"], number>> {
  const { rows } = await db.query<{ kind: DeadLetter["kind"]; n: number }>(
    `select kind, count(*)::int as n from (${deadLetters("$1")}) dead group by kind`,
    [now],
  );
  return { inbox: 0, outbox: 0, calendar: 0, ...Object.fromEntries(rows.map(({ kind, n }) => [kind, n])) };
}
