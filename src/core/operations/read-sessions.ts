import type { Queryable } from "../ports.ts";

export type PlannedSession = {
  role: string;
  place: string;
  startsAt: Date;
  endsAt: Date;
  /** Who comes when, in order of time. */
  people: { name: string; startsAt: Date }[];
};

/** The sessions that begin in this time, with who is booked for them. */
export async function sessionsBetween(
  db: Queryable,
  { roleIds, from, until }: { roleIds: string[]; from: Date; until: Date },
): Promise<PlannedSession[]> {
  const { rows } = await db.query<Omit<PlannedSession, "people"> & { people: { name: string; startsAt: string }[] }>(
    `select r.title as role, s.place, s.starts_at as "startsAt", s.ends_at as "endsAt",
            coalesce((select jsonb_agg(jsonb_build_object('name', p.name, 'startsAt', lower(b.during)) order by lower(b.during), p.name)
                        from slots x join bookings b on b.slot_id = x.id join people p on p.id = b.talent_id
                       where x.session_id = s.id
                         and b.state in ('confirmed', 'change_requested', 'checked_in', 'late', 'seen', 'no_show')), '[]') as people
       from sessions s join roles r on r.id = s.role_id
      where r.id = any($1::uuid[]) and s.state <> 'cancelled' and s.starts_at >= $2 and s.starts_at < $3
      order by s.starts_at, s.place`,
    [roleIds, from, until],
  );
  return rows.map((row) => ({
    ...row,
    people: row.people.map((person) => ({ name: person.name, startsAt: new Date(person.startsAt) })),
  }));
}
