import { DateTime } from "luxon";

const ZONE = "Asia/Kolkata";
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** Monday 23 November 2026, 09:00 in Mumbai. */
export const MONDAY = new Date("2026-11-23T03:30:00Z");
export const DAYS = 7;

export const inMumbai = (at: Date) => DateTime.fromJSDate(at, { zone: ZONE });

/** A day of the week that begins on the Monday, and a time of that day in Mumbai. */
export const dayAt = (day: number, hour: number, minute = 0): Date =>
  inMumbai(MONDAY).startOf("day").plus({ days: day }).set({ hour, minute }).toJSDate();

export const sayHour = (at: Date) => inMumbai(at).toFormat("ccc HH:mm");

/** The same moment, or half past nine in the morning after it when an office is closed then. */
export function dayOf(at: Date): Date {
  const there = inMumbai(at);
  if (there.hour >= 9 && there.hour < 20) return at;
  const day = there.hour < 9 ? there : there.plus({ days: 1 });
  return day.startOf("day").set({ hour: 9, minute: 30 }).toJSDate();
}

export const plusMinutes = (at: Date, minutes: number) => new Date(at.getTime() + minutes * MINUTE_MS);

/** A clock that stands still until it is set; never back. */
export function createClock(start: Date) {
  let now = start;
  return {
    now: () => now,
    set: (to: Date) => {
      if (to > now) now = to;
    },
  };
}
export type Clock = ReturnType<typeof createClock>;
