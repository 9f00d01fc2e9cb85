import type { Intent } from "./intent.ts";
import { OTHERS } from "./talent-phrases.ts";
import { dayWord, monthWord, partWord, vocabulary, weekdayWord } from "./time-words.ts";
import { has, type Token } from "./tokens.ts";

const NAMED = [
  /\b(?:is|was|did|has|will|does)\s+(\p{Lu}\p{L}+)(?:\s+\p{Lu}\p{L}+)?\s+(?:also|coming|auditioning|selected|get|got|been|invited|booked|there|confirmed|come|shortlisted)(?=\W|$)/u,
  /(\p{Lu}\p{L}+)(?:['’]s)\s+(?:slot|time|audition|number|phone|rate|status|booking|address|profile|fees?)(?=\W|$)/u,
  /\b(?:what about|tell me about|know about|number of|contact of)\s+(\p{Lu}\p{L}+)/u,
  /([\p{L}\p{M}]+)\s+(?:ka|ki|ke|cha|chi|che|का|की|के|चा|ची|चे)\s+(?:slot|number|phone|rate|audition|booking|profile|address|नंबर|ऑडिशन|स्लॉट|रेट|बुकिंग|पता|फोन)(?=[^\p{L}\p{M}]|$)/iu,
];
const nobody = vocabulary<true>([
  [
    true,
    "my the this that role film audition office studio casting it i आज कल ऑडिशन रोल फिल्म स्टूडियो इस उस किस",
    "mera meri mere apna apni apne aap is us kis jis film aapka studio office audition role",
  ],
]);

/** Asks about another person, by name or in general; who the name is, the database must tell. */
export function aboutOther(text: string, said: string): Intent | undefined {
  if (has(said, OTHERS)) return { kind: "about_others" };
  for (const pattern of NAMED) {
    const name = pattern.exec(text.slice(0, 1_000))?.[1];
    if (!name) continue;
    const lower = name.toLowerCase();
    const token: Token = { kind: "word", text: lower, loose: lower, value: Number.NaN, glued: false };
    if (![nobody, dayWord, weekdayWord, monthWord, partWord].some((known) => known(token) !== undefined)) {
      return { kind: "about_others", name };
    }
  }
  return undefined;
}
