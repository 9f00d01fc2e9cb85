import type { DraftBlock } from "../messages/draft.ts";
import { skillName } from "../talent/brief-skills.ts";
import type { Breakdown, Criteria, Hit } from "../talent/criteria.ts";
import { toEnglish } from "../talent/normalise.ts";

const RUPEES = new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR", maximumFractionDigits: 0 });

export const sayRupees = (paise: number) => RUPEES.format(paise / 100);

const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
export const sayCount = (count: number) => NUMBERS[count] ?? String(count);

/** The breakdown as it was understood, for the team to check: each fact once, and nothing that was said is left out. */
export function roleCard({ title, headcount, criteria, understood, assumed, ignored }: Breakdown): DraftBlock {
  const meant = wordsBeyond(title, criteria);
  return {
    type: "card",
    title,
    lines: [
      ...(understood.length > 0 ? [`Understood: ${understood.join(", ")}`] : []),
      `People needed: ${headcount}`,
      ...(meant ? [`No filters, but ranked by the words: ${meant}`] : []),
      ...(assumed.length > 0 ? [`Assumed: ${assumed.join("; ")}`] : []),
      ...(ignored.length > 0 ? [`Not used: ${ignored.join("; ")}`] : []),
    ],
  };
}

/** The words of a brief that only rank, without those that the card says anyway. */
function wordsBeyond(title: string, { about, skills }: Criteria): string {
  const said = `${title} ${skills.join(" ")}`.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u);
  const isSaid = (word: string) =>
    [word, word.replace(/s$/, ""), toEnglish(word)].some((one) => said.includes(one)) ||
    skills.includes(skillName(word));
  const words = about.split(/\s+/).filter((word) => word && !isSaid(word.toLowerCase()));
  return [...new Set(words)].join(" ").slice(0, 300).toWellFormed();
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
