import { consonants, soundKey, spelling, stem } from "./fold.ts";
import { CRAFTS } from "./words/crafts.ts";
import { LOOKS } from "./words/looks.ts";
import { PEOPLE } from "./words/people.ts";

/** English words of what is said in one to three words: "bai" is a woman, or a maid. */
export type Lexicon = ReadonlyMap<string, readonly string[]>;

/** Words that a list puts together. */
const LONGEST = 3;

const keyOf = (words: readonly string[]) => words.map(soundKey).join(" ");
const spelt = (words: readonly string[]) => `=${words.map(spelling).join(" ")}`;

/** English words with the words that mean the same: parted by spaces, words of a phrase joined by "+". */
export function lexiconOf(lists: Readonly<Record<string, string>>[], base?: Lexicon): Lexicon {
  const found = new Map<string, readonly string[]>(base);
  for (const [english, others] of lists.flatMap((list) => Object.entries(list))) {
    for (const phrase of [english.replaceAll(" ", "+"), ...others.split(" ")]) {
      for (const key of [spelt(phrase.split("+")), keyOf(phrase.split("+"))]) {
        const known = found.get(key) ?? [];
        if (!known.includes(english)) found.set(key, [...known, english]);
      }
      if (!phrase.includes("+")) hear(found, phrase, english);
    }
  }
  return found;
}

const heardAs = (word: string) => {
  const heard = consonants(word);
  return heard && `~${heard}`;
};

/** By its consonants a word is known when they are those of one meaning only. */
function hear(found: Map<string, readonly string[]>, word: string, english: string): void {
  const heard = heardAs(word);
  if (heard) found.set(heard, (found.get(heard) ?? [english]).includes(english) ? [english] : []);
}

/** What casting people everywhere say. */
export const CASTING_WORDS = lexiconOf([PEOPLE, LOOKS, CRAFTS]);

/** The English words of a phrase as it is spelt, as it sounds, of its stems, or of a word that sounds like it. Empty when it is not known. */
export function meaningsOf(words: readonly string[], lexicon: Lexicon): readonly string[] {
  const known = lexicon.get(spelt(words)) ?? lexicon.get(keyOf(words)) ?? lexicon.get(keyOf(words.map(stem)));
  if (known || words.length > 1) return known ?? [];
  const [word = ""] = words;
  return lexicon.get(heardAs(word) ?? "") ?? lexicon.get(heardAs(stem(word)) ?? "") ?? [];
}

/** A stretch of a text: its words, and what they mean in English. */
export type Stretch = { words: string[]; english: readonly string[] };

/** The text in the longest stretches that the lexicon knows; what it does not know stands word by word. */
export function stretchesOf(words: readonly string[], lexicon: Lexicon): Stretch[] {
  const found: Stretch[] = [];
  for (let index = 0; index < words.length; ) {
    const stretch = longestAt(words, index, lexicon);
    found.push(stretch);
    index += stretch.words.length;
  }
  return found;
}

function longestAt(words: readonly string[], index: number, lexicon: Lexicon): Stretch {
  for (let length = Math.min(LONGEST, words.length - index); length > 0; length -= 1) {
    const phrase = words.slice(index, index + length);
    const english = meaningsOf(phrase, lexicon);
    if (english.length > 0) return { words: phrase, english };
  }
  return { words: words.slice(index, index + 1), english: [] };
}
