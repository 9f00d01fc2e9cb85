/**
 * Reads a brief by rules: words are taken from left to right, each finder takes what it knows and leaves the rest as
 * meaning. Every finder is one pass over at most MAX_WORDS words, so that the time is linear in the length.
 */
import { DateTime } from "luxon";
import {
  findAges,
  findCount,
  findDates,
  findGender,
  findHeight,
  findRate,
  findRole,
  type Reading,
} from "./brief-finders.ts";
import { findSkills, findUnion } from "./brief-skills.ts";
import { Breakdown, Criteria } from "./criteria.ts";
import { toLatin, wordsOf } from "./normalise.ts";
import { cityOfWord, languageOfWord, localityOfWord } from "./places.ts";

const MAX_CHARACTERS = 6_000;

export type At = { now: Date; timeZone: string };

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** A brief in English, Hinglish, Hindi or Marathi, understood; never throws. What is not said is not invented: it is assumed, and says so. */
export function understandBrief(text: string, at: At): Breakdown {
  const given = text.slice(0, MAX_CHARACTERS).toWellFormed();
  const reading: Reading = {
    text: toLatin(given).toLowerCase(),
    today: DateTime.fromJSDate(at.now, { zone: at.timeZone }).startOf("day"),
    understood: [],
    assumed: [],
    ignored: [],
  };
  if (text.length > MAX_CHARACTERS) reading.ignored.push("everything after the first 6,000 characters");
  const gender = findGender(reading);
  const shootDates = findDates(reading);
  const age = findAges(reading);
  const headcount = findCount(reading);
  const ratePaisePerDay = findRate(reading);
  const heightCm = findHeight(reading);
  const languages = findLanguages(reading);
  const { city, location } = findPlaces(reading);
  const role = findRole(reading);
  const skills = findSkills(reading);
  const union = findUnion(reading);
  const minors =
    (age !== undefined && age.min < 18) || /\b(child|children|kids?|minors?|bachch?[aei]|mule)\b/.test(reading.text);
  if (/(phone|mobile|contact) *(number|no)|ignore (the|all|your|previous)/.test(reading.text)) {
    reading.ignored.push("requests for contact details or to skip the rules");
  }
  const criteria = Criteria.parse({
    ...(gender && { gender }),
    ...(age && { age }),
    languages,
    ...(city && { city }),
    skills,
    ...(heightCm && { heightCm }),
    ...(union && { union }),
    ...(ratePaisePerDay && { rateMaxPaisePerDay: ratePaisePerDay }),
    ...(shootDates && { dates: shootDates }),
    minors,
    about: role.about.slice(0, 1_000).toWellFormed(),
  });
  return Breakdown.parse({
    title: role.title || titleFrom(criteria),
    headcount,
    criteria,
    ...(location && { location }),
    ...(shootDates && { shootDates }),
    ...(ratePaisePerDay && { ratePaisePerDay }),
    understood: reading.understood,
    assumed: reading.assumed,
    ignored: reading.ignored,
  });
}

/** True when a text names enough of a role to search by: two facts, or one and a word of casting. */
export function isBrief(text: string, at: At): boolean {
  const { criteria, understood, shootDates } = understandBrief(text, at);
  const facts = [
    criteria.gender,
    criteria.age,
    criteria.languages[0],
    criteria.city,
    criteria.skills[0],
    shootDates,
  ].filter(Boolean);
  const asks = /\b(need|looking|want|find|cast|role|chahiye|pahije|talash|search|required|hiring)\b/.test(
    toLatin(text).toLowerCase(),
  );
  return understood.length > 0 && (facts.length >= 2 || (facts.length >= 1 && asks));
}

/** A breakdown with a correction in words: what the correction names replaces what was there, the rest stays. */
export function applyCorrection(breakdown: Breakdown, text: string, at: At): Breakdown {
  const said = understandBrief(text, at);
  const { languages, skills, about: _, minors, ...fields } = said.criteria;
  const adds = /\b(also|too|bhi|plus|and also|as well)\b/.test(text.toLowerCase());
  const merged = (now: string[], before: string[]) =>
    now.length === 0 ? before : adds ? [...new Set([...before, ...now])] : now;
  const criteria = {
    ...breakdown.criteria,
    ...fields,
    minors: fields.age ? minors : breakdown.criteria.minors,
    languages: merged(languages, breakdown.criteria.languages),
    skills: merged(skills, breakdown.criteria.skills),
  };
  const counted = said.understood.some((phrase) => phrase.startsWith("places:"));
  const spoken = new Set(said.understood.map(kindOf));
  return Breakdown.parse({
    ...breakdown,
    ...(counted && { headcount: said.headcount }),
    ...(said.location && { location: said.location }),
    ...(said.shootDates && { shootDates: said.shootDates }),
    ...(said.ratePaisePerDay && { ratePaisePerDay: said.ratePaisePerDay }),
    criteria,
    understood: [...breakdown.understood.filter((phrase) => !spoken.has(kindOf(phrase))), ...said.understood],
    assumed: breakdown.assumed,
    ignored: said.ignored,
  });
}

/** "playing 25–32" and "playing 30–40" say the same kind of thing. */
const kindOf = (phrase: string) => phrase.split(/[ :]/)[0] ?? phrase;

function findLanguages(reading: Reading): string[] {
  const found = new Set<string>();
  for (const word of wordsOf(reading.text)) {
    const language = languageOfWord(word);
    if (language) found.add(language);
  }
  const languages = [...found].slice(0, 5);
  if (languages.length > 0) reading.understood.push(`speaks ${languages.map(capital).join(" and ")}`);
  return languages;
}

function findPlaces(reading: Reading): { city?: string; location?: string } {
  const words = wordsOf(reading.text);
  const found: { city?: string; location?: string } = {};
  for (const [index, word] of words.entries()) {
    const locality = localityOfWord(word);
    const city = cityOfWord(word);
    const shooting = words
      .slice(Math.max(0, index - 2), index)
      .some((before) => /^(shoot|shooting|shot)$/.test(before));
    if (locality) found.location ??= locality;
    else if (city && shooting) found.location ??= city;
    else if (city) found.city ??= city;
  }
  if (found.city) reading.understood.push(`lives in ${found.city}`);
  if (found.location) {
    reading.understood.push(`shoot in ${found.location}`);
    if (!found.city) reading.assumed.push("talent may live in any city");
  }
  return found;
}

function titleFrom(criteria: Criteria): string {
  const who = { female: "Woman", male: "Man", nonbinary: "Non-binary role" }[criteria.gender ?? "female"];
  if (!criteria.gender) return "Role";
  return criteria.age ? `${who}, ${criteria.age.min}–${criteria.age.max}` : who;
}
