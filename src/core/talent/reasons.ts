import type { Criteria } from "./criteria.ts";
import { searchTerms } from "./normalise.ts";

/** A row of the search. */
export type Found = {
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
  unionName: string | null;
  ratePaisePerDay: number | null;
  portraitUrl: string | null;
  isMinor: boolean;
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
export function reasonsFor(row: Found, criteria: Criteria, terms: string[]): string[] {
  const reasons: string[] = [];
  for (const language of criteria.languages) {
    const level = row.languageLevels[language];
    reasons.push(level ? `${level} ${capital(language)}` : `speaks ${capital(language)}`);
  }
  const telling = new Set(terms.filter((term) => !DULL.has(term)));
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

/** What was only preferred and is so. */
function wishesMet(row: Found, preferred: Criteria["preferred"]): string[] {
  if (!preferred) return [];
  const { city, languages = [], skills = [], union } = preferred;
  return [
    city && row.city?.toLowerCase() === city.toLowerCase() && `lives in ${row.city}`,
    ...languages.filter((one) => row.languages.includes(one)).map((one) => `speaks ${capital(one)}`),
    ...skills.filter((one) => row.skills.includes(one)),
    union && row.unionName?.toLowerCase() === union.toLowerCase() && row.unionName,
  ].flatMap((one) => (one ? [`${one}, as preferred`] : []));
}

/** The first short stretch of the bio that holds a word of the brief. */
function bioPhrase(bio: string, telling: Set<string>): string | undefined {
  const stretch = bio
    .split(/[.,;।\n]/)
    .map((part) => part.trim())
    .find((part) => part.length > 3 && searchTerms(part).some((term) => telling.has(term)));
  if (!stretch) return undefined;
  return stretch.length <= 70 ? `“${stretch}”` : `“${stretch.slice(0, 69).toWellFormed().trimEnd()}…”`;
}
