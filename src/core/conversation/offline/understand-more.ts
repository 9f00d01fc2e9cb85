import type { Intent } from "./intent.ts";
import { has, padded, phrases, type Token } from "./tokens.ts";
import { isWhole } from "./understand-talent.ts";

const MORE_LIKE = phrases("show more, show me more, more like, more options, more people, aur dikhao");
const MORE = phrases(
  "more, show more, more please, more options, more like these, show me more, next, next page, others, some more, more people, who else, anyone else, aur dikhao, aur batao, aur, aur koi, और, और दिखाओ, अजून, अजून दाखवा",
);
const AGAIN = phrases("the shortlist, show the shortlist, show shortlist, show me the shortlist, shortlist again");
/** "show 3 more", "two others please", "aur teen dikhao". */
const COUNTED_MORE =
  /^\W*(?:(?:please|pls|can you|could you|show|give|get|find|suggest|me|us|aur|और|आणखी|अजून)\s+)*(?<count>\d{1,2}|[\p{L}\p{M}]{2,6})\s+(?:more|others?|aur|और|अजून|आणखी|dikhao|दिखाओ|दाखवा)(?:\s+(?:people|options|profiles|names|women|men|girls|boys|actors|dikhao|batao|दिखाओ|बताओ|दाखवा|please|pls))*\W*$/iu;
const COUNTS = [
  "one ek एक",
  "two do दो दोन",
  "three teen tin तीन",
  "four char चार",
  "five paanch panch पांच पाँच पाच",
  "six chhe छह सहा",
];

/** Whether the team wants to see the next people of a shortlist, how many, or those that were shown once more. */
export function understandMore(text: string, tokens: Token[]): Extract<Intent, { kind: "more" }> | undefined {
  const said = padded(tokens);
  if (isWhole(said, AGAIN)) return { kind: "more", again: true };
  const count = countOf(COUNTED_MORE.exec(text)?.groups?.count);
  if (count) return { kind: "more", count };
  return isWhole(said, MORE) || (has(said, MORE_LIKE) && tokens.length <= 5) ? { kind: "more" } : undefined;
}

function countOf(said: string | undefined): number | undefined {
  const word = said?.normalize("NFKC").toLowerCase();
  if (!word) return undefined;
  return Number(word) || COUNTS.findIndex((spelt) => spelt.split(" ").includes(word)) + 1 || undefined;
}
