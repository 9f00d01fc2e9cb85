/**
 * Documents and queries are brought to the same few letters before they are compared: Devanagari becomes Latin, the many
 * spellings of a Hinglish word become one, and words of casting in Hindi and Marathi become their English word.
 * Everything is one pass over the text.
 */
import { soundKey, stem } from "./fold.ts";
import { isIdle } from "./idle-words.ts";
import { CASTING_WORDS, type Lexicon, type Stretch, stretchesOf } from "./lexicon.ts";
import { toLatin } from "./to-latin.ts";

/** The words of a text in Latin lower case, punctuation gone. */
export function wordsOf(text: string): string[] {
  const latin = toLatin(text).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return latin.match(/[\p{L}\p{N}]+/gu) ?? [];
}

const LONGEST_WORD = 40;
const termOf = (words: readonly string[]) => words.map((word) => soundKey(stem(word))).join("");
/** Words that must stand side by side, as a document has them. */
const phraseOf = (said: string) =>
  said
    .split(" ")
    .map((word) => termOf([word]))
    .filter(Boolean)
    .join(" ");
/** A meaning is no word: "maid" and whatever sounds like it stay apart. */
const meaningTerm = (english: string) => `0${english.replaceAll(/[^a-z]/g, "")}`;
const tellingWords = (text: string) => wordsOf(text).filter((word) => word.length <= LONGEST_WORD && !isIdle(word));

/** What a text can be found by: its words as they sound, and what its words and phrases mean in English. */
export function searchTerms(text: string): string[] {
  const terms = stretchesOf(tellingWords(text), CASTING_WORDS).flatMap(({ words, english }) => [
    ...words.map((word) => termOf([word])),
    ...english.map(meaningTerm),
  ]);
  return terms.filter((term, index) => term !== "" && term !== terms[index - 1]);
}

/** One thing that a query asks for: any of the terms will do, words or phrases. */
export type Slot = { said: string; terms: string[]; known: boolean };

/** A slot as the database looks for it: no term holds anything but letters, digits and the spaces of a phrase. */
export const tsqueryOf = ({ terms }: Pick<Slot, "terms">): string =>
  terms
    .map(
      (term) =>
        `(${term
          .split(" ")
          .map((word) => `'${word}'`)
          .join(" <-> ")})`,
    )
    .join(" | ");

type Words = { lexicon: Lexicon; own: { said: string; english: string }[] };

/**
 * What a query asks for, one slot a word or a phrase that the lexicon knows; the same thing is asked for once. Documents know
 * nothing of a team's own words: those stand for each other here.
 */
export function slotsOf(text: string, { lexicon, own }: Words = { lexicon: CASTING_WORDS, own: [] }): Slot[] {
  const slots = new Map<string, Slot>();
  const besides = (english: readonly string[]) =>
    own.filter((one) => english.includes(one.english)).flatMap((one) => [phraseOf(one.said), phraseOf(one.english)]);
  for (const { words, english } of stretchesOf(tellingWords(text), lexicon)) {
    const terms = [...new Set([...english.map(meaningTerm), ...besides(english), termOf(words)])].filter((term) =>
      /^[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*$/u.test(term),
    );
    const first = terms[0];
    if (first && !slots.has(first)) slots.set(first, { said: words.join(" "), terms, known: english.length > 0 });
  }
  return [...slots.values()];
}

/** How an unknown Hindi or Marathi word in Latin letters usually looks; English words that look so too. */
const FOREIGN = /aa|^(?:bh|dh|gh|jh|kh)|[aiu]$|[aeiou](?:ein|iyan|iye)$/;
const ENGLISH = new Set("drama camera diva opera india extra media data idea area visa sofa salsa ski tv".split(" "));
const isForeign = ({ words, english }: Stretch) =>
  english.length === 0 &&
  words.some((word) => !ENGLISH.has(word) && (FOREIGN.test(word) || /[^\p{ASCII}]/u.test(word)));

/** How much of a query an English model can be expected to know once casting terms are in English, 0 to 1. */
export function understoodShare(text: string, lexicon: Lexicon = CASTING_WORDS): number {
  const stretches = stretchesOf(tellingWords(text), lexicon);
  return stretches.length === 0 ? 0 : 1 - stretches.filter(isForeign).length / stretches.length;
}

/** The same text with casting terms in English, for an embedder that knows English. */
export function toEnglish(text: string, lexicon: Lexicon = CASTING_WORDS): string {
  return stretchesOf(tellingWords(text), lexicon)
    .map(({ words, english }) => english[0] ?? words.join(" "))
    .join(" ");
}
