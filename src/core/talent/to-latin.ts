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
  if (!/[\u0900-\u097f]/.test(text)) return text.normalize("NFD").replace(/[\u200c\u200d]/g, "");
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
  if (letter === VIRAMA || (letter === "अ" && next === "ॅ")) return "";
  return SIGNS[letter] ?? VOWELS[letter] ?? letter;
}

/** Spoken before a consonant or a vowel, but not between a vowel and a consonant that has a vowel of its own. */
function inherentVowel(next: string | undefined, afterNext: string | undefined, afterVowel: boolean): string {
  if (next === undefined || next === VIRAMA || next in SIGNS) return "";
  if (NASALS.has(next) || next in VOWELS) return "a";
  if (!(next in CONSONANTS)) return "";
  return afterVowel && afterNext !== undefined && afterNext in SIGNS ? "" : "a";
}
