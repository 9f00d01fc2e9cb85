/**
 * Documents and queries are brought to the same few letters before they are compared: Devanagari becomes Latin, the many
 * spellings of a Hinglish word become one, and words of casting in Hindi and Marathi become their English word.
 * Everything is one pass over the text.
 */
import { CASTING_WORDS } from "./casting-words.ts";
import { fold } from "./fold.ts";

const CONSONANTS: Record<string, string> = {
  क: "k",
  ख: "kh",
  ग: "g",
  घ: "gh",
  ङ: "n",
  च: "ch",
  छ: "ch",
  ज: "j",
  झ: "jh",
  ञ: "n",
  ट: "t",
  ठ: "th",
  ड: "d",
  ढ: "dh",
  ण: "n",
  त: "t",
  थ: "th",
  द: "d",
  ध: "dh",
  न: "n",
  प: "p",
  फ: "f",
  ब: "b",
  भ: "bh",
  म: "m",
  य: "y",
  र: "r",
  ल: "l",
  ळ: "l",
  व: "v",
  श: "sh",
  ष: "sh",
  स: "s",
  ह: "h",
};
const SIGNS: Record<string, string> = {
  "ा": "a",
  "ि": "i",
  "ी": "i",
  "ु": "u",
  "ू": "u",
  "े": "e",
  "ै": "ai",
  "ो": "o",
  "ौ": "au",
  "ॅ": "e",
  "ॉ": "o",
  "ृ": "ri",
};
const VOWELS: Record<string, string> = {
  अ: "a",
  आ: "a",
  इ: "i",
  ई: "i",
  उ: "u",
  ऊ: "u",
  ए: "e",
  ऐ: "ai",
  ओ: "o",
  औ: "au",
  ऑ: "o",
  ऍ: "e",
  ऋ: "ri",
};
const VIRAMA = "्";
const NUKTA = "़";
const NASALS = new Set(["ं", "ँ"]);

const LABIALS = new Set(["प", "फ", "ब", "भ", "म"]);
const UNHEARD = new Set([NUKTA, "\u200c", "\u200d"]);

/** Devanagari in plain Latin letters, digits included; vowels that are not spoken are left out (मराठी → marathi, बोलना → bolna). */
export function toLatin(text: string): string {
  let latin = "";
  let last = "";
  const letters = [...text.normalize("NFD")].filter((letter) => !UNHEARD.has(letter));
  for (let index = 0; index < letters.length; index += 1) {
    const said = soundOf(letters, index, last);
    latin += said;
    last = said.at(-1) ?? last;
  }
  return latin;
}

function soundOf(letters: string[], index: number, last: string): string {
  const letter = letters[index] ?? "";
  const next = letters[index + 1];
  const consonant = CONSONANTS[letter];
  if (consonant) return consonant + inherentVowel(next, letters[index + 2], "aeiou".includes(last || " "));
  if (NASALS.has(letter)) {
    const ends = next === undefined || !(next in CONSONANTS || next in VOWELS);
    return ends && last === "e" ? "in" : next && LABIALS.has(next) ? "m" : "n";
  }
  if (/[०-९]/.test(letter)) return String(letter.charCodeAt(0) - 0x0966);
  return letter === VIRAMA ? "" : (SIGNS[letter] ?? VOWELS[letter] ?? letter);
}

/** Spoken before a consonant or a vowel, but not between a vowel and a consonant that has a vowel of its own. */
function inherentVowel(next: string | undefined, afterNext: string | undefined, afterVowel: boolean): string {
  if (next === undefined || next === VIRAMA || next in SIGNS) return "";
  if (NASALS.has(next) || next in VOWELS) return "a";
  if (!(next in CONSONANTS)) return "";
  return afterVowel && afterNext !== undefined && afterNext in SIGNS ? "" : "a";
}

const STOP_WORDS = new Set(
  (
    "a an the and or of for in on at to with who is are be can must should need needs want wants looking we i me my our us you please role " +
    "character actor actress actors talent person people one some any from by as it its this that very good plays playing " +
    "ek ka ki ke ko se mein me hai hain chahiye chahie liye aur wala wali log koi karne kar sake sakti sakta pahije ahe aahe sathi ani"
  ).split(" "),
);

/** The words of a text in Latin lower case, punctuation gone. */
export function wordsOf(text: string): string[] {
  const latin = toLatin(text).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return latin.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What a text is matched by: folded words, with the English word of casting terms in other languages beside them. */
export function searchTerms(text: string): string[] {
  const terms: string[] = [];
  for (const word of wordsOf(text)) {
    if (STOP_WORDS.has(word) || word.length > 40) continue;
    const folded = fold(word);
    terms.push(folded);
    const english = CASTING_WORDS.get(folded);
    if (english && fold(english) !== folded) terms.push(fold(english));
  }
  return terms;
}

/** How an unknown Hindi or Marathi word in Latin letters usually looks; English words that look so too. */
const FOREIGN = /aa|^(?:bh|dh|gh|jh|kh)|[aiu]$|[aeiou](?:ein|iyan|iye)$/;
const ENGLISH = new Set(
  "drama camera mafia diva opera india extra media data idea area visa sofa yoga salsa taxi ski tv".split(" "),
);

/** How much of a query an English model can be expected to know once casting terms are in English, 0 to 1. */
export function understoodShare(text: string): number {
  const words = wordsOf(text).filter((word) => !STOP_WORDS.has(word));
  if (words.length === 0) return 0;
  const foreign = words.filter((word) => !CASTING_WORDS.has(fold(word)) && !ENGLISH.has(word) && FOREIGN.test(word));
  return 1 - foreign.length / words.length;
}

/** The same text with casting terms in English, for an embedder that knows English. */
export function toEnglish(text: string): string {
  return wordsOf(text)
    .map((word) => CASTING_WORDS.get(fold(word)) ?? word)
    .join(" ");
}
