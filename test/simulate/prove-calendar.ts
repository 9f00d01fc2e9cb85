/** What the tables and the calendar prove of bookings. */
import { sayHour } from "./clock.ts";
import type { World } from "./world.ts";

/** What has a place in the calendar, also when its day has gone by. */
export const ON_THE_BOOKS = `('assigned', 'sent', 'confirmed', 'change_requested', 'checked_in', 'late', 'seen', 'no_show')`;

type Booked = { id: string; state: string; event: string | null; startsAt: Date; name: string };

/** Live bookings and those of the days gone by are in the calendar once, at their time; nothing else is. */
export async function calendar({ db, google }: World): Promise<string[]> {
  const { rows } = await db.query<Booked>(
    `select b.id, b.state, e.provider_id as event, lower(b.during) as "startsAt", p.name
       from bookings b join people p on p.id = b.talent_id left join calendar_events e on e.booking_id = b.id
      where b.state in ${ON_THE_BOOKS}`,
  );
  const events = new Map(
    google
      .calendar()
      .events()
      .map((event) => [event.id ?? "", event]),
  );
  const broken: string[] = [];
  for (const { id, state, event, startsAt, name } of rows) {
    const found = event ? events.get(event) : undefined;
    const at = Date.parse(found?.start?.dateTime ?? "");
    if (!found) broken.push(`booking ${id} of ${name} (${state}) has no event`);
    else if (at !== startsAt.getTime())
      broken.push(`booking ${id} of ${name} is at ${startsAt.toISOString()}, its event is not`);
    else if (!found.summary?.includes(name)) broken.push(`the event of booking ${id} does not name ${name}`);
  }
  const wanted = rows.map((row) => row.event);
  for (const id of events.keys()) {
    const count = wanted.filter((one) => one === id).length;
    if (count !== 1) broken.push(`event ${id} has ${count} bookings`);
  }
  return broken;
}

/** A question about an event is open only when its audition is over. */
export async function byHand({ db, clock }: World): Promise<string[]> {
  const { rows } = await db.query<{ name: string; kind: string; startsAt: Date }>(
    `select p.name, q.kind, lower(b.during) as "startsAt" from calendar_questions q join bookings b on b.id = q.booking_id
       join people p on p.id = b.talent_id where q.state = 'open' and upper(b.during) > $1`,
    [clock.now()],
  );
  return rows.map(({ name, kind, startsAt }) => `${name}, ${sayHour(startsAt)}: ${kind}, and nobody decided`);
}

/** No audition whose day has gone by is still as if it were to come. */
export async function forgotten({ db, clock }: World): Promise<string[]> {
  const { rows } = await db.query<{ name: string; state: string; startsAt: Date }>(
    `select p.name, b.state, lower(b.during) as "startsAt" from bookings b join people p on p.id = b.talent_id
      where b.state in ('held', 'assigned', 'sent', 'confirmed', 'change_requested', 'checked_in', 'late')
        and upper(b.during) < $1::timestamptz - interval '3 hours'`,
    [clock.now()],
  );
  return rows.map(({ name, state, startsAt }) => `${name}, ${sayHour(startsAt)}: ${state}`);
}
