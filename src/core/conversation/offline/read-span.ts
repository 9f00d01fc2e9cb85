/**
 * Stretches of days as people write them: "5 se 12 tak", "10 to 20 December", "Monday till Wednesday", "next week",
 * "3 days from Friday", "all of December". One pass finds the days that are named; what joins two of them makes a stretch.
 */
import { DateTime } from "luxon";
import { comingDate, nearestYear, readDay, weekdayDate } from "./read-day.ts";
import { hourMark, meridiem, monthWord, numberWord, vocabulary } from "./time-words.ts";
import { type Token, tokenise } from "./tokens.ts";
import type { Clockwork } from "./when.ts";

/** ISO dates, both meant. Without `to` it has a beginning and no end. */
export type Span = { from: string; to?: string };

/** A day, a bare day of some month, or a stretch that one word names. */
type Point = { at: number; next: number } & (
  | { date: DateTime }
  | { day: number; month: number | undefined; year: number | undefined }
  | { first: DateTime; last: DateTime }
);

const joins = vocabulary<true>([
  [true, "to till until til thru through upto से तक ते पासून लेकर पर्यंत", "se tak tk te pasun lekar leke paryant paryanta"],
]);
const ends = vocabulary<true>([[true, "till until til upto तक पर्यंत", "tak tk paryant paryanta"]]);
const starts = vocabulary<true>([[true, "from since onwards onward से पासून", "se pasun"]]);
const dateWord = vocabulary<true>([[true, "तारीख तारखेला तारखे तारिख", "tarikh tareekh tarkhe tarkhela"]]);
const daysWord = vocabulary<true>([[true, "day days दिन दिवस", "din divas"]]);
const weeksWord = vocabulary<true>([[true, "week weeks हफ्ते हफ्ता आठवडे", "hafte hafta athavde"]]);
const wholeOf = vocabulary<true>([[true, "in all whole entire full during of पूरा पूरे संपूर्ण", "pura poora pure poore"]]);
const inIt = vocabulary<true>([[true, "में मध्ये भर", "mein me madhe madhye bhar"]]);
const LONGEST_DAYS = 400;

/** The stretch of days that a message names, seen from now; undefined when there is none or it does not exist. */
export function readSpan(said: Token[], { now, timeZone }: Clockwork): Span | undefined {
  const tokens = said.flatMap(unglued);
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf("day");
  const points = pointsOf(tokens, today);
  const length = lengthOf(tokens);
  const [first] = points;
  if (!first) return length ? spanOf(today, today.plus({ days: length - 1 })) : undefined;
  const between = tokens.some((token) => token.text === "between");
  const joined = points.slice(1).find((point, index) => isJoined(tokens, points[index] as Point, point, between));
  if (joined) return ofPair(points[points.indexOf(joined) - 1] as Point, joined, today);
  if ("first" in first) return spanOf(first.first, first.last);
  const date = dateOf(first, today);
  if (length) return spanOf(date, date.plus({ days: length - 1 }));
  if (ends(tokens[first.next]) || ends(tokens[first.at - 1])) return spanOf(today, date);
  if (starts(tokens[first.next]) || starts(tokens[first.at - 1])) return date.isValid ? { from: iso(date) } : undefined;
  // "Tomorrow I shoot, the day after I can": two days and no stretch.
  return points.length > 1 ? undefined : spanOf(date, date);
}

/** Marathi writes "from" and "until" as one with the day: "सोमवारपासून". */
function unglued(token: Token): Token[] {
  const [, day, after] = /^(.{2,})(पासून|पर्यंत|pasun|paryant)$/u.exec(token.text) ?? [];
  return day && after ? tokenise(`${day} ${after}`) : [token];
}

const iso = (date: DateTime) => date.toISODate() ?? "";

function spanOf(from: DateTime, to: DateTime): Span | undefined {
  const sound = from.isValid && to.isValid && to >= from && to.diff(from, "days").days <= LONGEST_DAYS;
  return sound ? { from: iso(from), to: iso(to) } : undefined;
}

/** Both ends; a bare number takes the month of the other, or lies after it. */
function ofPair(a: Point, b: Point, today: DateTime): Span | undefined {
  if ("first" in a || "first" in b) return undefined;
  const to = "day" in b && b.month === undefined ? undefined : dateOf(b, today);
  if ("day" in a && a.month === undefined && to?.isValid) {
    const from = to.set({ day: Math.min(a.day, to.daysInMonth ?? a.day) });
    return spanOf(from <= to ? from : from.minus({ months: 1 }), to);
  }
  const from = dateOf(a, today);
  if (to) return spanOf(from, to < from && "day" in b && b.year === undefined ? to.plus({ years: 1 }) : to);
  const day = (b as { day: number }).day;
  const fitting = [from, from.startOf("month").plus({ months: 1 })].find(
    (month) => day <= (month.daysInMonth ?? 0) && month.set({ day }) >= from,
  );
  return fitting ? spanOf(from, fitting.set({ day })) : undefined;
}

function dateOf(point: Point, today: DateTime): DateTime {
  if ("date" in point) return point.date;
  if ("first" in point) return point.first;
  const { day, month, year } = point;
  if (month === undefined) return comingDate(day, today);
  return year === undefined
    ? nearestYear(day, month, today)
    : DateTime.fromObject({ year, month, day }, { zone: today.zone });
}

const isDash = (token: Token | undefined) => token?.kind === "mark" && /^[-–—]$/.test(token.text);

function isJoined(tokens: Token[], a: Point, b: Point, between: boolean): boolean {
  const middle = tokens.slice(a.next, b.at);
  return (
    middle.length > 0 &&
    middle.length <= 3 &&
    middle.every((token) => joins(token) || isDash(token) || (between && token.text === "and"))
  );
}

function pointsOf(tokens: Token[], today: DateTime): Point[] {
  const points: Point[] = [];
  let at = 0;
  while (at < tokens.length) {
    const point = numbered(tokens, at, today) ?? named(tokens, at, today);
    if (point) points.push(point);
    at = point?.next ?? at + 1;
  }
  return points;
}

/** "5", "5th", "5 tarikh", "5 December 2026", "5/12"; no hour, no count of days. */
function numbered(tokens: Token[], at: number, today: DateTime): Point | undefined {
  const token = tokens[at] as Token;
  const after = tokens[at + 1];
  if (token.kind === "number" && (token.text.length === 4 || (after?.glued && after.text === "/"))) {
    const read = readDay(tokens, at, today);
    return read?.item.type === "day" ? { at, next: read.next, date: read.item.date } : undefined;
  }
  const near = joins(after) || dateWord(after) || joins(tokens[at - 1]);
  const day = token.kind === "number" ? token.value : near ? numberWord(token) : undefined;
  if (!day || day > 31 || token.text.length > 8) return undefined;
  if (hourMark(after) || meridiem(after) || daysWord(after) || weeksWord(after) || after?.text === ":")
    return undefined;
  let next = at + 1;
  if (tokens[next]?.glued && /^(?:st|nd|rd|th)$/.test(tokens[next]?.text ?? "")) next += 1;
  if (dateWord(tokens[next])) next += 1;
  if (tokens[next]?.text === "of") next += 1;
  const month = monthWord(tokens[next]);
  if (month === undefined) return { at, next, day, month, year: undefined };
  const year = /^20\d\d$/.test(tokens[next + 1]?.text ?? "") ? tokens[next + 1]?.value : undefined;
  return { at, next: next + (year ? 2 : 1), day, month, year };
}

/** "kal", "Monday", "Dec 5", "next week", "this weekend", "all of December". */
function named(tokens: Token[], at: number, today: DateTime): Point | undefined {
  const [token, after] = [tokens[at], tokens[at + 1]];
  if (token?.kind !== "word") return undefined;
  const week = today.startOf("week");
  if (token.text === "weekend")
    return { at, next: at + 1, first: week.plus({ days: 5 }), last: week.plus({ days: 6 }) };
  if (token.text === "this" && after?.text === "week")
    return { at, next: at + 2, first: today, last: week.plus({ days: 6 }) };
  const read = readDay(tokens, at, today);
  if (read?.item.type === "day") return { at, next: read.next, date: read.item.date };
  if (read?.item.type === "weekday")
    return { at, next: read.next, date: weekdayDate(today, read.item.weekday, read.item.which) };
  if (read?.item.type === "next_week")
    return { at, next: read.next, first: week.plus({ weeks: 1 }), last: week.plus({ weeks: 1, days: 6 }) };
  const month = monthWord(token);
  if (month === undefined || !(wholeOf(tokens[at - 1]) || inIt(after))) return undefined;
  const first = nearestYear(1, month, today.startOf("month"));
  return { at, next: at + 1, first: first < today ? today : first, last: first.endOf("month").startOf("day") };
}

/** "3 days", "do hafte": how many days. */
function lengthOf(tokens: Token[]): number | undefined {
  const at = tokens.findIndex((token) => daysWord(token) || weeksWord(token));
  const count = tokens[at - 1];
  const number = count?.kind === "number" ? count.value : numberWord(count);
  if (at < 0 || !number || number > LONGEST_DAYS) return undefined;
  return weeksWord(tokens[at]) ? number * 7 : number;
}
