import type { Chosen } from "./intent.ts";
import { numberWord, vocabulary } from "./time-words.ts";
import { type Token, tokenise } from "./tokens.ts";

const ALL =
  /^\W*(?:them all|all(?: of (?:them|these))?|all (?:six|five|four|three|these)|everyone|everybody|sab|sabko|sabhi|saare|सब|सभी|सबको|सगळे)(?: please| ko| को)?\W*$/iu;

const ordinals = vocabulary<number>([
  [1, "first"],
  [2, "second"],
  [3, "third"],
  [4, "fourth"],
  [5, "fifth"],
  [6, "sixth"],
]);

/** "1 and 3", "the first two", "top 3", "all of them", "Asha and Meera Rao". */
export function whom(rest: string): Chosen {
  if (ALL.test(rest)) return { all: true };
  const tokens = tokenise(rest);
  const words = tokens.filter((token) => token.kind !== "mark");
  const top = words.findIndex(
    (word) => word.text === "top" || (word.text === "first" && countOf(words, word) !== undefined),
  );
  const count = top >= 0 ? countIn(words[top + 1]) : undefined;
  if (count !== undefined && count <= 50) return { numbers: Array.from({ length: count }, (_, index) => index + 1) };
  const numbers = words.flatMap((word) => (word.kind === "number" ? [word.value] : (ordinals(word) ?? [])));
  const inRange = [...new Set(numbers)].filter((value) => value >= 1 && value <= 50);
  if (inRange.length > 0) return { numbers: inRange };
  const spelt = words.every(
    (word) => numberWord(word) !== undefined || /^(?:and|number|numbers|no|aur|please)$/.test(word.text),
  );
  if (spelt) return { numbers: words.flatMap((word) => numberWord(word) ?? []) };
  const names = rest
    .split(/,|;|&|\n|\band\b|\baur\b|और|आणि/iu)
    .map((name) =>
      name
        .replace(/\b(?:please|too|also|only|for (?:the|this) role|ko|को|karo)\b/giu, "")
        .replace(/[^\p{L}\p{M}.' -]/gu, "")
        .trim(),
    )
    .filter(
      (name) =>
        name.length > 1 &&
        name.split(" ").length <= 4 &&
        !/^(?:all|them|her|him|everyone|everybody|both|these|those|it|this|that|sab)$/i.test(name),
    );
  return names.length > 0 ? { names: names.slice(0, 50) } : {};
}

const countOf = (words: Token[], word: Token) => countIn(words[words.indexOf(word) + 1]);
const countIn = (word: Token | undefined) => (word?.kind === "number" ? word.value : numberWord(word));
