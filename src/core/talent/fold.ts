import { remembering } from "./remember.ts";

/** The letters of a word as it sounds: kathak, katthak and kathhak are one. */
export function fold(word: string): string {
  return word
    .replace(/ph/g, "f")
    .replace(/[wv]/g, "v")
    .replace(/q|ck/g, "k")
    .replace(/x/g, "ks")
    .replace(/z/g, "j")
    .replace(/([bcdgjkstv])h+/g, (pair, letter: string) =>
      letter === "s" || letter === "c" ? pair.slice(0, 2) : letter,
    )
    .replace(/aa+/g, "a")
    .replace(/ee+|ii+/g, "i")
    .replace(/oo+|uu+/g, "u")
    .replace(/([a-z])\1+/g, "$1");
}

/** Letters below which a word is too short to lose any more of them. */
const SHORT = 4;

/**
 * A word by the letters that all of its spellings keep: sh and s are one, so are ai and e, an a between consonants is as
 * often written as not, and the vowel at the end changes with gender and number (hawaldar, havaldaar; sanwla, sanwli).
 */
export const soundKey = remembering((word: string): string => {
  const plain = fold(word);
  if (plain.length < SHORT) return plain;
  const folded = plain
    .replace(/c(?=[eiy])/g, "s")
    .replace(/c(?!h)/g, "k")
    .replace(/g(?=[ei])/g, "j")
    .replace(/sh/g, "s")
    .replace(/[ae][iy]/g, "e")
    .replace(/y/g, "i")
    .replace(/([a-z])\1+/g, "$1");
  const spare = folded.replace(/([^aeiou])a(?=[^aeiou])/g, "$1");
  const kept = spare.length >= SHORT - 1 ? spare : folded;
  const bare = kept.replace(/[aeiou]{1,3}$/, "");
  return bare.length > 2 ? bare : kept;
});

const CASE = /(?:n?(?:chya|cha|chi|che)|til|madhye|madhe|sathi|kadun|pasun|wale|wala|wali|vala|vali)$/;
const ENDING = /(?:ings?|ers?|ed|es|s)$/;

/** The word as it is written, but for doubled letters and the length of vowels: dadhi is not dadi. */
export const spelling = remembering((word: string) =>
  word
    .replace(/aa+/g, "a")
    .replace(/ee+|ii+/g, "i")
    .replace(/oo+|uu+/g, "u")
    .replace(/([a-z])\1+/g, "$1"),
);

/** The word without what Marathi and English put at its end: polisachi, dancer, dances. */
export const stem = remembering((word: string): string => {
  for (const ending of [CASE, ENDING]) {
    const bare = word.replace(ending, "");
    if (bare !== word && bare.length >= SHORT) return bare;
  }
  return word;
});

/** Consonants below which words of other meanings sound alike. */
const TELLING = 5;

/** The consonants alone: English words that were written in Devanagari have other vowels (riportar, injiniyar). */
export const consonants = remembering((word: string): string | undefined => {
  const key = soundKey(word)
    .replace(/(?!^)[aeiou]/g, "")
    .replace(/^[aeiou]/, "a");
  return key.length >= TELLING ? key : undefined;
});
