import { DateTime } from "luxon";
import type { Read } from "./read-time.ts";
import { dayWord, hourMark, monthWord, vocabulary, weekdayWord } from "./time-words.ts";
import type { Token } from "./tokens.ts";

/** A day as written; a weekday waits for the rest of the message ("next week"). */
export type DayItem =
  | { type: "day"; date: DateTime; tonight?: true }
  | { type: "weekday"; weekday: number; which: "coming" | "next" | "last" }
  | { type: "next_week" }
  | { type: "impossible" };

const BAD = { type: "impossible" } as const;

const nextWord = vocabulary<true>([[true, "next nxt अगले अगला पुढच्या पुढील", "agle agla pudhchya pudchya pudhil"]]);
const thisWord = vocabulary<true>([[true, "this coming इस येत्या ह्या या", "is iss yetya hya"]]);
const lastWord = vocabulary<true>([[true, "last पिछले गेल्या", "pichle pichla gelya"]]);
const weekWord = vocabulary<true>([[true, "week हफ्ते सप्ताह आठवड्यात आठवडा", "hafte hafta athavda athavdyat saptah"]]);
const dateWord = vocabulary<true>([[true, "तारीख तारखेला तारिख", "tarikh tareekh tarkhela"]]);
const daysWord = vocabulary<true>([[true, "day days दिन दिवस दिवसांनी", "din divas divsani"]]);
const laterWord = vocabulary<true>([[true, "later बाद नंतर", "baad nantar"]]);
const ordinal = vocabulary<true>([[true, "st nd rd th"]]);

/** A day that starts at `i`, seen from `today`. */
export function readDay(tokens: Token[], i: number, today: DateTime): Read<DayItem> {
  return (
    readNear(tokens, i, today) ?? readWeekday(tokens, i) ?? readDate(tokens, i, today) ?? readNumeric(tokens, i, today)
  );
}

const day = (date: DateTime, next: number): Read<DayItem> =>
  date.isValid ? { item: { type: "day", date }, next } : { item: BAD, next };

/** "today", "kal", "day after tomorrow", "tonight", "in 2 days", "do din baad". */
function readNear(tokens: Token[], i: number, today: DateTime): Read<DayItem> {
  const [first, second, third] = [tokens[i], tokens[i + 1], tokens[i + 2]];
  if (first?.text === "day" && second?.text === "after") {
    return day(today.plus({ days: 2 }), dayWord(third) === 1 ? i + 3 : i + 2);
  }
  if (first?.text === "tonight" || first?.text === "tonite") {
    return { item: { type: "day", date: today, tonight: true }, next: i + 1 };
  }
  const offset = dayWord(first);
  if (offset !== undefined) return day(today.plus({ days: offset }), i + 1);
  const counts = first?.text === "in" ? i + 1 : i;
  const count = tokens[counts];
  if (count?.kind === "number" && count.value <= 60 && daysWord(tokens[counts + 1])) {
    const later = laterWord(tokens[counts + 2]);
    if (counts > i || later) return day(today.plus({ days: count.value }), counts + (later ? 3 : 2));
  }
  return undefined;
}

function readWeekday(tokens: Token[], i: number): Read<DayItem> {
  const word = tokens[i];
  const which = nextWord(word) ? "next" : lastWord(word) ? "last" : "coming";
  const at = which !== "coming" || thisWord(word) ? i + 1 : i;
  const weekday = tokens[at]?.text === "sat" && hourMark(tokens[at + 1]) ? undefined : weekdayWord(tokens[at]);
  if (weekday !== undefined) return { item: { type: "weekday", weekday, which }, next: at + 1 };
  return which === "next" && weekWord(tokens[at]) ? { item: { type: "next_week" }, next: at + 1 } : undefined;
}

/** "27 Nov", "27th of November 2026", "Nov 27", "10–20 December" (its first day), "27th", "27 tarikh". */
function readDate(tokens: Token[], i: number, today: DateTime): Read<DayItem> {
  const first = tokens[i];
  const named = monthWord(first);
  if (named !== undefined) {
    const date = tokens[i + 1];
    if (date?.kind !== "number" || date.text.length > 2 || tokens[i + 2]?.text === ":") return undefined;
    const next = ordinal(tokens[i + 2]) ? i + 3 : i + 2;
    return inMonth(date.value, named, tokens, next, today);
  }
  if (first?.kind !== "number" || first.text.length > 2) return undefined;
  let next = ordinal(tokens[i + 1]) ? i + 2 : i + 1;
  const isOrdinal = next === i + 2;
  if (dateWord(tokens[next])) return day(comingDate(first.value, today), next + 1);
  if (tokens[next]?.text === "of") next += 1;
  const month = monthWord(tokens[next]) ?? spanMonth(tokens, next);
  if (month !== undefined)
    return inMonth(first.value, month, tokens, monthWord(tokens[next]) ? next + 1 : next + 3, today);
  return isOrdinal ? day(comingDate(first.value, today), i + 2) : undefined;
}

/** The month of "–20 December" after a 10. */
function spanMonth(tokens: Token[], i: number): number | undefined {
  const dash = tokens[i]?.kind === "mark" && /^[-–—]$/.test(tokens[i]?.text ?? "");
  return (dash || tokens[i]?.text === "to") && tokens[i + 1]?.kind === "number" ? monthWord(tokens[i + 2]) : undefined;
}

function inMonth(date: number, month: number, tokens: Token[], next: number, today: DateTime): Read<DayItem> {
  const year = tokens[next];
  if (year?.kind === "number" && /^20\d\d$/.test(year.text)) return day(at(today, year.value, month, date), next + 1);
  return day(nearestYear(date, month, today), next);
}

/** "27/11", "27-11-2026", "2026-11-27", "11/27". */
function readNumeric(tokens: Token[], i: number, today: DateTime): Read<DayItem> {
  const [a, mark, b, again, c] = [0, 1, 2, 3, 4].map((ahead) => tokens[i + ahead]);
  if (a?.kind !== "number" || b?.kind !== "number" || !mark?.glued || !b.glued || !/^[/.-]$/.test(mark.text))
    return undefined;
  const three = again?.text === mark.text && again.glued && c?.kind === "number" && c.glued;
  if (three && /^20\d\d$/.test(a.text)) return day(at(today, a.value, b.value, c.value), i + 5);
  if (a.text.length > 2 || b.text.length > 2) return undefined;
  const [date, month] = b.value > 12 && a.value <= 12 ? [b.value, a.value] : [a.value, b.value];
  if (three) return day(at(today, c.text.length === 2 ? 2000 + c.value : c.value, month, date), i + 5);
  if (mark.text === "." || (mark.text === "-" && a.value <= 24)) return undefined;
  return month > 12 && mark.text === "-" ? undefined : day(nearestYear(date, month, today), i + 3);
}

const at = (today: DateTime, year: number, month: number, date: number) =>
  DateTime.fromObject({ year, month, day: date }, { zone: today.zone });

/** Without a year: this one, or the next when it lies more than two months back. */
export function nearestYear(date: number, month: number, today: DateTime): DateTime {
  const here = at(today, today.year, month, date);
  if (here.isValid && today.diff(here, "days").days <= 60) return here;
  return at(today, today.year + 1, month, date);
}

/** A day of the month that is still to come. */
export function comingDate(date: number, today: DateTime): DateTime {
  const first = today.startOf("month");
  const months = [0, 1, 2].map((ahead) => first.plus({ months: ahead }));
  const fitting = months.find(
    (month) => date >= 1 && date <= (month.daysInMonth ?? 0) && month.set({ day: date }) >= today,
  );
  return fitting ? fitting.set({ day: date }) : DateTime.invalid("no such day");
}

/** The date of a weekday: the coming one (today counts), the next week's, or the last. */
export function weekdayDate(today: DateTime, weekday: number, which: "coming" | "next" | "last"): DateTime {
  if (which === "next") return today.startOf("week").plus({ weeks: 1, days: weekday - 1 });
  const ahead = (weekday - today.weekday + 7) % 7;
  return which === "last" ? today.minus({ days: 7 - ahead }) : today.plus({ days: ahead });
}
