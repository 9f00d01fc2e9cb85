import { DateTime } from "luxon";
import type { DraftBlock } from "../messages/draft.ts";
import type { Breakdown, Hit } from "../talent/criteria.ts";

const RUPEES = new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR", maximumFractionDigits: 0 });

export const sayRupees = (paise: number) => RUPEES.format(paise / 100);

const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
export const sayCount = (count: number) => NUMBERS[count] ?? String(count);

/** "10–20 December 2026" */
export function sayDates({ from, to }: { from: string; to: string }): string {
  const [first, last] = [DateTime.fromISO(from), DateTime.fromISO(to)];
  if (from === to) return first.toFormat("d MMMM yyyy");
  const start = first.hasSame(last, "month") ? first.toFormat("d") : first.toFormat("d MMMM");
  return `${start}–${last.toFormat("d MMMM yyyy")}`;
}

/** The breakdown as it was understood, for the team to check. */
export function roleCard(breakdown: Breakdown): DraftBlock {
  const { understood, assumed, ignored } = breakdown;
  const facts = [
    breakdown.location && `Place: ${breakdown.location}`,
    breakdown.shootDates && `Shoot: ${sayDates(breakdown.shootDates)}`,
    breakdown.ratePaisePerDay && `Rate: up to ${sayRupees(breakdown.ratePaisePerDay)} a day`,
    `Places: ${breakdown.headcount}`,
  ].filter((line) => typeof line === "string");
  return {
    type: "card",
    title: breakdown.title,
    lines: [
      ...(understood.length > 0 ? [`Understood: ${understood.join(", ")}`] : []),
      ...facts,
      ...(assumed.length > 0 ? [`Assumed: ${assumed.join("; ")}`] : []),
      ...(ignored.length > 0 ? [`Not used: ${ignored.join("; ")}`] : []),
    ],
  };
}

const LISTED = new Intl.ListFormat("en", { style: "long", type: "conjunction" });
export const sayList = (names: string[]) => LISTED.format(names);

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** One line of facts about a talent, as the team reads it. */
export function sayTalent(hit: Hit): string {
  return [
    hit.ageMin === hit.ageMax ? `plays ${hit.ageMin}` : `plays ${hit.ageMin}–${hit.ageMax}`,
    hit.city,
    hit.languages.map(capital).join(", "),
    hit.ratePaisePerDay && `${sayRupees(hit.ratePaisePerDay)} a day`,
    hit.isMinor && "under 18: guardian answers",
  ]
    .filter(Boolean)
    .join(" · ");
}
