import type { Round } from "../auditions/rounds.ts";
import type { Language } from "./message.ts";

const KINDS: Record<Language, Record<Round, string>> = {
  en: { audition: "audition", callback: "callback", test: "screen test" },
  hinglish: { audition: "audition", callback: "callback", test: "screen test" },
  hi: { audition: "ऑडिशन", callback: "कॉलबैक", test: "स्क्रीन टेस्ट" },
  // One gender for all of them, so that what stands around the noun agrees.
  mr: { audition: "ऑडिशन", callback: "कॉलबॅक ऑडिशन", test: "स्क्रीन टेस्ट ऑडिशन" },
};

/** What talent calls a round in a language. */
export const kindIn =
  (language: Language) =>
  (round: Round = "audition"): string =>
    KINDS[language][round];

/** A template has one place for what the audition is for, hence a later round too. */
export const roleIn =
  (language: Language) =>
  (role: string, round: Round = "audition"): string =>
    round === "audition" ? role : `${role}, ${KINDS[language][round]}`;

/** With a capital, as a line begins. */
export const begun = (text: string) => text.replace(/^./u, (first) => first.toUpperCase());
