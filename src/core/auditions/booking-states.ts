/** From which states a booking comes to each state of the day: DESIGN section 7, as one table. */

const TO_COME = ["assigned", "sent", "confirmed", "change_requested"] as const;

export const DAY_MOVES = {
  /** Who was given up may come after all. */
  checked_in: [...TO_COME, "late", "no_show"],
  late: [...TO_COME],
  seen: [...TO_COME, "late", "checked_in", "no_show"],
  no_show: [...TO_COME, "late"],
} as const;

export type DayState = keyof typeof DAY_MOVES;

export const DAY_STATES = Object.keys(DAY_MOVES) as [DayState, ...DayState[]];

const MINUTE_MS = 60_000;
/** Nobody comes earlier to an audition; a tap on an old card is of another day. */
const EARLIEST_MS = 12 * 60 * MINUTE_MS;
/** A wait over this is told to the team. */
const LONG_WAIT_MS = 45 * MINUTE_MS;

/** Whether an audition is too far off to be marked so; a no-show is one only after its time. */
export function isTooEarly(startsAt: Date, { to, now }: { to: DayState; now: Date }): boolean {
  const ahead = startsAt.getTime() - now.getTime();
  return ahead > EARLIEST_MS || (to === "no_show" && ahead > 0);
}

/** What the desk may mark a booking as now. */
export const marksOf = ({ state, startsAt }: { state: string; startsAt: Date }, now: Date): DayState[] =>
  DAY_STATES.filter((to) => (DAY_MOVES[to] as readonly string[]).includes(state) && !isTooEarly(startsAt, { to, now }));

/** When a wait has become too long: it counts from the slot's time for who came early. */
export const waitsTooLongFrom = ({ startsAt, checkedInAt }: { startsAt: Date; checkedInAt: Date }): Date =>
  new Date(Math.max(checkedInAt.getTime(), startsAt.getTime()) + LONG_WAIT_MS);
