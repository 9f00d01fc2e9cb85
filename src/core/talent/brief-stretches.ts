/** Days that are said without their dates: "third week of January", "mid January", "next week", "starting Monday". */
import { DateTime } from "luxon";
import { MONTH, numberOf } from "./brief-months.ts";
import { type Reading, take } from "./reading.ts";

type Stretch = { from: DateTime; to: DateTime; said: string };

const NTH = "([1-4]|first|second|third|fourth|last|pehl|dusr|tisr)(?:st|nd|rd|th|[aei])?";
const WEEKS: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4, last: 4, pehl: 1, dusr: 2, tisr: 3 };
const WEEK = "(?:week|hafte|hafta|athavda)";
const WEEK_OF = new RegExp(`\\b${NTH}\\s{1,2}${WEEK}\\s{1,2}(?:of\\s{1,2}|in\\s{1,2})?${MONTH}`);
const WEEK_IN = new RegExp(`\\b${MONTH}\\s{1,2}(?:ke|ka|chya|cha)\\s{1,2}${NTH}\\s{1,2}${WEEK}`);
const PART_OF = new RegExp(
  `\\b(?:the\\s{1,2})?(early|beginning|start|mid|middle|late|end)(?:-|\\s{1,2})(?:of\\s{1,2})?${MONTH}`,
);
const PARTS: Record<string, [number, number]> = {
  early: [1, 10],
  beginning: [1, 10],
  start: [1, 10],
  mid: [11, 20],
  middle: [11, 20],
  late: [21, 31],
  end: [21, 31],
};
const NEXT_WEEK =
  /\b(?:shoot|shooting|shoots|starts?|starting|free)\s{1,2}(?:is\s{1,2}|from\s{1,2}|in\s{1,2}|the\s{1,2}){0,2}(?:next week|agle hafte|pudhchya athavdyat)\b/;
const TOMORROW =
  /\b(?:shoot|shooting|shoots|starts?|starting|free)\s{1,2}(?:is\s{1,2}|from\s{1,2}|on\s{1,2})?(day after tomorrow|tomorrow|kal|parso|udya|parva)\b/;
const DAYS = "monday tuesday wednesday thursday friday saturday sunday".split(" ");
const WEEKDAY = new RegExp(
  `\\b(?:shoot|shooting|shoots|starts?|starting)\\s{1,2}(?:is\\s{1,2}|from\\s{1,2}|on\\s{1,2}|this\\s{1,2}){0,2}(next\\s{1,2})?(${DAYS.join("|")})\\b`,
);

/** The first such stretch, and the assumption that its dates are. */
export function findStretch(reading: Reading): { from: DateTime; to: DateTime } | undefined {
  const found = weekOf(reading) ?? partOf(reading) ?? fromToday(reading);
  if (!found) return undefined;
  const { from, to, said } = found;
  const days = from.hasSame(to, "day")
    ? from.toFormat("d MMMM")
    : `${from.toFormat(from.hasSame(to, "month") ? "d" : "d MMMM")}–${to.toFormat("d MMMM")}`;
  reading.assumed.push(`${days} for ${said}`);
  return { from, to };
}

function weekOf(reading: Reading): Stretch | undefined {
  const [first, later] = [WEEK_OF.exec(reading.text), WEEK_IN.exec(reading.text)];
  const found = first ?? later;
  if (!found) return undefined;
  take(reading, found);
  const [nth = "", month = ""] = first ? found.slice(1) : found.slice(1).toReversed();
  const week = WEEKS[nth] ?? Number(nth);
  return within(reading, {
    month: numberOf(month),
    first: week * 7 - 6,
    last: week === 4 ? 31 : week * 7,
    said: found[0].trim(),
  });
}

function partOf(reading: Reading): Stretch | undefined {
  const found = PART_OF.exec(reading.text);
  const part = PARTS[found?.[1] ?? ""];
  if (!found || !part) return undefined;
  take(reading, found);
  const [first, last] = part;
  return within(reading, { month: numberOf(found[2]), first, last, said: found[0].trim() });
}

type Within = { month: number; first: number; last: number; said: string };

/** This year's, or next year's when it is over. */
function within({ today }: Reading, { month, first, last, said }: Within): Stretch {
  const of = (year: number) => {
    const start = DateTime.fromObject({ year, month, day: first }, { zone: today.zone });
    return { from: start, to: start.set({ day: Math.min(last, start.daysInMonth ?? last) }) };
  };
  const now = of(today.year);
  const { from, to } = now.to < today ? of(today.year + 1) : now;
  const [, name = ""] = new RegExp(MONTH).exec(said) ?? [];
  return { from: from < today ? today : from, to, said: said.replace(name, from.toFormat("LLLL")) };
}

function fromToday(reading: Reading): Stretch | undefined {
  const { today } = reading;
  const week = NEXT_WEEK.exec(reading.text);
  if (week) {
    take(reading, week);
    const from = today.startOf("week").plus({ weeks: 1 });
    return { from, to: from.plus({ days: 6 }), said: "next week" };
  }
  const soon = TOMORROW.exec(reading.text);
  if (soon) {
    take(reading, soon);
    const from = today.plus({ days: /^(?:day after|par)/.test(soon[1] ?? "") ? 2 : 1 });
    return { from, to: from, said: soon[1] ?? "" };
  }
  const weekday = WEEKDAY.exec(reading.text);
  if (!weekday) return undefined;
  take(reading, weekday);
  const ahead = (DAYS.indexOf(weekday[2] ?? "") + 1 - today.weekday + 7) % 7 || 7;
  const from = weekday[1]
    ? today.startOf("week").plus({ weeks: 1, days: DAYS.indexOf(weekday[2] ?? "") })
    : today.plus({ days: ahead });
  return { from, to: from, said: `${weekday[1] ? "next " : ""}${from.toFormat("cccc")}` };
}
