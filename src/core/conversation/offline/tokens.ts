/** A number, a word or one mark, ready to be compared. */
export type Token = {
  kind: "number" | "word" | "mark";
  /** Lower case, without apostrophes; Devanagari without nukta, digits as 0–9. */
  text: string;
  /** Of a word: its spelling with Hinglish's liberties taken out, so that "shaam" and "sham" are one. */
  loose: string;
  /** Of a number. */
  value: number;
  /** No space before it. */
  glued: boolean;
};

/** Longer messages are read up to here. */
const LONGEST = 4_000;

const TOKEN = /([^\S\n]*)(\n|\d+|[\p{L}\p{M}]+(?:['’‘][\p{L}\p{M}]+)*|[^\s\p{L}\p{M}\d])/gu;

/** Cuts a text into tokens. One pass; any string is fine. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [, space = "", found = ""] of plain(text.slice(0, LONGEST).trim()).matchAll(TOKEN)) {
    const glued = space === "" && tokens.length > 0;
    if (/^\d/.test(found)) {
      tokens.push({ kind: "number", text: found, loose: found, value: Number(found.slice(0, 9)), glued });
    } else if (/^[\p{L}\p{M}]/u.test(found)) {
      const word = found.replace(/['’‘]/g, "");
      tokens.push({ kind: "word", text: word, loose: loosen(word), value: Number.NaN, glued });
    } else {
      tokens.push({ kind: "mark", text: found, loose: found, value: Number.NaN, glued });
    }
  }
  return tokens;
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966))
    .replace(/\u093c|\u200b|\u200c|\u200d|\ufe0f|\u20e3/g, "")
    .replace(/\u0901/g, "\u0902");
}

/** "shaam" → "sham", "parsoon" → "parsun", "shukrawaar" → "shukravar". */
export function loosen(word: string): string {
  return word
    .replace(/w/g, "v")
    .replace(/ph/g, "f")
    .replace(/e{2,}/g, "i")
    .replace(/o{2,}/g, "u")
    .replace(/([a-z])\1+/g, "$1");
}

/** The words and numbers, one space between and around, spelt loosely: what phrases are looked for in. */
export function padded(tokens: Token[]): string {
  return ` ${tokens
    .filter((token) => token.kind !== "mark")
    .map((token) => token.loose)
    .join(" ")} `;
}

/** Phrases as `padded` would spell them: "a, b c" → [" a ", " b c "]. */
export function phrases(...lines: string[]): string[] {
  return lines
    .flatMap((line) => line.split(","))
    .map((phrase) => padded(tokenise(phrase)))
    .filter((phrase) => phrase.trim() !== "");
}

export const has = (text: string, wanted: string[]) => wanted.some((phrase) => text.includes(phrase));
