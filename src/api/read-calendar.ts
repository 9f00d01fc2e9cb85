import type { z } from "@hono/zod-openapi";
import { marksOf, waitsTooLongFrom } from "../core/auditions/booking-states.ts";
import type { Ctx } from "../core/ctx.ts";
import { sayRange } from "../core/messages/say-time.ts";
import type { Db } from "../core/ports.ts";
import type { CalendarItem } from "./schemas.ts";

type Session = z.output<typeof CalendarItem>["sessions"][number];
type Shown = Session["bookings"][number];
type SessionRow = Omit<Session, "startsAt" | "endsAt" | "when" | "bookings"> & { from: Date; to: Date };
type BookingRow = Omit<Shown, "startsAt" | "endsAt" | "checkedInAt" | "seenAt" | "waitsTooLong" | "marks"> & {
  sessionId: string;
  from: Date;
  to: Date;
  checkedInAt: Date | null;
  seenAt: Date | null;
};

/** Sessions that touch the days, in order, each with its bookings. Both days are of the office's zone and included. */
export async function readCalendar(
  { db, now, timeZone }: { db: Db } & Pick<Ctx, "now" | "timeZone">,
  { from, to }: { from: string; to: string },
): Promise<Session[]> {
  const { rows } = await db.query<SessionRow>(
    `select s.id, s.role_id as "roleId", r.title as role, p.title as project, s.place, s.state, s.starts_at as "from", s.ends_at as "to",
            s.slot_minutes as "slotMinutes", s.time_zone as "timeZone",
            (select coalesce(sum(capacity), 0)::int from slots where session_id = s.id and state = 'open') as places,
            array(select distinct o.name from slots l join rooms o on o.id = l.room_id
                   where l.session_id = s.id and l.state = 'open' order by o.name) as rooms
       from sessions s join roles r on r.id = s.role_id left join projects p on p.id = r.project_id
      where s.ends_at > ($1::date)::timestamp at time zone $3 and s.starts_at < ($2::date + 1)::timestamp at time zone $3
      order by s.starts_at, s.place, s.id limit 500`,
    [from, to, timeZone],
  );
  const bookings = await bookingsOf(
    db,
    rows.map((row) => row.id),
  );
  const of = Map.groupBy(bookings, (one) => one.sessionId);
  return rows.map(({ from: start, to: end, ...row }) => ({
    ...row,
    startsAt: start.toISOString(),
    endsAt: end.toISOString(),
    when: sayRange(start, end, row.timeZone),
    bookings: (of.get(row.id) ?? []).map((booking) => shaped(booking, now())),
  }));
}

/** The day of the first session after a day, in the office's zone. */
export async function nextSessionDay(
  db: Db,
  { after, timeZone }: Pick<Ctx, "timeZone"> & { after: string },
): Promise<string | null> {
  const { rows } = await db.query<{ day: string }>(
    `select (starts_at at time zone $2)::date::text as day from sessions
      where state = 'open' and starts_at >= ($1::date + 1)::timestamp at time zone $2 order by starts_at limit 1`,
    [after, timeZone],
  );
  return rows[0]?.day ?? null;
}

function shaped({ sessionId: _, from, to, checkedInAt, seenAt, ...row }: BookingRow, now: Date): Shown {
  const waits = row.state === "checked_in" && checkedInAt;
  return {
    ...row,
    startsAt: from.toISOString(),
    endsAt: to.toISOString(),
    checkedInAt: checkedInAt?.toISOString() ?? null,
    seenAt: seenAt?.toISOString() ?? null,
    waitsTooLong: waits ? waitsTooLongFrom({ startsAt: from, checkedInAt }) <= now : false,
    marks: marksOf({ state: row.state, startsAt: from }, now),
  };
}

async function bookingsOf(db: Db, sessionIds: string[]): Promise<BookingRow[]> {
  const { rows } = await db.query<BookingRow>(
    `select b.id, i.session_id as "sessionId", b.talent_id as "talentId", coalesce(t.display_name, p.name) as name,
            t.portrait_url as "portraitUrl", o.name as room, b.state, lower(b.during) as "from", upper(b.during) as "to",
            b.checked_in_at as "checkedInAt", b.seen_at as "seenAt"
       from bookings b join invitations i on i.id = b.invitation_id
       join slots l on l.id = b.slot_id join rooms o on o.id = l.room_id
       join people p on p.id = b.talent_id left join talent_profiles t on t.person_id = b.talent_id
      where i.session_id = any($1::uuid[]) and b.state <> 'expired'
      order by lower(b.during), name, b.id`,
    [sessionIds],
  );
  return rows;
}
