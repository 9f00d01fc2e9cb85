/**
 * Reads a brief by rules: each finder takes what it knows out of the text and leaves the rest as meaning. Every finder is
 * one pass over at most MAX_CHARACTERS, and every pattern is bounded, so that the time is linear in the length.
 */
import { DateTime } from "luxon";
import { findDates } from "./brief-dates.ts";
import { type DealRead, findDeal } from "./brief-deal.ts";
import { findAges, findCount, findGender, type Gender } from "./brief-people.ts";
import { splitPreferences } from "./brief-preferences.ts";
import { findRole, type Role } from "./brief-role.ts";
import { findSkills } from "./brief-skills.ts";
import { findHeight, findRate } from "./brief-terms.ts";
import { toEnglish, wordsOf } from "./normalise.ts";
import { cityOfWord, languageOfWord, localityOfWord } from "./places.ts";
import { isExcluded, type Reading, spellOut } from "./reading.ts";
import { sayUnread } from "./scripts-not-read.ts";
import { toLatin } from "./to-latin.ts";

const MAX_CHARACTERS = 6_000;

export type At = { now: Date; timeZone: string };

/** Only what was said; what is undefined or empty was not. */
export type BriefRead = {
  gender: Gender | undefined;
  age: { min: number; max: number } | undefined;
  minors: boolean;
  headcount: number | undefined;
  languages: string[];
  /** One of them is enough. */
  anyLanguage: boolean;
  /** Named to be left out. */
  excludedLanguages: string[];
  city: string | undefined;
  location: string | undefined;
  skills: string[];
  heightCm: { min?: number; max?: number } | undefined;
  union: string | undefined;
  deal: DealRead;
  ratePaisePerDay: number | undefined;
  shootDates: { from: string; to: string } | undefined;
  role: Role;
  /** What would be liked and is not needed. */
  wished: Wished;
  assumed: string[];
  ignored: string[];
};

export type Wished = Pick<BriefRead, "gender" | "age" | "languages" | "city" | "skills" | "heightCm" | "union">;

export function readBrief(text: string, at: At): BriefRead {
  const given = text
    .slice(0, MAX_CHARACTERS)
    .toWellFormed()
    .replace(/<[@#!][^>\s]{1,80}>/g, " ");
  const { needed, wished } = splitPreferences(spellOut(toLatin(given).toLowerCase()));
  const today = DateTime.fromJSDate(at.now, { zone: at.timeZone }).startOf("day");
  const reading: Reading = { text: needed, today, assumed: [], ignored: sayUnread(given) };
  if (text.length > MAX_CHARACTERS) reading.ignored.push("everything after the first 6,000 characters");
  if (/(phone|mobile|contact) {0,3}(number|no\b)|ignore (the|all|your|previous)/.test(reading.text)) {
    reading.ignored.push("requests for contact details or to skip the rules");
  }
  const deal = findDeal(reading, given);
  const gender = findGender(reading);
  const shootDates = findDates(reading);
  const heightCm = findHeight(reading);
  const { age, minors } = findAges(reading);
  const ratePaisePerDay = findRate(reading);
  const headcount = findCount(reading);
  reading.ignored.push(...strayNumbers(reading, headcount));
  const wish = readWish({ text: wished, today, assumed: [], ignored: reading.ignored });
  const role = inEnglish(findRole(reading), given);
  return {
    gender,
    age,
    minors,
    headcount,
    ...findLanguages(reading),
    ...findPlaces(reading),
    skills: findSkills(reading),
    heightCm,
    deal,
    union: deal.union === "none" ? undefined : deal.union,
    ratePaisePerDay,
    shootDates,
    role: { ...role, about: [role.about, wish.about].filter(Boolean).join(" ") },
    wished: wish.wished,
    assumed: reading.assumed,
    ignored: reading.ignored,
  };
}

/** What is wished for ranks, whoever does not have it. */
function readWish(reading: Reading): { wished: Wished; about: string } {
  const gender = findGender(reading);
  const heightCm = findHeight(reading);
  const { age } = findAges(reading);
  const { languages, anyLanguage } = findLanguages(reading);
  const { city, location } = findPlaces(reading);
  const skills = findSkills(reading);
  const { union: said } = findDeal(reading, "");
  const union = said === "none" ? undefined : said;
  const wished = {
    gender,
    age,
    languages,
    ...(anyLanguage && { anyLanguage }),
    city: city ?? (location && "Mumbai"),
    skills,
    heightCm,
    union,
  };
  return { wished, about: findRole(reading).about };
}

/** Numbers that nothing has read, since a number is never only a word of meaning: "60/40". */
const strayNumbers = ({ text }: Reading, headcount: number | undefined) =>
  [...new Set(text.match(/\d[\d/.,:-]{0,8}/g) ?? [])]
    .map((number) => number.replace(/\D+$/, ""))
    .filter((number) => Number(number) !== headcount)
    .slice(0, 3)
    .map((number) => `“${number}”, which I did not understand`);

/** A part named in Devanagari is shown by its English word where there is one. */
const inEnglish = (role: Role, given: string): Role =>
  /[\u0900-\u097f]/.test(given) ? { ...role, name: toEnglish(role.name) } : role;

const EITHER = /^(?:or|ya|kinva|athva)$/;
/** "Hindi speaking or Marathi". */
const WORDS_BETWEEN = 2;

function findLanguages({ text }: Reading): Pick<BriefRead, "languages" | "anyLanguage" | "excludedLanguages"> {
  const words = wordsOf(text);
  const [wanted, excluded] = [new Set<string>(), new Set<string>()];
  let [last, anyLanguage] = [Number.NaN, false];
  for (const [index, word] of words.entries()) {
    const language = languageOfWord(word);
    if (!language) continue;
    if (isExcluded(words, index)) {
      excluded.add(language);
      continue;
    }
    wanted.add(language);
    const between = words.slice(last + 1, index);
    if (index - last <= WORDS_BETWEEN + 1 && between.some((one) => EITHER.test(one))) anyLanguage = true;
    last = index;
  }
  return { languages: [...wanted].slice(0, 5), anyLanguage, excludedLanguages: [...excluded] };
}

function findPlaces(reading: Reading): Pick<BriefRead, "city" | "location"> {
  const words = wordsOf(reading.text);
  const found: Pick<BriefRead, "city" | "location"> = { city: undefined, location: undefined };
  for (const [index, word] of words.entries()) {
    const locality = localityOfWord(word);
    const city = cityOfWord(word);
    const shooting = words
      .slice(Math.max(0, index - 2), index)
      .some((before) => /^(shoot|shooting|shot)$/.test(before));
    if (locality) found.location ??= locality;
    else if (city && isExcluded(words, index))
      reading.ignored.push(`leaving out ${city}: I can ask for a city, not against one`);
    else if (city && shooting) found.location ??= city;
    else if (city) found.city ??= city;
  }
  return found;
}
