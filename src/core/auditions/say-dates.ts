import { DateTime } from "luxon";
import type { Language } from "../messages/message.ts";
import { LOCALE } from "../messages/say-time.ts";

type Days = { from: string; to: string };

/** When the first of them begins there. */
export const firstDay = ({ from }: Pick<Days, "from">, zone: string): Date =>
  DateTime.fromISO(from, { zone }).toJSDate();

/** "10–20 December 2026", of two days like "2026-12-10", both of them meant; months in the reader's language. */
export function sayDates({ from, to }: Days, language: Language = "en"): string {
  const say = (day: DateTime, form: string) => day.toFormat(form);
  const [first, last] = [from, to].map((day) =>
    DateTime.fromISO(day).reconfigure({ locale: LOCALE[language], numberingSystem: "latn" }),
  ) as [DateTime, DateTime];
  if (from === to) return say(first, "d LLLL yyyy");
  if (!first.hasSame(last, "year")) return `${say(first, "d LLLL yyyy")}–${say(last, "d LLLL yyyy")}`;
  return `${say(first, first.hasSame(last, "month") ? "d" : "d LLLL")}–${say(last, "d LLLL yyyy")}`;
}
