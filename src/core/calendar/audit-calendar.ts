/**
 * Every live booking has its event and every event its booking: looked at one by one in Google, whatever the tables
 * believe. What is repaired goes the way of every write, through `calendar_events`.
 */
import { eventId } from "../auditions/event-id.ts";
import type { Ctx } from "../ctx.ts";
import type { CalendarOf } from "../ports.ts";
import { differenceOf } from "./difference.ts";
import { OURS } from "./follow-calendar.ts";
import { eventOf, OF_BOOKING, WANTED, type Wanted, writtenIn } from "./wanted-event.ts";
import { writeCalendarEvent } from "./write-event.ts";

type Auditing = Pick<Ctx, "db" | "now" | "log"> & { calendarOf: CalendarOf };
export type Disagreement = {
  /** A booking's id, or the event's where no booking is known. */
  id: string;
  what: string;
  /** Absent where only a person can decide. */
  calendarEventId?: string;
};
export type Audit = { bookings: number; disagreements: Disagreement[] };

/** States in which a booking has to be in the calendar. */
const BOOKED = `('confirmed', 'assigned', 'sent', 'change_requested', 'checked_in', 'late')`;
/** Another id may have to be taken, and then the event written. */
const WRITES = 3;

/** Compares every booking still to come with its event, and every event of ours with its booking. Changes nothing. */
export async function auditCalendar(ctx: Auditing): Promise<Audit> {
  const all = await bookingsToCome(ctx);
  const disagreements = await unplanned(ctx);
  for (const wanted of all) {
    const what = await examine(ctx, wanted);
    if (what) disagreements.push({ id: wanted.bookingId, what, calendarEventId: wanted.id });
  }
  disagreements.push(...(await strays(ctx)));
  return { bookings: all.length, disagreements };
}

/** Writes again what disagrees, at once; what is then left is found by another audit. */
export async function repairCalendar(ctx: Auditing, { disagreements }: Audit): Promise<void> {
  await ctx.db.query(
    `insert into calendar_events (workspace_id, booking_id, provider_id, wanted, wanted_version, next_at, created_at)
     select b.workspace_id, b.id, ids.provider_id, 'present', b.version, $3, $3
       from unnest($1::uuid[], $2::text[]) as ids(booking_id, provider_id) join bookings b on b.id = ids.booking_id
     on conflict do nothing`,
    plannedAnew(disagreements, ctx.now()),
  );
  const { rows } = await ctx.db.query<{ id: string }>(
    `with again as (
       update calendar_events set state = 'pending', attempts = 0, next_at = $3
        where id = any($1::uuid[]) or booking_id = any($2::uuid[]) returning id),
     decided as (
       update calendar_questions set state = 'put_back', decided_at = $3
        where calendar_event_id = any($1::uuid[]) and state = 'open' and kind <> 'declined')
     select id from again`,
    [disagreements.flatMap((one) => one.calendarEventId ?? []), plannedAnew(disagreements, ctx.now())[0], ctx.now()],
  );
  for (const { id } of rows) for (let write = 0; write < WRITES; write += 1) await writeCalendarEvent(ctx, id);
}

const NOT_PLANNED = "no event was ever planned";

function plannedAnew(disagreements: Disagreement[], now: Date): [string[], string[], Date] {
  const ids = disagreements.filter((one) => one.what === NOT_PLANNED).map((one) => one.id);
  return [ids, ids.map((id) => eventId(id, 1)), now];
}

async function bookingsToCome({ db, now }: Auditing): Promise<Wanted[]> {
  const { rows } = await db.query<Wanted>(
    `select ${WANTED} from calendar_events e, ${OF_BOOKING}
      where b.id = e.booking_id and upper(b.during) > $1 order by lower(b.during)`,
    [now()],
  );
  return rows;
}

async function unplanned({ db, now }: Auditing): Promise<Disagreement[]> {
  const { rows } = await db.query<{ id: string }>(
    `select b.id from bookings b where b.state in ${BOOKED} and upper(b.during) > $1
        and not exists (select from calendar_events e where e.booking_id = b.id)`,
    [now()],
  );
  return rows.map(({ id }) => ({ id, what: NOT_PLANNED }));
}

async function examine(ctx: Auditing, wanted: Wanted): Promise<string | undefined> {
  const account = await ctx.calendarOf(wanted.connectionId);
  if (!account) return "no calendar is connected for it";
  const read = await account.read(wanted.providerId);
  if (read.outcome !== "done") return `Google does not say: ${read.code}`;
  if (wanted.wanted === "absent")
    return read.event && !read.event.gone ? "it is off and still in the calendar" : undefined;
  const written = wanted.written ?? writtenIn(eventOf(wanted));
  const difference = differenceOf({ ...wanted, written }, read.event);
  if (difference) return SAYS[difference.kind];
  return wanted.state === "failed" ? "its last write failed" : undefined;
}

const SAYS = {
  deleted: "its event is not in the calendar",
  moved: "its event is at another time",
  edited: "its event was edited",
};

/** Events with an id like ours that no row knows: of a database that was restored, or of another CastMatch. */
async function strays(ctx: Auditing): Promise<Disagreement[]> {
  const { rows } = await ctx.db.query<{ id: string | null }>(
    `select id from calendar_connections where state = 'connected' union all select null`,
  );
  const found: Disagreement[] = [];
  for (const { id } of rows) {
    const read = await (await ctx.calendarOf(id))?.changes(undefined);
    if (read?.outcome !== "done") continue;
    const ours = read.events.filter((event) => OURS.test(event.id) && !event.gone && (event.endsAt ?? 0) > ctx.now());
    const known = await ctx.db.query<{ id: string }>(
      `select provider_id as id from calendar_events where provider_id = any($1::text[])`,
      [ours.map((event) => event.id)],
    );
    const ids = new Set(known.rows.map((row) => row.id));
    found.push(
      ...ours
        .filter((event) => !ids.has(event.id))
        .map((event) => ({ id: event.id, what: "an event without a booking" })),
    );
  }
  return found;
}
