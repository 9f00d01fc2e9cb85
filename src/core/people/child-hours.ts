import { DateTime } from "luxon";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 5 * 60;
const STRETCH_MINUTES = 3 * 60;
/** A pause shorter than this is no rest. */
const REST_MINUTES = 60;
const RUN_DAYS = 27;

export type Stretch = { from: Date; to: Date };
/** Auditions by the clock, and whole shoot days: each counts as five hours. */
export type ChildWork = { stretches: Stretch[]; shootDays: string[] };
export type HoursBreach = "day" | "stretch" | "run";

/**
 * The limit that work added to what stands would break: five hours a day, three hours without rest, 27 days in a row
 * (Child and Adolescent Labour Rules, rule 2C). Undefined when it keeps them all. Days are those of the zone.
 */
export function hoursBreach(stands: ChildWork, added: ChildWork, timeZone: string): HoursBreach | undefined {
  const dayOf = (at: Date) => DateTime.fromJSDate(at, { zone: timeZone }).toISODate() ?? "";
  const stretches = [...stands.stretches, ...added.stretches];
  const shootDays = new Set([...stands.shootDays, ...added.shootDays]);
  const addedDays = new Set([...added.shootDays, ...added.stretches.map(({ from }) => dayOf(from))]);
  for (const day of addedDays) {
    const minutes = minutesOf(stretches.filter(({ from }) => dayOf(from) === day));
    if (minutes + (shootDays.has(day) ? DAY_MINUTES : 0) > DAY_MINUTES) return "day";
  }
  if (added.stretches.some((one) => unrested(one, stretches) > STRETCH_MINUTES)) return "stretch";
  const days = new Set([...shootDays, ...stretches.map(({ from }) => dayOf(from))]);
  return [...addedDays].some((day) => runOf(day, days) > RUN_DAYS) ? "run" : undefined;
}

const minutesOf = (all: Stretch[]) =>
  all.reduce((sum, { from, to }) => sum + (to.getTime() - from.getTime()) / MINUTE_MS, 0);

/** Minutes from the beginning to the end of the work around one stretch that no rest breaks. */
function unrested(one: Stretch, all: Stretch[]): number {
  const inOrder = all.toSorted((a, b) => a.from.getTime() - b.from.getTime());
  let [from, to] = [inOrder[0]?.from ?? one.from, inOrder[0]?.to ?? one.to];
  for (const next of inOrder) {
    if (next.from.getTime() - to.getTime() >= REST_MINUTES * MINUTE_MS) {
      if (to > one.from) break;
      [from, to] = [next.from, next.to];
    }
    if (next.to > to) to = next.to;
  }
  return (to.getTime() - from.getTime()) / MINUTE_MS;
}

function runOf(day: string, days: Set<string>): number {
  const count = (step: number) => {
    let at = DateTime.fromISO(day).plus({ days: step });
    let length = 0;
    while (days.has(at.toISODate() ?? "")) {
      length += 1;
      at = at.plus({ days: step });
    }
    return length;
  };
  return 1 + count(1) + count(-1);
}
