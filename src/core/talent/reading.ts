import type { DateTime } from "luxon";

/** A brief while it is read, in lower-case Latin letters: finders blank out of `text` what they have taken. */
export type Reading = {
  text: string;
  today: DateTime;
  /** What was filled in without being said. */
  assumed: string[];
  /** What was said and could not be used. */
  ignored: string[];
};

export function take(reading: Reading, found: RegExpExecArray): void {
  reading.text = `${reading.text.slice(0, found.index)} ${reading.text.slice(found.index + found[0].length)}`;
}

const TENS: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  pachis: 25,
  pachees: 25,
  paintis: 35,
  paintees: 35,
  chalis: 40,
  chaalis: 40,
  pachas: 50,
  pachaas: 50,
};
const ONES = "one two three four five six seven eight nine".split(" ");
const SPELT = new RegExp(`\\b(${Object.keys(TENS).join("|")})(?:[ -](${ONES.join("|")}))?\\b`, "g");
const HUNDREDS = new RegExp(`\\b(a|${ONES.join("|")})[ -]hundred\\b`, "g");

/** "twenty-five" as 25, "two hundred" as 200; smaller numbers stay words, since "one" and "do" mean other things too. */
export function spellOut(text: string): string {
  return text
    .replace(SPELT, (_, tens: string, one?: string) => String((TENS[tens] ?? 0) + (one ? ONES.indexOf(one) + 1 : 0)))
    .replace(HUNDREDS, (_, count: string) => String((count === "a" ? 1 : ONES.indexOf(count) + 1) * 100));
}

const BEFORE = /^(?:not|except|without|excluding|non)$/;
const FILLER = /^(?:from|in|a|an|the|for|speaking|based)$/;
const AFTER = /^(?:nahi|nahin|nako|mat|chhodkar|chodkar)$/;

/** "not from Mumbai", "Marathi nahi": the word is named to be left out. */
export function isExcluded(words: string[], index: number): boolean {
  const [second = "", first = ""] = [words[index - 2], words[index - 1]];
  return BEFORE.test(first) || (FILLER.test(first) && BEFORE.test(second)) || AFTER.test(words[index + 1] ?? "");
}
