import { DateTime } from "luxon";
import type { Language } from "./message.ts";

/** "Friday 27 November, 5:00 pm IST": absolute, whoever reads it and whenever; the day in the reader's language. */
export function sayTime(at: Date, zone: string, language?: Language): string {
  const local = inZone(at, zone, language);
  return `${dayOf(local)}, ${clockOf(local)} ${abbreviationOf(local)}`;
}

/** "Friday 27 November, 2:00 pm to 6:00 pm IST"; both days when they differ. */
export function sayRange(from: Date, to: Date, zone: string): string {
  const [start, end] = [inZone(from, zone), inZone(to, zone)];
  const until = start.hasSame(end, "day") ? clockOf(end) : `${dayOf(end)}, ${clockOf(end)}`;
  return `${dayOf(start)}, ${clockOf(start)} to ${until} ${abbreviationOf(end)}`;
}

/** "Friday 27 November" */
export function sayDay(at: Date, zone: string, language?: Language): string {
  return dayOf(inZone(at, zone, language));
}

export const LOCALE: Record<Language, string> = { en: "en-US", hinglish: "en-US", hi: "hi-IN", mr: "mr-IN" };

const inZone = (at: Date, zone: string, language: Language = "en") =>
  DateTime.fromJSDate(at, { zone }).reconfigure({ locale: LOCALE[language], numberingSystem: "latn" });

/** "5:00 pm": where the day is plain. */
export const sayClock = (at: Date, zone: string): string => clockOf(inZone(at, zone));

const dayOf = (local: DateTime) => local.toFormat("cccc d LLLL");

const clockOf = (local: DateTime) => `${local.toFormat("h:mm")} ${local.hour < 12 ? "am" : "pm"}`;

/** IST where India's time is meant; elsewhere the offset, which needs no knowledge of local abbreviations. */
function abbreviationOf(local: DateTime): string {
  if (local.zoneName === "Asia/Kolkata" || local.zoneName === "Asia/Calcutta") return "IST";
  if (local.offset === 0) return "GMT";
  const hours = Math.trunc(Math.abs(local.offset) / 60);
  const minutes = Math.abs(local.offset) % 60;
  return `GMT${local.offset < 0 ? "-" : "+"}${hours}${minutes === 0 ? "" : `:${String(minutes).padStart(2, "0")}`}`;
}

/** "2026-11-27": the date there. */
export const isoDay = (at: Date, timeZone: string) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(at);
