import type { Language } from "./message.ts";
import { en, type Words } from "./wording-en.ts";
import { clipped } from "./wording-facts.ts";
import { hi } from "./wording-hi.ts";
import { hinglish } from "./wording-hinglish.ts";
import { mr } from "./wording-mr.ts";

export type { Words };

const WORDS: Record<Language, Words> = {
  en: fitted(en),
  hinglish: fitted(hinglish),
  hi: fitted(hi),
  mr: fitted(mr),
};

/** What talent reads in a language. Every message is at most 600 characters, whatever people typed as names and places. */
export function words(language: Language): Words {
  return WORDS[language];
}

function fitted(all: Words): Words {
  const entries = Object.entries(all).map(([name, say]) => [
    name,
    (facts: unknown) => sentence((say as (facts: unknown) => unknown)(clipped(facts))),
  ]);
  return Object.fromEntries(entries) as Words;
}

/** A whole sentence may begin with a role that has no name, "a role"; a part of one stays as it is. */
const sentence = (said: unknown) =>
  typeof said === "string" && /^[a-z].*[.?!]$/su.test(said) ? said.charAt(0).toUpperCase() + said.slice(1) : said;
