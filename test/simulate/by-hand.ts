/** What people do in the calendar itself: they move, delete and edit events, and guests answer. */
import type { Random } from "../support/random.ts";
import type { Agenda } from "./agenda.ts";
import { dayAt, HOUR_MS, plusMinutes } from "./clock.ts";
import type { World } from "./world.ts";

type Event = ReturnType<ReturnType<World["google"]["calendar"]>["events"]>[number];
type Around = { world: World; agenda: Agenda; random: Random };

const TIMES = [
  [10, 40],
  [12, 50],
  [15, 10],
  [17, 20],
] as const;
const DAYS_BY_HAND = 5;
/** Nearer to an audition than this nobody touches it. */
const AHEAD_MS = 4 * HOUR_MS;

/** A few times a day from Tuesday on, somebody changes an event that nobody has changed before. */
export function openHands({ world, agenda, random }: Around): void {
  const touched = new Set<string>();
  const calendar = world.google.calendar();

  const toCome = () =>
    calendar
      .events()
      .filter(
        ({ id, start }) =>
          !touched.has(id ?? "") && Date.parse(start?.dateTime ?? "") > world.clock.now().getTime() + AHEAD_MS,
      )
      .toSorted((a, b) => keyOf(a).localeCompare(keyOf(b), "en"));
  const change = async () => {
    const all = toCome();
    if (all.length === 0) return;
    const event = random.pick(all);
    touched.add(event.id ?? "");
    act(event, random.next());
  };
  const act = (event: Event, drawn: number) => {
    const id = event.id ?? "";
    const [startsAt, endsAt] = [event.start, event.end].map((at) => new Date(at?.dateTime ?? 0)) as [Date, Date];
    const later = random.pick([15, 30, 45, 90]);
    const guest = event.attendees?.find(({ email }) => /^week\./.test(email ?? ""))?.email;
    if (guest && drawn < 0.3) calendar.byHand.answer(id, guest, drawn < 0.15 ? "declined" : "accepted");
    else if (drawn < 0.6) calendar.byHand.move(id, plusMinutes(startsAt, later), plusMinutes(endsAt, later));
    else if (drawn < 0.8) calendar.byHand.remove(id);
    else calendar.byHand.edit(id, { location: random.pick(["", "the other studio ☕", "TBD\r\nask Ravi"]) });
  };
  for (let day = 1; day <= DAYS_BY_HAND; day += 1)
    for (const [hour, minute] of TIMES) agenda.put(dayAt(day, hour, minute), change);
}

/** Events' ids are as random as bookings'. */
const keyOf = ({ start, summary }: Event) => `${start?.dateTime} ${summary}`;
