import { type Casting, tool } from "./casting-form.ts";
import { settleTime } from "./settle-clock.ts";

const LONGEST = 600;
const PART =
  /^(?:and\s+|aur\s+)?(?<put>(?:put|place|give|slot)\s+)?(?<who>\p{Lu}[\p{L}\p{M}.'’-]*(?:\s\p{L}[\p{L}\p{M}.'’-]*){0,3}?)\s*(?::|-|\s(?:at|in at|ko|@))\s*(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))?\s*(?<meridiem>am|pm)?(?:\s*(?:baje|o['’]?clock))?$/iu;

/** "Asha at 2, Meera at 2:20": who is given which time of the session. One alone needs "put Asha at 2". */
export function understandPlaces(text: string): Casting | undefined {
  if (text.length > LONGEST) return undefined;
  const parts = text
    .trim()
    .replace(/^please\s+/iu, "")
    .replace(/[.!\s]+$/u, "")
    .split(/\s*(?:,|;|\n|\band\b|\baur\b)\s*/iu)
    .filter(Boolean)
    .map((part) => PART.exec(part)?.groups);
  const put = parts.some((part) => part?.put);
  if (parts.some((part) => !part) || (parts.length < 2 && !put)) return undefined;
  const places = parts.flatMap((part) => {
    const hour = Number(part?.hour);
    const meridiem = part?.meridiem?.toLowerCase();
    const { hour: settled, minute } = settleTime({
      hour,
      minute: Number(part?.minute ?? 0),
      marked: true,
      ...((meridiem === "am" || meridiem === "pm") && { meridiem }),
    });
    const two = (value: number) => String(value).padStart(2, "0");
    return settled < 24 && minute < 60 ? [{ name: part?.who?.trim(), at: `${two(settled)}:${two(minute)}` }] : [];
  });
  return places.length === parts.length ? tool("place_candidates", { places }) : undefined;
}
