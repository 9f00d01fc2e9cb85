/**
 * Days and times as people write them in English, Hinglish, Hindi and Marathi. One pass turns tokens into items (a day,
 * a time, a part of the day, a negation, a break); a second settles what each negation rules out; what is left is When.
 */
import { DateTime } from "luxon";
import { weekdayDate } from "./read-day.ts";
import { type ClockTime, settleRange, settleTime } from "./settle-clock.ts";
import type { Part } from "./time-words.ts";
import { type Token, tokenise } from "./tokens.ts";
import { type Item, itemise, settleNegations } from "./when-items.ts";

export type When = {
  /** ISO date, in the zone asked about. */
  day?: string;
  /** ISO weekday, when the day was told by its name: the slots may mean a later one. */
  weekday?: number;
  /** ISO dates that were ruled out: "kal nahi". */
  notDays: string[];
  time?: ClockTime;
  range?: { from: ClockTime; to: ClockTime };
  part?: Part;
  /** A time was named as not possible: "4 baje nahi". */
  notTime?: true;
  /** A time or date that does not exist: "25:70", "32 November". */
  impossible?: true;
  past?: true;
};

/** Whether it says when something could be, not only when not. */
export const saysWhen = (when: When) =>
  Boolean(when.day || when.time || when.range || when.part || when.impossible || when.past);

export type Clockwork = { now: Date; timeZone: string };

/** What a text says of day and time. Pure, one pass, never throws. */
export function parseWhen(text: string, clockwork: Clockwork): When {
  return whenOf(tokenise(text), clockwork);
}

export function whenOf(tokens: Token[], { now, timeZone }: Clockwork): When {
  const local = DateTime.fromJSDate(now, { zone: timeZone });
  const today = local.startOf("day");
  const { kept, ruledOut } = settleNegations(itemise(tokens, today));
  const dates = (items: Item[]) => datesOf(items, today);
  const part = kept.find((item) => item.type === "part")?.part ?? (kept.some(isTonight) ? "night" : undefined);
  const when: When = { notDays: dates(ruledOut).map(isoOf) };
  const day = dates(kept)[0];
  if (kept.some((item) => item.type === "impossible")) when.impossible = true;
  if (ruledOut.some(isClock)) when.notTime = true;
  if (part) when.part = part;
  const { time, range } = clocks(kept, part);
  if (time) when.time = time;
  if (range) when.range = range;
  const named = kept.find((item) => item.type === "weekday" && item.which === "coming");
  if (day) settleDay(when, day, { local, named: named !== undefined });
  if (named?.type === "weekday" && day?.weekday === named.weekday) when.weekday = named.weekday;
  return when;
}

const CLOCKS = new Set<Item["type"]>(["time", "range", "after", "before"]);
const isClock = (item: Item) => CLOCKS.has(item.type);
const isTonight = (item: Item) => item.type === "day" && item.tonight === true;
const isoOf = (date: DateTime) => date.toISODate() ?? "";

function datesOf(items: Item[], today: DateTime): DateTime[] {
  const nextWeek = items.some((item) => item.type === "next_week");
  return items.flatMap((item) => {
    if (item.type === "day") return [item.date];
    if (item.type !== "weekday") return [];
    return [weekdayDate(today, item.weekday, nextWeek && item.which === "coming" ? "next" : item.which)];
  });
}

function clocks(kept: Item[], part: Part | undefined): Pick<When, "time" | "range"> {
  const item = kept.find(isClock);
  if (item?.type === "time") return { time: settleTime(item.clock, part) };
  if (item?.type === "range") return { range: settleRange(item.from, item.to, part) };
  if (item?.type === "after")
    return { range: { from: settleTime(item.clock, part), to: { hour: 23, minute: 59, sure: true } } };
  if (item?.type === "before")
    return { range: { from: { hour: 0, minute: 0, sure: true }, to: settleTime(item.clock, part) } };
  return {};
}

type Seen = { local: DateTime; named: boolean };

/** Sets the day; a weekday whose time has passed today is next week's, an unsure hour of today is the one to come. */
function settleDay(when: When, date: DateTime, { local, named }: Seen): void {
  const today = local.startOf("day");
  const end = when.range?.to ?? when.time;
  const passed = (clock: ClockTime) => date.set({ hour: clock.hour, minute: clock.minute }) <= local;
  let day = date;
  if (date.hasSame(today, "day") && end && passed(end)) {
    const later = { ...end, hour: end.hour + 12, sure: false };
    if (when.time && !when.time.sure && later.hour <= 21 && !passed(later)) when.time = later;
    else if (named) day = date.plus({ days: 7 });
    else when.past = true;
  }
  if (day < today) when.past = true;
  when.day = isoOf(day);
}
