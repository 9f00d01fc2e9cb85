import type { Intent } from "./intent.ts";

const LONGEST = 200;
const ASKS =
  /^\W*(?:(?:and|so|ok|okay|please|hey|but)\W+)*(?:how|what|whats|which|who|whose|whom|where|when|is|are|was|does|do|did|has|have|had|can|could|any|kya|kaun|kitne|kitni|koi)(?=\W|$)|^\W*(?:क्या|कौन|कितने|कितनी|कोण|किती|कोई)(?=\s)/iu;
/** Words that make a request of a question: "do you see what I need". */
const WANTS =
  /\b(?:i|we)\s(?:also\s)?(?:need|want)|\b(?:needed|required|looking for|casting for|chahiye|chahie|pahije)\b|चाहिए|पाहिजे/iu;

const DECLINED =
  /\b(?:who|anyone|anybody|has anyone|kisne)\b.{0,30}\b(?:declined?|refused|said no|cancell?ed|not coming|dropped out|mana)/iu;
const UNANSWERED =
  /\b(?:who|anyone|anybody|kisne)\b.{0,20}(?:n['’]?t|\bnot|\bno|\bnahi|\byet to)\b.{0,10}\b(?:repl|answer|respon|confirm|jawab)|\b(?:who is|who's|whos)\s(?:still\s)?(?:pending|left|waiting)|\bpending (?:replies|answers)/iu;
const BOOKED = /\bwho\b.{0,15}\b(?:confirmed|booked)\b/iu;
const PERSON =
  /^\W*(?:is|has|did|kya)\s+((?:\p{Lu}[\p{L}\p{M}.'-]*\s){1,3}?)(?:\w+\s){0,2}?(?:confirm|book|coming|repl|answer|declin|cancel|accept|respon|aa )/u;
const NOT_A_NAME = /^(?:it|she|he|they|anyone|anybody|everyone|everybody|the|there|this|that)\b/iu;

const ROLE_STATE = [
  /^\W*(?:(?:and|so|ok)\s)?(?:what about|how about|how is|how's|how are|how far|what is up with|whats up with|what's up with|kya hua)\s(?:the\s|our\s)?(.{2,60}?)\s(?:role|part|casting)\b/iu,
  /^\W*(?:where (?:are|do) (?:we|things)(?: stand)?|status|any (?:news|update|updates)|what is the status|what's the status)\s(?:on|of|for|with|about)\s(?:the\s|our\s)?(.{2,80}?)(?:\s(?:role|part))?\W*$/iu,
];

/** True when a text asks something rather than asks for people to cast. */
export const isQuestion = (text: string): boolean => text.length <= LONGEST && ASKS.test(text) && !WANTS.test(text);

/** A question about how things stand with one role, one person, or those who answered in one way. */
export function askedState(text: string): Intent | undefined {
  if (text.length > LONGEST) return undefined;
  const role = ROLE_STATE.map((form) => form.exec(text)?.[1]?.trim()).find(Boolean);
  if (role) return { kind: "status", role };
  if (UNANSWERED.test(text)) return { kind: "status", only: "unanswered" };
  if (DECLINED.test(text)) return { kind: "status", only: "declined" };
  if (BOOKED.test(text)) return { kind: "status", only: "booked" };
  const name = PERSON.exec(text)?.[1]?.trim();
  return name && !NOT_A_NAME.test(name) ? { kind: "status", name } : undefined;
}
