import { DateTime } from "luxon";
import type { Ctx } from "../ctx.ts";

/** The hours in which the team hears of something that nobody asked for. */
export const OPENS_HOUR = 9;
export const CLOSES_HOUR = 21;

/** The zone that a workspace lives in; ours where it names one that does not exist. */
export async function workspaceZone({ db, timeZone }: Pick<Ctx, "db" | "timeZone">, workspaceId: string) {
  const { rows } = await db.query<{ zone: string }>(`select time_zone as zone from workspaces where id = $1`, [
    workspaceId,
  ]);
  return knownZone(rows[0]?.zone, timeZone);
}

export const knownZone = (zone: string | undefined, otherwise: string) =>
  zone && DateTime.local({ zone }).isValid ? zone : otherwise;

/** The next time that it is nine in the morning there, after this. */
export function nextMorning(after: Date, zone: string): Date {
  const local = DateTime.fromJSDate(after, { zone });
  const today = local.set({ hour: OPENS_HOUR, minute: 0, second: 0, millisecond: 0 });
  return (today > local ? today : today.plus({ days: 1 })).toJSDate();
}

/** Whether the team may hear of it at this time. */
export function isWaking(at: Date, zone: string): boolean {
  const { hour } = DateTime.fromJSDate(at, { zone });
  return hour >= OPENS_HOUR && hour < CLOSES_HOUR;
}

/** When so many of the team's hours have passed since then: nights do not count. */
export function afterOpenHours(since: Date, hours: number, zone: string): Date {
  let at = isWaking(since, zone) ? since : nextMorning(since, zone);
  let leftMs = hours * 60 * 60_000;
  for (;;) {
    const closes = DateTime.fromJSDate(at, { zone }).set({ hour: CLOSES_HOUR, minute: 0, second: 0, millisecond: 0 });
    const openMs = closes.toMillis() - at.getTime();
    if (leftMs < openMs) return new Date(at.getTime() + leftMs);
    leftMs -= openMs;
    at = nextMorning(closes.toJSDate(), zone);
  }
}
