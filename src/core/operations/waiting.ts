import { hasRoom, LIVE } from "../auditions/list-slots.ts";
import type { Queryable } from "../ports.ts";

/** Older things are let be: whoever left them for a week knows of them. */
const DAYS = 7;

/** Something of a role that waits for a person of the team. */
export type Waiting = {
  kind: "draft" | "change" | "place" | "calendar" | "undelivered" | "checkpoint" | "gate";
  workspaceId: string;
  subjectId: string;
  roleId: string | null;
  role: string | null;
  threadId: string;
  /** Whom it is about; of a draft, what kind it is; of a place, its day; of a checkpoint, which, and when it was due. */
  about: string;
  since: Date;
  /** On whom it waits: who drafted it or owns it, or who created the role. */
  ownerId: string;
  owner: string;
};

/**
 * SQL: all that waits at the time in this parameter. A draft waits until it is decided; a wish for another day, or an
 * invitation that did not arrive, until it is settled or somebody of the team writes in the thread; so does a place that
 * was given up, or a session to which nobody comes, while nobody is asked. Of checkpoints that are late, those that wait
 * for no other late one.
 */
export const waitingSince = (now: string) => `
  select 'draft' as kind, a.workspace_id as "workspaceId", a.id as "subjectId", r.id as "roleId", r.title as role,
         a.conversation_id as "threadId", a.kind as about, a.created_at as since, a.created_by as "ownerId", null as "ownerName"
    from approvals a join conversations c on c.id = a.conversation_id
    left join sessions s on s.id::text = a.payload ->> 'sessionId'
    left join roles r on r.id = coalesce(s.role_id, c.role_id)
   where a.state = 'draft' and a.created_at > ${now}::timestamptz - interval '${DAYS} days' and (s.id is null or s.ends_at > ${now})
  union all
  select 'change', i.workspace_id, d.id, r.id, r.title, r.conversation_id, p.name, d.asked_at, r.created_by, null
    from (select distinct on (invitation_id) * from day_requests where asked_at > ${now}::timestamptz - interval '${DAYS} days'
           order by invitation_id, asked_at desc) d
    join invitations i on i.id = d.invitation_id join people p on p.id = i.talent_id
    join sessions s on s.id = i.session_id join roles r on r.id = s.role_id join conversations c on c.id = r.conversation_id
   where i.state in ('sent', 'accepted') and s.state = 'open' and s.ends_at > ${now} and r.state = 'open'
     and (c.last_inbound_at is null or c.last_inbound_at <= d.asked_at)
     and not exists (select from sessions n where n.role_id = r.id and n.created_at > d.asked_at)
     and not exists (select from bookings b where b.invitation_id = i.id and b.state in ${LIVE} and b.confirmed_at > d.asked_at)
  union all
  select 'change', b.workspace_id, b.id, r.id, r.title, r.conversation_id, p.name, b.change_asked_at, r.created_by, null
    from bookings b join invitations i on i.id = b.invitation_id join people p on p.id = b.talent_id
    join sessions s on s.id = i.session_id join roles r on r.id = s.role_id
   where b.state = 'change_requested' and b.change_asked_at is not null and upper(b.during) > ${now}
     and not exists (select from calendar_questions q where q.booking_id = b.id and q.state = 'open')
  union all
  select 'place', e.workspace_id, e.id, r.id, r.title, r.conversation_id,
         to_char(e.starts_at at time zone e.time_zone, 'FMDay FMDD FMMonth'), lost.since, r.created_by, null
    from sessions e join roles r on r.id = e.role_id join conversations c on c.id = r.conversation_id
    cross join lateral (
      select max(i.answered_at) as since, bool_or(b.id is not null) as given_up
        from invitations i left join bookings b on b.invitation_id = i.id
         and (b.state in ('cancelled_by_talent', 'unavailable') or (b.state = 'expired' and b.hold_expires_at = i.answer_by))
       where i.session_id = e.id and i.state in ('declined', 'expired') and i.answered_at > ${now}::timestamptz - interval '${DAYS} days'
         and not exists (select from bookings o where o.invitation_id = i.id and o.state = 'cancelled_by_casting')) lost
   where e.state = 'open' and e.starts_at > ${now} and r.state = 'open' and lost.since is not null
     and (c.last_inbound_at is null or c.last_inbound_at <= lost.since)
     and not exists (select from invitations i where i.session_id = e.id and i.state = 'sent')
     and exists (select from slots s where s.session_id = e.id and s.starts_at > ${now} and ${hasRoom(now)})
     and (lost.given_up or not exists (select from slots x join bookings b on b.slot_id = x.id where x.session_id = e.id and b.state in ${LIVE}))
  union all
  select 'calendar', q.workspace_id, q.id, r.id, r.title, r.conversation_id, p.name, q.created_at, r.created_by, null
    from calendar_questions q join bookings b on b.id = q.booking_id join people p on p.id = b.talent_id
    join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id join roles r on r.id = s.role_id
   where q.state = 'open' and q.created_at > ${now}::timestamptz - interval '${DAYS} days' and upper(b.during) > ${now}
  union all
  select 'undelivered', i.workspace_id, i.id, r.id, r.title, r.conversation_id, p.name, told.created_at, r.created_by, null
    from outbox o join outbox told on told.dedupe_key = o.dedupe_key || ':undelivered'
    join invitations i on o.dedupe_key = 'invitation:' || i.id join people p on p.id = i.talent_id
    join sessions s on s.id = i.session_id join roles r on r.id = s.role_id join conversations c on c.id = r.conversation_id
   where o.state in ('failed', 'dead') and o.created_at > ${now}::timestamptz - interval '${DAYS + 1} days'
     and i.state = 'sent' and s.state = 'open' and s.ends_at > ${now} and r.state = 'open'
     and (c.last_inbound_at is null or c.last_inbound_at <= told.created_at)
  union all
  select 'checkpoint', k.workspace_id, k.id, r.id, r.title, r.conversation_id,
         k.kind || ' by ' || to_char(k.due_on, 'FMDay FMDD FMMonth'), k.due_at, coalesce(k.owner_id, r.created_by), k.owner_name
    from role_checkpoints k join roles r on r.id = k.role_id
   where k.state = 'open' and k.due_at <= ${now} and r.state = 'open'
     and not exists (select from role_checkpoints x where x.role_id = k.role_id and x.kind = any(k.after_kinds)
                      and x.state = 'open' and x.due_at <= ${now})
  union all
  select 'gate', k.workspace_id, k.id, r.id, r.title, r.conversation_id, k.kind, k.gate_asked_at, k.gate_person_id, null
    from role_checkpoints k join roles r on r.id = k.role_id
   where k.state = 'open' and k.gate_asked_at <= ${now} and k.gate_answer is null and k.gate_person_id is not null
     and r.state = 'open'`;

/** SQL: the same, with the name of whom each waits on. */
const namedWaiting = (now: string) =>
  `select w.*, coalesce(w."ownerName", p.name) as owner from (${waitingSince(now)}) w join people p on p.id = w."ownerId"`;

type Asked = { now: Date } & ({ roleIds: string[] } | { threadId: string });

/** What waits for somebody because of these roles or of none, or in one thread; the longest wait first. Behind a workspace's walls. */
export async function readWaiting(db: Queryable, { now, ...of }: Asked): Promise<Waiting[]> {
  const [which, value] =
    "roleIds" in of ? [`"roleId" is null or "roleId" = any($2::uuid[])`, of.roleIds] : [`"threadId" = $2`, of.threadId];
  const { rows } = await db.query<Waiting>(`${namedWaiting("$1")} where ${which} order by since, kind desc limit 100`, [
    now,
    value,
  ]);
  return rows;
}

/** "A draft (invitation) waits for Approve", "Asha asks for another time". */
export function sayWaiting({ kind, about, owner }: Pick<Waiting, "kind" | "about" | "owner">): string {
  if (kind === "checkpoint") return `due and not done: ${about}`;
  if (kind === "gate") return `${about} needs ${owner}'s go or no-go`;
  if (kind === "place") return `a place on ${about} is free, and nobody is asked to take it`;
  if (kind === "change") return `${about} asks for another time`;
  if (kind === "calendar") return `${about}'s audition was changed in the calendar: shall it count?`;
  if (kind === "undelivered") return `my invitation did not reach ${about}`;
  return about === "invitation" ? "an invitation waits for Approve" : "a drafted message waits for Approve";
}
