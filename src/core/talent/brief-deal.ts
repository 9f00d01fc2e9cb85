import { type Reading, take } from "./reading.ts";

/** How a role is auditioned for. */
export const AUDITIONED = ["self_tape", "in_person", "either"] as const;
export const ROLE_UNIONS = ["SAG-AFTRA", "CINTAA", "none"] as const;

/** What a brief says of the job beside the person: only what was said. */
export type DealRead = {
  project?: string;
  house?: string;
  usage?: string;
  exclusivity?: string;
  union?: (typeof ROLE_UNIONS)[number];
  audition?: (typeof AUDITIONED)[number];
};

const VALUE =
  "([^\\n.;,]{2,60}(?:,\\s{0,2}(?:\\d{1,2}|one|two|three|five|six) (?:years?|months?|weeks?)[^\\n.;,]{0,20})?)";
const HOUSE = /\b(?:production house|produced by|house(?=\s{0,2}:))\s{0,2}(?::|is)?\s{0,2}([^\n.;,:]{2,60})/i;
const PROJECT =
  /\bproject\s{0,2}(?::|is called|called|named)\s{0,2}["“‘']?([^\n.;,:"”]{2,60})|\b(?:film|movie|series|show|ad)\s{1,2}(?:called\s{1,2}|named\s{1,2})?["“]([^"”\n]{2,60})["”]/i;
const USAGE = new RegExp(`\\busage\\s{0,2}(?::|is|-)?\\s{1,2}${VALUE}`);
const EXCLUSIVITY = new RegExp(`\\bexclusivity\\s{0,2}(?::|is|-)?\\s{1,2}(?:for |in )?${VALUE}`);
const EXCLUSIVE_FOR = /\b((?:\d{1,2}|one|two|three|six) (?:years?|months?|weeks?)) exclusivity\b/;
const NOT_EXCLUSIVE = /\bnon[- ]?exclusive\b|\b(?:no|without) exclusivity\b|\bexclusivity\s{0,2}:?\s{0,2}none\b/;
const NO_UNION = /\bnon[- ]?union\b|\bunion\s{0,2}(?::|is)\s{0,2}none\b|\bno union\b/;
const UNION = /\b(cintaa|sag-?aftra)\b/;
const TAPE = /\bself[- ]?tapes?\b/;
const IN_PERSON = /\bin[- ]person\b/;

/** Takes the terms of the job out of a brief; `given` is the same text as it was written, for names. */
export function findDeal(reading: Reading, given: string): DealRead {
  const took = (form: RegExp) => {
    const found = form.exec(reading.text);
    if (found) take(reading, found);
    return found;
  };
  const called = took(PROJECT) && PROJECT.exec(given);
  const project = (called?.[1] ?? called?.[2])?.trim();
  const house = took(HOUSE) && HOUSE.exec(given)?.[1]?.trim();
  const usage = took(USAGE)?.[1]?.trim();
  const exclusivity = took(NOT_EXCLUSIVE) ? "none" : (took(EXCLUSIVITY) ?? took(EXCLUSIVE_FOR))?.[1]?.trim();
  const named = UNION.exec(reading.text)?.[1];
  const union = took(NO_UNION) ? "none" : named && (named === "cintaa" ? "CINTAA" : "SAG-AFTRA");
  const [tape, inPerson] = [took(TAPE) !== null, took(IN_PERSON) !== null];
  const audition = tape && inPerson ? "either" : tape ? "self_tape" : inPerson ? "in_person" : undefined;
  return {
    ...(project && { project }),
    ...(house && { house }),
    ...(usage && { usage }),
    ...(exclusivity && { exclusivity }),
    ...(union && { union }),
    ...(audition && { audition }),
  };
}
