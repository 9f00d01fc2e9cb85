/** Single fields of the form: each gives what was meant, or a sentence about what is wrong. */
import { z } from "zod";
import { isoDay } from "../../messages/say-time.ts";
import { skillName } from "../brief-skills.ts";
import type { Criteria } from "../criteria.ts";
import { languageName } from "../places.ts";
import { type At, readBrief } from "../read-brief.ts";
import type { FormErrors } from "./read-form.ts";

const RANGE = /^(\d{1,3})(?:\s{0,2}(?:-|–|—|to|se)\s{0,2}(\d{1,3}))?(?:\s{0,2}(?:years?(?: old)?|cms?))?$/i;
const MOST_LISTED = 10;
const LATEST_AGE = 120;

export function readAge(text: string): NonNullable<Criteria["age"]> | string {
  const [, from, to = from] = RANGE.exec(text) ?? [];
  const example = "Write one age or two, for example 28 or 25–32.";
  if (from === undefined) return example;
  const [min, max] = [Number(from), Number(to)];
  if (max > LATEST_AGE) return `Nobody plays ${max}. ${example}`;
  return min > max ? `${min} is above ${max}. Write the younger age first.` : { min, max };
}

const FEET = /^([4-7])\s{0,2}(?:'|’|ft\.?|feet|foot)\s{0,2}(?:(\d{1,2})\s{0,2}(?:"|”|''|in(?:ch(?:es)?)?)?)?$/i;
const LEAST = /^(?:at least|min(?:imum)?|from|above|over)\s{1,2}|\s{0,2}(?:\+|(?:and|or) (?:above|more|taller))$/gi;
const MOST = /^(?:at most|max(?:imum)?|up ?to|under|below)\s{1,2}|\s{1,2}(?:and|or) (?:below|less|shorter)$/gi;

export function readHeight(text: string): NonNullable<Criteria["heightCm"]> | string {
  const [, from, to] = RANGE.exec(text) ?? [];
  const bounds = from && to ? [Number(from), Number(to)] : text.split(/\s{0,2}(?:–|—|\bto\b)\s{0,2}/).map(centimetres);
  const [low, high] = bounds;
  if (bounds.length === 2 && low && high)
    return low > high ? "The first height is above the second." : { min: low, max: high };
  const [least, most] = [text.replace(LEAST, ""), text.replace(MOST, "")];
  const alone = centimetres(most !== text ? most : least);
  if (!alone || bounds.length > 2) return "Write it like 160–175 cm, at least 165 cm, or 5'6\".";
  if (most !== text) return { max: alone };
  return least !== text ? { min: alone } : { min: alone, max: alone };
}

function centimetres(text: string): number | undefined {
  const feet = FEET.exec(text.trim());
  const cm = feet
    ? Math.round((Number(feet[1]) * 12 + Number(feet[2] ?? 0)) * 2.54)
    : Number(/^(\d{2,3})\s{0,2}(?:cms?)?$/i.exec(text.trim())?.[1]);
  return cm > 0 ? cm : undefined;
}

/** Paise a day: "₹40,000", "40k", "1 lakh a day". */
export function readRate(text: string, at: At): number | string {
  const bare = /^₹?\s{0,2}(\d[\d,]{0,11})(?:\.(\d{1,2}))?\s{0,2}$/.exec(text);
  const rupees = bare && Number(`${bare[1]?.replaceAll(",", "")}.${bare[2] ?? 0}`);
  const paise = rupees ? Math.round(rupees * 100) : readBrief(`budget ${text.slice(0, 60)}`, at).ratePaisePerDay;
  return paise && paise <= 5_000_000_000 ? paise : "Write rupees for one day, for example 40,000 or 40k.";
}

/** Names with commas between them. */
export function readList(text: string, of: "language" | "skill"): string[] | string {
  const names = text
    .split(/[,;/&\n]|\s(?:and|aur|or|ya)\s/i)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => (of === "language" ? languageName(one) : skillName(one)));
  const each = [...new Set(names)];
  if (each.length > MOST_LISTED) return `Please name at most ${MOST_LISTED}.`;
  const wrong = each.find((one) => one.length < 2 || one.length > 40);
  return wrong === undefined ? each : `“${wrong.slice(0, 30).toWellFormed()}” is no ${of}. Put commas between them.`;
}

/** One day, or two and all between them. */
export function readDates(
  { from, to }: { from: string; to: string },
  at: At,
  errors: FormErrors,
): Criteria["dates"] | undefined {
  if (!from && !to) return undefined;
  const [first, last] = [from || to, to || from];
  for (const [name, day] of [
    ["from", first],
    ["to", last],
  ] as const)
    if (!z.iso.date().safeParse(day).success) errors[name] = "That is no day of the calendar.";
  if (errors.from || errors.to) return undefined;
  if (last < first) errors.to = "The last day is before the first.";
  else if (last < isoDay(at.now, at.timeZone)) errors.to = "These days are over.";
  return { from: first, to: last };
}
