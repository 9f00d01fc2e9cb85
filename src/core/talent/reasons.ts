import type { Criteria, Why } from "./criteria.ts";
import { searchTerms } from "./normalise.ts";

/** What is shown of a profile. */
export type Shown = {
  personId: string;
  name: string;
  ageMin: number;
  ageMax: number;
  gender: string;
  city: string | null;
  languages: string[];
  languageLevels: Record<string, string>;
  skills: string[];
  bio: string;
  experienceYears: number | null;
  heightCm: number | null;
  unionName: string | null;
  ratePaisePerDay: number | null;
  portraitUrl: string | null;
  isMinor: boolean;
};

/** A row of the search. */
export type Found = Shown & {
  /** How many pass the filters. */
  total: number;
  /** Somebody among them has no vector yet. */
  unembedded: boolean;
  score: number;
  /** What of the score each leg gave. */
  byWords: number;
  byMeaning: number;
  byName: number;
  byWishes: number;
  byMerit: number;
  searchText: string;
};

/** Words of a brief that match everybody and so tell nothing. */
const DULL = new Set(
  searchTerms("speaking shoot role woman man women men film series looking hindi marathi english mumbai"),
);
const MOST = 5;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Why this talent is on the list: facts of the profile that meet the brief, most telling first. */
export function reasonsFor(row: Shown, criteria: Criteria, terms: string[]): string[] {
  const reasons = languagesMet(row, criteria);
  const telling = tellingOf(terms);
  const skills = row.skills.filter(
    (skill) => criteria.skills.includes(skill) || searchTerms(skill).some((term) => telling.has(term)),
  );
  reasons.push(...skills.slice(0, 2));
  const phrase = bioPhrase(row.bio, telling);
  if (phrase) reasons.push(phrase);
  if (row.experienceYears)
    reasons.push(`${row.experienceYears} ${row.experienceYears === 1 ? "year" : "years"} of work`);
  if (criteria.union && row.unionName) reasons.push(row.unionName);
  if (criteria.dates) reasons.push("free on the dates");
  reasons.push(...wishesMet(row, criteria.preferred));
  return reasons.slice(0, MOST);
}

/** Every filter that this talent meets, in the words of the profile, and what of the profile holds words of the brief. */
export function whyFound(row: Shown, criteria: Criteria, terms: string[]): Pick<Why, "met" | "words"> {
  const { gender, age, city, skills, heightCm, union, rateMaxPaisePerDay: rate, dates, preferred } = criteria;
  const telling = tellingOf(terms);
  const matched = row.skills.filter(
    (skill) => !skills.includes(skill) && searchTerms(skill).some((term) => telling.has(term)),
  );
  const phrase = bioPhrase(row.bio, telling);
  const met = [
    gender && WHO[row.gender],
    age && (row.ageMin === row.ageMax ? `plays ${row.ageMin}` : `plays ${row.ageMin}–${row.ageMax}`),
    ...languagesMet(row, criteria),
    city && row.city && `lives in ${row.city}`,
    ...row.skills.filter((skill) => skills.includes(skill)),
    heightCm && row.heightCm && `${row.heightCm} cm tall`,
    union && row.unionName,
    rate && row.ratePaisePerDay !== null && "within the rate",
    dates && "free on the dates",
    ...wishesMet(row, preferred),
  ];
  return { met: met.filter((one) => typeof one === "string"), words: [...matched, ...(phrase ? [phrase] : [])] };
}

const WHO: Record<string, string> = { female: "woman", male: "man", nonbinary: "non-binary" };

const tellingOf = (terms: string[]) => new Set(terms.filter((term) => !DULL.has(term)));

const languagesMet = ({ languages: spoken, languageLevels }: Shown, { languages }: Criteria) =>
  languages.filter((one) => spoken.includes(one)).map((one) => `${languageLevels[one] ?? "speaks"} ${capital(one)}`);

/** What was only preferred and is so. */
function wishesMet(row: Shown, preferred: Criteria["preferred"]): string[] {
  if (!preferred) return [];
  const { gender, age, city, languages = [], skills = [], heightCm, union, rateMaxPaisePerDay: rate } = preferred;
  return [
    gender && row.gender === gender && WHO[gender],
    age && row.ageMin <= age.max && row.ageMax >= age.min && `plays ${row.ageMin}–${row.ageMax}`,
    city && row.city?.toLowerCase() === city.toLowerCase() && `lives in ${row.city}`,
    ...languages.filter((one) => row.languages.includes(one)).map((one) => `speaks ${capital(one)}`),
    ...skills.filter((one) => row.skills.includes(one)),
    row.heightCm !== null && within(row.heightCm, heightCm) && `${row.heightCm} cm tall`,
    union && row.unionName?.toLowerCase() === union.toLowerCase() && row.unionName,
    rate && row.ratePaisePerDay !== null && row.ratePaisePerDay <= rate && "within the rate",
  ].flatMap((one) => (one ? [`${one}, as preferred`] : []));
}

const within = (height: number, asked: Criteria["heightCm"]) =>
  asked !== undefined && height >= (asked.min ?? 0) && height <= (asked.max ?? height);

/** The first short stretch of the bio that holds a word of the brief. */
function bioPhrase(bio: string, telling: Set<string>): string | undefined {
  const stretch = bio
    .split(/[.,;।\n]/)
    .map((part) => part.trim())
    .find((part) => part.length > 3 && searchTerms(part).some((term) => telling.has(term)));
  if (!stretch) return undefined;
  return stretch.length <= 70 ? `“${stretch}”` : `“${stretch.slice(0, 69).toWellFormed().trimEnd()}…”`;
}
