import { DateTime } from "luxon";
import type { ToolCtx } from "../conversation/tool.ts";
import { moveCheckpoints } from "./move-checkpoints.ts";
import { type PlannedSession, sessionsBetween } from "./read-sessions.ts";
import { readWaiting, type Waiting } from "./waiting.ts";

export type DigestScope = {
  conversationId: string;
  roleIds: string[];
  /** Of all roles of the workspace, hence also of what belongs to none. */
  whole: boolean;
  zone: string;
};

export type OfRole = { role: string; name: string };
type Counts = { invited: number; booked: number; declined: number; cancelled: number; seen: number };

export type Digest = {
  yesterday: Counts & { cast: OfRole[] };
  today: PlannedSession[];
  /** Checkpoints that are due today, and those that somebody said no-go for; `name` is whose. */
  due: OfRole[];
  noGo: OfRole[];
  silent: OfRole[];
  /** Letters to people that failed, but for invitations, which wait. */
  failed: number;
  calendar: OfRole[];
  noShows: OfRole[];
  waiting: Waiting[];
};

type Reading = { db: ToolCtx["db"]; roleIds: string[]; now: Date; from: Date; today: Date };

/** What a day's digest tells: from the start of yesterday, in the scope's zone, to the end of today. */
export async function readDigest(
  { db, now: clock }: Pick<ToolCtx, "db" | "now">,
  { roleIds, whole, zone }: DigestScope,
): Promise<Digest> {
  const now = clock();
  const today = DateTime.fromJSDate(now, { zone }).startOf("day");
  await moveCheckpoints(db, { now, roleIds: await openOf(db, roleIds) });
  const reading = { db, roleIds, now, from: today.minus({ days: 1 }).toJSDate(), today: today.toJSDate() };
  return {
    yesterday: { ...(await countYesterday(reading)), cast: await castYesterday(reading) },
    today: await sessionsBetween(db, { roleIds, from: reading.today, until: today.plus({ days: 1 }).toJSDate() }),
    due: await dueToday(reading, today.toISODate() ?? ""),
    noGo: await noGo(reading),
    silent: await silent(reading),
    failed: whole ? await failedLetters(reading) : 0,
    calendar: await calendarTrouble(reading),
    noShows: await noShows(reading),
    waiting: await readWaiting(db, { now, roleIds }),
  };
}

async function countYesterday({ db, roleIds, from, today }: Reading): Promise<Counts> {
  const { rows } = await db.query<Counts>(
    `with mine as (
       select i.id, i.state, i.created_at, i.answered_at from invitations i join sessions s on s.id = i.session_id
        where s.role_id = any($1::uuid[])),
     booked as (select b.* from bookings b join mine on mine.id = b.invitation_id)
     select (select count(*)::int from mine where created_at >= $2 and created_at < $3) as invited,
            (select count(*)::int from mine where state = 'declined' and answered_at >= $2 and answered_at < $3
               and not exists (select from booked b where b.invitation_id = mine.id and b.state like 'cancelled%')) as declined,
            count(*) filter (where confirmed_at >= $2 and confirmed_at < $3)::int as booked,
            count(*) filter (where state like 'cancelled%' and ended_at >= $2 and ended_at < $3)::int as cancelled,
            count(*) filter (where state = 'seen' and lower(during) >= $2 and lower(during) < $3)::int as seen
       from booked`,
    [roleIds, from, today],
  );
  return rows[0] as Counts;
}

async function castYesterday({ db, roleIds, from, today }: Reading): Promise<OfRole[]> {
  const { rows } = await db.query<OfRole>(
    `select r.title as role, p.name from candidate_moves m join candidates c on c.id = m.candidate_id
       join roles r on r.id = c.role_id join people p on p.id = c.talent_id
      where r.id = any($1::uuid[]) and m.to_state = 'booked' and c.state = 'booked' and m.moved_at >= $2 and m.moved_at < $3
      order by m.moved_at`,
    [roleIds, from, today],
  );
  return rows;
}

async function openOf(db: ToolCtx["db"], roleIds: string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from roles where id = any($1::uuid[]) and state = 'open'`,
    [roleIds],
  );
  return rows.map((role) => role.id);
}

async function dueToday({ db, roleIds }: Reading, today: string): Promise<OfRole[]> {
  const { rows } = await db.query<OfRole>(
    `select r.title as role, k.kind || coalesce(', ' || coalesce(p.name, k.owner_name), '') as name
       from role_checkpoints k join roles r on r.id = k.role_id and r.state = 'open' left join people p on p.id = k.owner_id
      where k.role_id = any($1::uuid[]) and k.state = 'open' and k.due_on = $2 order by r.created_at limit 50`,
    [roleIds, today],
  );
  return rows;
}

async function noGo({ db, roleIds }: Reading): Promise<OfRole[]> {
  const { rows } = await db.query<OfRole>(
    `select r.title as role, p.name || ' for ' || k.kind as name
       from role_checkpoints k join roles r on r.id = k.role_id and r.state = 'open' join people p on p.id = k.gate_person_id
      where k.role_id = any($1::uuid[]) and k.state = 'open' and k.gate_answer = 'no_go' order by r.created_at limit 50`,
    [roleIds],
  );
  return rows;
}

/** Invited a day ago or longer, and not a word. */
async function silent({ db, roleIds, now }: Reading): Promise<OfRole[]> {
  const { rows } = await db.query<OfRole>(
    `select r.title as role, p.name from invitations i join people p on p.id = i.talent_id
       join sessions s on s.id = i.session_id join roles r on r.id = s.role_id
      where r.id = any($1::uuid[]) and i.state = 'sent' and s.state = 'open' and s.ends_at > $2
        and i.created_at <= $2::timestamptz - interval '1 day'
        and not exists (select from bookings b where b.invitation_id = i.id)
        and not exists (select from outbox o where o.dedupe_key = 'invitation:' || i.id and o.state in ('failed', 'dead'))
        and not exists (select from day_requests d where d.invitation_id = i.id)
      order by i.created_at limit 50`,
    [roleIds, now],
  );
  return rows;
}

async function failedLetters({ db, from }: Reading): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from outbox
      where state in ('failed', 'dead') and person_id is not null and created_at >= $1 and dedupe_key not like 'invitation:%'`,
    [from],
  );
  return rows[0]?.n ?? 0;
}

async function calendarTrouble({ db, roleIds, now }: Reading): Promise<OfRole[]> {
  const { rows } = await db.query<OfRole>(
    `select r.title as role, p.name from calendar_events e join bookings b on b.id = e.booking_id
       join people p on p.id = b.talent_id join invitations i on i.id = b.invitation_id
       join sessions s on s.id = i.session_id join roles r on r.id = s.role_id
      where e.state = 'failed' and r.id = any($1::uuid[]) and upper(b.during) > $2 order by lower(b.during) limit 50`,
    [roleIds, now],
  );
  return rows;
}

async function noShows({ db, roleIds, from, now }: Reading): Promise<OfRole[]> {
  const { rows } = await db.query<OfRole>(
    `select r.title as role, p.name from bookings b join people p on p.id = b.talent_id
       join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id join roles r on r.id = s.role_id
      where b.state = 'no_show' and r.id = any($1::uuid[]) and lower(b.during) >= $2 and lower(b.during) < $3
      order by lower(b.during) limit 50`,
    [roleIds, from, now],
  );
  return rows;
}
