import { DateTime } from "luxon";
import type { Interval } from "../ports.ts";

const STEP_MINUTES = 30;
const SUNDAY = 7;

export type Wish = {
  /** ISO dates. */
  from: string;
  to: string;
  /** "10:00", local. */
  earliest: string;
  latest: string;
  minutes: number;
};

/** Somebody of the team; without `busy` nobody knows. */
export type Watcher = { name: string; busy?: Interval[] };
/** A talent: dates booked out, from and to inclusive, and hours taken by other auditions. */
export type Guest = { name: string; away: { from: string; to: string }[]; busy: Interval[] };
export type Found = { startsAt: Date; endsAt: Date; busy: string[]; away: string[] };

/**
 * The best stretch of each day, at most three days: where fewest of the team are busy, then fewest talents away, then the
 * earliest. Sundays are left out unless they alone were asked for. Nothing begins before `now`.
 */
export function findTimes(
  wish: Wish,
  { team, guests, now, timeZone }: { team: Watcher[]; guests: Guest[]; now: Date; timeZone: string },
): Found[] {
  const best = daysOf(wish, timeZone).flatMap((day) => {
    const all = stretchesOf(day, wish)
      .filter((one) => one.startsAt > now)
      .map((one) => judged(one, day.toISODate() ?? "", { team, guests }));
    return all.toSorted(better).slice(0, 1);
  });
  return best
    .toSorted(better)
    .slice(0, 3)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

const better = (a: Found, b: Found) =>
  a.busy.length - b.busy.length || a.away.length - b.away.length || a.startsAt.getTime() - b.startsAt.getTime();

function daysOf({ from, to }: Wish, zone: string): DateTime[] {
  const first = DateTime.fromISO(from, { zone });
  const count = Math.min(31, Math.floor(DateTime.fromISO(to, { zone }).diff(first, "days").days) + 1);
  const days = Array.from({ length: Math.max(0, count) }, (_, nth) => first.plus({ days: nth }));
  const working = days.filter((day) => day.weekday !== SUNDAY);
  return working.length > 0 ? working : days;
}

function stretchesOf(day: DateTime, { earliest, latest, minutes }: Wish): { startsAt: Date; endsAt: Date }[] {
  const at = (clock: string) => {
    const [hour = 0, minute = 0] = clock.split(":").map(Number);
    return day.set({ hour, minute });
  };
  const end = at(latest);
  const stretches: { startsAt: Date; endsAt: Date }[] = [];
  for (let start = at(earliest); start.plus({ minutes }) <= end; start = start.plus({ minutes: STEP_MINUTES })) {
    stretches.push({ startsAt: start.toJSDate(), endsAt: start.plus({ minutes }).toJSDate() });
  }
  return stretches;
}

type People = { team: Watcher[]; guests: Guest[] };

function judged(one: { startsAt: Date; endsAt: Date }, day: string, { team, guests }: People): Found {
  const clashes = (busy: Interval[]) => busy.some(({ from, to }) => from < one.endsAt && to > one.startsAt);
  return {
    ...one,
    busy: team.filter(({ busy }) => busy && clashes(busy)).map(({ name }) => name),
    away: guests
      .filter(({ away, busy }) => away.some(({ from, to }) => from <= day && day <= to) || clashes(busy))
      .map(({ name }) => name),
  };
}
