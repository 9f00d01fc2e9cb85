import { CHECKPOINTS, type CheckpointKind } from "../../operations/checkpoint-kinds.ts";

const ONE = "(?:brief|short-?\\s?list|auditions?|call-?\\s?backs?|offers?|bookings?|booked)";

/** Parts of forms: one or more checkpoints, somebody's name, a role. */
export const LIST = `(?:the\\s+)?(?<what>${ONE}(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+|\\s*&\\s*|\\s+aur\\s+)(?:the\\s+)?${ONE})*)(?:\\s+(?:checkpoint|step|stage)s?)?`;
export const WHO = "(?<who>[@\\p{L}][\\p{L}\\p{M}\\p{N}.'’_ -]{0,60}?)";
export const ROLE =
  "(?:\\s+(?:of|for)\\s+(?:the\\s+|our\\s+)?(?<role>\\p{L}[\\p{L}\\p{M}\\p{N}' -]{1,60}?)(?:\\s+(?:role|part))?)?";

/** The form as a whole message, with a word of politeness before it. */
export const only = (form: string) =>
  new RegExp(`^[^\\p{L}@]*(?:(?:please|ok(?:ay)?|and|so|can you|could you)\\W+)*${form}\\W*$`, "iu");

export function kindsOf(said: string): CheckpointKind[] {
  const words = said
    .toLowerCase()
    .replace(/short-?\s?list/g, "shortlist")
    .replace(/call-?\s?backs?/g, "callbacks")
    .replace(/bookings?/g, "booked")
    .split(/[^a-z]+/);
  return CHECKPOINTS.filter((kind) =>
    words.some((word) => word === kind || `${word}s` === kind || word === `${kind}s`),
  );
}

/** Words that stand where a name would. */
const NO_NAME =
  /^(?:who|what|when|where|how|it|that|this|they|she|he|we|you|please|there|let['’]?s|do|to|for|not?)(?=\W|$)|\b(?:for|the|audition|and)$/iu;

/** Whose name it is; "me" for who speaks; undefined where it is no name. */
export function nameIn(said: string | undefined): string | undefined {
  const name = said
    ?.trim()
    .replace(/['’]s?$/u, "")
    .replace(/\s+will$/iu, "");
  if (!name || NO_NAME.test(name)) return undefined;
  return /^(?:i|me|mine|my|main|i['’]?ll)$/iu.test(name) ? "me" : name;
}

export const ofRole = (role: string | undefined) => (role ? { role: role.replace(/\s+(?:role|part)$/iu, "") } : {});
