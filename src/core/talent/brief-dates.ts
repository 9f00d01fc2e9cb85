import { DateTime } from "luxon";
import { MONTH, numberOf } from "./brief-months.ts";
import { findStretch } from "./brief-stretches.ts";
import { type Reading, take } from "./reading.ts";

type Days = { from: string; to: string };

const TO = "\\s{0,3}(?:-|–|—|to|till|until|se|te)\\s{0,3}";
const DAY = "\\b(\\d{1,2})(?:st|nd|rd|th)?";
/** "5, 6 and 7": each day, from the first to the last. */
const LISTED = `${DAY}\\s{0,2}(?:,\\s{0,2}\\d{1,2}(?:st|nd|rd|th)?\\s{0,2}){0,5}(?:,|&|\\band\\b|\\baur\\b|\\bani\\b)\\s{0,2}${DAY}`;
const YEAR = "(?:,?\\s{0,2}(20[2-4]\\d)\\b(?!\\s{0,2}(?:/|per|a day|rs|rupees)))?";

type Form = { form: RegExp; parts: readonly [number, number, number, number]; year: number };
/** Where day and month of both ends stand in what was found. */
const FORMS: Form[] = [
  {
    form: new RegExp(`${DAY}\\s{0,2}(?:of )?${MONTH}${TO}${DAY}\\s{0,2}(?:of )?${MONTH}${YEAR}`),
    parts: [1, 2, 3, 4],
    year: 5,
  },
  { form: new RegExp(`${DAY}${TO}${DAY}\\s{0,2}(?:of )?${MONTH}${YEAR}`), parts: [1, 3, 2, 3], year: 4 },
  { form: new RegExp(`\\b${MONTH}\\s{0,2}${DAY}${TO}${DAY}\\b${YEAR}`), parts: [2, 1, 3, 1], year: 4 },
  { form: new RegExp(`${LISTED}\\s{0,2}(?:of )?${MONTH}${YEAR}`), parts: [1, 3, 2, 3], year: 4 },
  {
    form: new RegExp(`\\b(\\d{1,2})/(\\d{1,2})(?:/20\\d\\d)?${TO}(\\d{1,2})/(\\d{1,2})(?:/(20[2-4]\\d))?\\b`),
    parts: [1, 2, 3, 4],
    year: 5,
  },
  { form: new RegExp(`${DAY}\\s{0,2}(?:of )?${MONTH}${YEAR}`), parts: [1, 2, 1, 2], year: 3 },
  { form: new RegExp(`\\b${MONTH}\\s{0,2}${DAY}\\b${YEAR}`), parts: [2, 1, 2, 1], year: 3 },
  { form: /\b(\d{1,2})\/(\d{1,2})\/(20[2-4]\d)\b/, parts: [1, 2, 1, 2], year: 3 },
];
const ISO = /\b(20[2-4]\d-\d\d-\d\d)(?:\s{0,3}(?:-|–|—|to|till|until|se|te)\s{0,3}(20[2-4]\d-\d\d-\d\d))?/;

/** The shoot: the next such days from today on; the year is assumed unless it is said. */
export function findDates(reading: Reading): Days | undefined {
  const iso = ISO.exec(reading.text);
  if (iso) {
    take(reading, iso);
    return checked(reading, reading.today.set(partsOf(iso[1])), reading.today.set(partsOf(iso[2] ?? iso[1])));
  }
  for (const { form, parts, year } of FORMS) {
    const found = form.exec(reading.text);
    if (!found) continue;
    const [day1 = 0, month1 = 0, day2 = 0, month2 = 0] = parts.map((part) => numberOf(found[part]));
    if (month1 < 1 || month1 > 12 || month2 < 1 || month2 > 12) continue;
    take(reading, found);
    const days = parts[0] === parts[2] && parts[1] === parts[3] ? (findLength(reading) ?? 1) : 1;
    const first = nextDays(reading, { day1, month1, day2, month2, year: Number(found[year]) || undefined });
    return first && days > 1 ? longer(first, days) : first;
  }
  const stretch = findStretch(reading);
  if (stretch) {
    const days = stretch.from.hasSame(stretch.to, "day") ? (findLength(reading) ?? 1) : 1;
    const found = checked(reading, stretch.from, stretch.to);
    return found && days > 1 ? longer(found, days) : found;
  }
  const [days, month] = [findLength(reading), findMonth(reading)];
  const length = days && `${days} ${days === 1 ? "day" : "days"}`;
  if (length || month) reading.ignored.push(`${[length, month].filter(Boolean).join(" in ")}, since I need the dates`);
  return undefined;
}

const IN_MONTH = new RegExp(
  `\\b(?:(?:in|during|shoot|shooting|mid|early|late)\\s{1,2}${MONTH}|${MONTH}\\s{1,2}(?:mein|me|main|madhe)\\b)`,
);

/** A month without days, by its usual name. */
function findMonth(reading: Reading): string | undefined {
  const found = IN_MONTH.exec(reading.text);
  if (!found) return undefined;
  take(reading, found);
  return DateTime.fromObject({ month: numberOf(found[1] ?? found[2]) }).toFormat("LLLL");
}

const LENGTH =
  /\b(\d{1,3})\s{0,2}(?:(?:shoot|shooting|shot)\s)?(?:days?|din|divas)\b(?:'s?)?(?:\s{1,2}(?:shoot|shooting))?/;

/** How many days the shoot takes, where its first day is said beside it. */
function findLength(reading: Reading): number | undefined {
  const found = LENGTH.exec(reading.text);
  const days = Number(found?.[1]);
  if (!found || !days) return undefined;
  take(reading, found);
  return days;
}

const longer = ({ from }: Days, days: number): Days => ({
  from,
  to:
    DateTime.fromISO(from)
      .plus({ days: days - 1 })
      .toISODate() ?? from,
});

function partsOf(date = ""): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day };
}

type Said = { day1: number; month1: number; day2: number; month2: number; year: number | undefined };

function nextDays(reading: Reading, { day1, month1, day2, month2, year }: Said): Days | undefined {
  const within = year ?? reading.today.year;
  let from = reading.today.set({ year: within, month: month1, day: day1 });
  let to = reading.today.set({ year: month2 < month1 ? within + 1 : within, month: month2, day: day2 });
  if (year && month2 < month1) from = from.set({ year: year - 1, month: month1, day: day1 });
  if (year && month2 < month1) to = to.set({ year });
  if (!year && to.isValid && to < reading.today) [from, to] = [from.plus({ years: 1 }), to.plus({ years: 1 })];
  if (from.month !== month1 || to.month !== month2 || from.day !== day1 || to.day !== day2) {
    reading.ignored.push("dates that do not exist");
    return undefined;
  }
  if (!year) reading.assumed.push(`the year ${from.year}`);
  return checked(reading, from, to);
}

function checked(reading: Reading, from: DateTime, to: DateTime): Days | undefined {
  const [first, last] = [from.toISODate(), to.toISODate()];
  if (!from.isValid || !to.isValid || !first || !last || to < from) reading.ignored.push("dates that do not exist");
  else if (to < reading.today) reading.ignored.push("dates in the past");
  else return { from: first, to: last };
  return undefined;
}
