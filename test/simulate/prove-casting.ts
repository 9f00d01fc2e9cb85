/** What the tables and the phones prove of what followed the auditions: holds, offers and the end of roles. */
import type { Sent } from "./verdict.ts";
import type { World } from "./world.ts";

/** Letters that left, or wait for the morning. */
const LETTERS = `letters as materialized (
  select dedupe_key as key, id from outbox where state = 'sent' or (state = 'pending' and next_at > $1))`;

/** Each that stands has its time to come, and each was asked for on a phone. */
export async function holds({ db, clock }: World): Promise<string[]> {
  const { rows } = await db.query<{ id: string; name: string; kind: string; late: boolean; asked: number }>(
    `with ${LETTERS}
     select h.id, p.name, h.kind, h.state = 'live' and coalesce(h.expires_at, $1) <= $1 as late,
            (select count(*)::int from letters where key like 'hold:' || h.id || ':%') as asked
       from holds h join people p on p.id = h.talent_id
      where exists (select from approvals a where a.id = h.approval_id)`,
    [clock.now()],
  );
  return rows.flatMap(({ id, name, kind, late, asked }) => [
    ...(late ? [`${kind} ${id} of ${name} has passed and stands`] : []),
    ...(asked === 0 ? [`${name} was not asked about ${kind} ${id}`] : []),
  ]);
}

/** Each was asked for, and has ended, waits for its deadline, or is seen by the team. */
export async function tapes({ db, clock }: World): Promise<string[]> {
  const { rows } = await db.query<{ name: string; state: string }>(
    `with ${LETTERS}
     select p.name, t.state from tapes t join people p on p.id = t.talent_id
      where not exists (select from letters where key like 'tape:' || t.id || ':%')
         or (t.state in ('requested', 'accepted', 'retake') and t.due_at <= $1)
         or (t.state in ('received', 'reviewed') and not exists (select from takes k where k.tape_id = t.id))`,
    [clock.now()],
  );
  return rows.map(({ name, state }) => `the self-tape of ${name} is ${state}`);
}

/** No draft of it was left lying, and what was approved is on its way to each once. */
export async function changes({ db, clock }: World): Promise<string[]> {
  const { rows } = await db.query<{ role: string; state: string; letters: number; people: number }>(
    `with ${LETTERS}
     select r.title as role, a.state, count(l.key)::int as letters, count(distinct o.person_id)::int as people
       from approvals a join roles r on r.id::text = a.payload ->> 'roleId'
       left join letters l on l.key like 'change:' || a.id || ':%' left join outbox o on o.id = l.id
      where a.kind = 'role_change' and a.state <> 'discarded' group by a.id, r.title, a.state`,
    [clock.now()],
  );
  return rows.flatMap(({ role, state, letters, people }) => {
    if (state === "draft") return [`nobody was told what has changed for ${role}`];
    return letters === people ? [] : [`${letters} letters to ${people} people about a change of ${role}`];
  });
}

/** Each ended as it was answered, or stands with its time to come. */
export async function offers({ db, clock }: World): Promise<string[]> {
  const { rows } = await db.query<{ id: string; name: string; state: string }>(
    `with ${LETTERS}
     select o.id, p.name, o.state from offers o join people p on p.id = o.talent_id join candidates c on c.id = o.candidate_id
      where not exists (select from letters where key = 'offer:' || o.id)
         or (o.state = 'sent' and o.expires_at <= $1)
         or (o.state = 'accepted' and not exists (select from candidate_moves m where m.candidate_id = c.id and m.to_state = 'booked'))
         or (o.state = 'declined' and c.state = 'booked')`,
    [clock.now()],
  );
  return rows.map(({ id, name, state }) => `offer ${id} to ${name} is ${state}`);
}

type Left = { id: string; name: string; role: string; booked: boolean; seen: boolean; letters: string[] };

/** Whoever auditioned for a role that was closed, and was not booked and did not leave it, is told so once; no other is. */
export async function closings({ db, clock, providers }: World, sent: Map<string, Sent>): Promise<string[]> {
  const { rows } = await db.query<Left>(
    `with ${LETTERS}
     select c.id, p.name, r.title as role, c.state = 'booked' as booked,
            c.state <> 'withdrawn' and exists (
              select from bookings b join invitations i on i.id = b.invitation_id where i.candidate_id = c.id and b.state = 'seen') as seen,
            coalesce((select array_agg(id::text) from letters where key = 'closing:' || c.id), '{}') as letters
       from candidates c join roles r on r.id = c.role_id join people p on p.id = c.talent_id where r.state <> 'open'`,
    [clock.now()],
  );
  const read = new Map(providers.texts.map((text) => [text.outboxId, text]));
  return rows.flatMap(({ name, role, booked, seen, letters }) => {
    const said = letters.flatMap((id) => read.get(id) ?? []).filter(({ outboxId }) => sent.has(outboxId ?? ""));
    if (booked && letters.length > 0) return [`${name} is booked for ${role} and was told of its end`];
    if (!booked && seen && letters.length !== 1)
      return [`${name} auditioned for ${role} and was told ${letters.length} times`];
    return said.filter(({ text }) => !text.includes(role)).map(() => `${name} was not told that it is about ${role}`);
  });
}
