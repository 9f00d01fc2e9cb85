import { DateTime } from "luxon";
import { optedOut } from "../people/consent.ts";
import { zonesOfNumber } from "../people/zones-of-number.ts";
import type { Queryable } from "../ports.ts";
import type { Claimed } from "./claim-letter.ts";

const DAY_MS = 24 * 60 * 60_000;
/**
 * Promotional messages reach phones in India from 10:00 to 21:00 only (TRAI's rule for texts; we keep it on WhatsApp too,
 * and elsewhere by the clock there).
 */
const OPENS_HOUR = 10;
const CLOSES_HOUR = 21;
/** Something agreed may be told an hour before anybody is asked for anything. */
const WAKES_HOUR = 9;
/** What begins sooner than this after somebody wakes has to be known before. */
const IN_TIME_MS = 3 * 60 * 60_000;
const INDIA = "Asia/Kolkata";

export type Plan =
  | { go: "now"; windowOpen: boolean }
  | { go: "later"; at: Date; code: string }
  | { go: "never"; code: string }
  /** What it says is true no more. */
  | { go: "void"; code: string };

/**
 * The one place that decides, at the moment of sending, whether a message may go: consent, minors, quiet hours,
 * WhatsApp's 24 h window, and an audition it speaks of that has begun. A reply to what a person just wrote is always allowed.
 */
export async function planSend(ctx: { db: Queryable; now: () => Date }, letter: Claimed): Promise<Plan> {
  const now = ctx.now();
  const windowOpen =
    letter.channel !== "whatsapp" ||
    letter.platform === "web" ||
    (letter.lastInboundAt !== null && now.getTime() - letter.lastInboundAt.getTime() < DAY_MS);
  if (letter.channel === "slack" || !letter.personId) return { go: "now", windowOpen: true };
  if (letter.purpose !== "reply") {
    const code = await neverWritten(ctx.db, { personId: letter.personId, channel: letter.channel });
    if (code) return { go: "never", code };
    if (await tooLate(ctx.db, letter, now)) return { go: "void", code: "too_late" };
  }
  const until =
    letter.purpose === "promotional" && letter.platform !== "web"
      ? quietUntil(now, zonesOfNumber(letter.key))
      : undefined;
  if (until) return { go: "later", at: until, code: "quiet_hours" };
  return { go: "now", windowOpen };
}

/** Why a person is not written to of our own accord; undefined when that is allowed. */
export async function neverWritten(
  db: Queryable,
  who: { personId: string; channel: string },
): Promise<"opted_out" | "minor" | undefined> {
  if (await optedOut(db, who)) return "opted_out";
  const minor = await db.query(`select from talent_profiles where person_id = $1 and is_minor`, [who.personId]);
  return minor.rowCount > 0 ? "minor" : undefined;
}

/** The audition that it speaks of has begun, or the next reminder of it is due. */
async function tooLate(db: Queryable, letter: Claimed, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from outbox o join bookings b on b.id = o.booking_id
      where o.id = $1 and (lower(b.during) <= $2 or exists (
        select from reminders r join reminders next on next.booking_id = r.booking_id and next.booking_version = r.booking_version
         where r.booking_id = b.id and r.outbox_id = o.id and next.lead_minutes < r.lead_minutes and next.fire_at <= $2 and next.state <> 'void'))`,
    [letter.id, now],
  );
  return rowCount > 0;
}

/**
 * When promotional messages may go again to somebody who is in one of these zones; undefined when they may go now. It has
 * to be day in all of them, which in each country it is for some hours.
 */
export function quietUntil(now: Date, zones: string[] = [INDIA]): Date | undefined {
  return nightEnds(now, { zones, opensHour: OPENS_HOUR });
}

/**
 * When a change of something agreed may be told to somebody who sleeps now: at nine there. Undefined by day, and for what
 * begins before that day's noon: it may ring at night.
 */
export function sleepsUntil(now: Date, { zones, about }: { zones: string[]; about: Date }): Date | undefined {
  const wakes = nightEnds(now, { zones, opensHour: WAKES_HOUR });
  return wakes && about.getTime() >= wakes.getTime() + IN_TIME_MS ? wakes : undefined;
}

function nightEnds(now: Date, { zones, opensHour }: { zones: string[]; opensHour: number }): Date | undefined {
  let at = now;
  for (let tries = 0; tries < 2 * zones.length + 1; tries += 1) {
    const opens = zones.flatMap((zone) => opening(at, { zone, opensHour }) ?? []);
    if (opens.length === 0) break;
    at = new Date(Math.max(...opens.map((one) => one.getTime())));
  }
  return at === now ? undefined : at;
}

function opening(now: Date, { zone, opensHour }: { zone: string; opensHour: number }): Date | undefined {
  const at = DateTime.fromJSDate(now, { zone });
  if (at.hour < opensHour) return openingOf(at, opensHour);
  return at.hour >= CLOSES_HOUR ? openingOf(at.plus({ days: 1 }), opensHour) : undefined;
}

const openingOf = (day: DateTime, hour: number) => day.set({ hour, minute: 0, second: 0, millisecond: 0 }).toJSDate();
