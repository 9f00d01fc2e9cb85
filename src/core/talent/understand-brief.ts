import { FROM_THE_PART } from "./brief-people.ts";
import { Breakdown, Criteria } from "./criteria.ts";
import { type LetGo, readLetGo } from "./let-go.ts";
import { type At, type BriefRead, readBrief } from "./read-brief.ts";
import { sayBreakdown } from "./say-breakdown.ts";
import { toLatin } from "./to-latin.ts";

/** A brief in English, Hinglish, Hindi or Marathi, understood; never throws. What is not said is not invented: it is assumed, and says so. */
export function understandBrief(text: string, at: At): Breakdown {
  const read = readBrief(text, at);
  const { gender, age, city, heightCm, union, ratePaisePerDay, shootDates, location } = read;
  const criteria = Criteria.parse({
    ...(gender && { gender }),
    ...(age && { age }),
    languages: read.languages,
    ...(read.anyLanguage && { anyLanguage: true }),
    ...(city && { city }),
    skills: read.skills,
    ...(heightCm && { heightCm }),
    ...(union && { union }),
    ...(ratePaisePerDay && { rateMaxPaisePerDay: ratePaisePerDay }),
    ...(shootDates && { dates: shootDates }),
    minors: read.minors,
    about: read.role.about.slice(0, 1_000).toWellFormed(),
    ...preferredOf(read),
  });
  const breakdown = {
    title: titleOf(read) ?? titleFrom(criteria),
    headcount: read.headcount ?? 1,
    criteria,
    ...(location && { location }),
    ...(shootDates && { shootDates }),
    ...(ratePaisePerDay && { ratePaisePerDay }),
    ...read.deal,
    assumed: [...read.assumed, ...assumptions(read)],
    ignored: [...read.ignored, ...read.excludedLanguages.map((one) => `leaving out ${one} speakers`)],
  };
  return Breakdown.parse({ ...breakdown, understood: sayBreakdown(Breakdown.parse(breakdown)) });
}

/** Only what was wished for. */
function preferredOf({ wished }: Pick<BriefRead, "wished">): Pick<Criteria, "preferred"> {
  const said = Object.entries(wished).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value));
  return said.length === 0 ? {} : { preferred: Object.fromEntries(said) };
}

/** Stands in `assumed` while nobody has named the role. */
export const WORKING_TITLE = "a working title for the role";
const ANY_CITY = "talent may live in any city";
const ONE_PERSON = "one person is needed";

/** What is assumed of the role alone and changes no search. */
export const isOfTheRole = (assumption: string) => [WORKING_TITLE, ANY_CITY, ONE_PERSON].includes(assumption);

function assumptions({ headcount, city, location, role }: BriefRead): string[] {
  return [
    ...(headcount === undefined ? [ONE_PERSON] : []),
    ...(location && !city ? [ANY_CITY] : []),
    ...(role.name ? [] : [WORKING_TITLE]),
  ];
}

/** True when a text names enough of a role to search by: two facts, or one and a word of casting. */
export function isBrief(text: string, at: At): boolean {
  const { criteria, shootDates, assumed } = understandBrief(text, at);
  const gender = criteria.gender && !assumed.some((one) => one.endsWith(FROM_THE_PART));
  const facts = [gender, criteria.age, criteria.languages[0], criteria.city, criteria.skills[0], shootDates];
  const said = facts.filter(Boolean).length;
  return said >= 2 || (said === 1 && ASKS.test(toLatin(text.slice(0, 6_000)).toLowerCase()));
}

const ASKS = /\b(need|looking|want|find|cast|role|chahiye|chahie|pahije|talash|search|required|hiring)/;

const COUNT =
  /\b(?:make (?:it|that|them)|places:?|headcount(?: is)?)\s{1,3}(\d{1,3})\b(?!\s{0,2}(?:-|–|to\b|se\b|k\b|lakh|years|cm|%))/;
const ADDS = /\b(also|too|bhi|plus|as well|aur)\b/;
/** What is added is enough by itself. */
const EITHER = /\b(?:fine|ok(?:ay)?|works|accepted|acceptable|chal(?:ega|egi|enge|el|tay|te))\b/;

/** A breakdown with a correction in words: what the correction names replaces what was there, the rest stays. */
export function applyCorrection(before: Breakdown, text: string, at: At): Breakdown {
  const said = text.replace(/^\W{0,5}(?:no|nope|nahi|nahin|sorry|actually|नहीं|नाही)\s{0,3}[,.:;!–—-]/iu, " ");
  const latin = toLatin(said.slice(0, 6_000)).toLowerCase();
  const { fields: dropped } = readLetGo(latin);
  const read = readBrief(readLetGo(said).rest, at);
  if (read.deal.union === "none") dropped.add("union");
  const headcount = read.headcount ?? (Number(COUNT.exec(latin)?.[1]) || undefined);
  const kept = without(before, dropped);
  const merged = (now: string[], then: string[]) =>
    now.length === 0 ? then : ADDS.test(latin) ? [...new Set([...then, ...now])] : now;
  const { gender, age, city, heightCm, union, ratePaisePerDay, shootDates, location } = read;
  const { anyLanguage: _, ...spoken } = kept.criteria;
  const about = read.role.name ? read.role.about : `${kept.criteria.about} ${read.role.about}`;
  const after = Breakdown.parse({
    ...kept,
    ...(read.role.name && { title: titleOf(read, before.title) }),
    ...(headcount && headcount <= 500 && { headcount }),
    ...(location && { location }),
    ...(shootDates && { shootDates }),
    ...(ratePaisePerDay && { ratePaisePerDay }),
    ...read.deal,
    criteria: {
      ...spoken,
      ...(gender && { gender }),
      ...(age && { age }),
      minors: age ? read.minors : kept.criteria.minors,
      ...languagesAfter(kept.criteria, { ...read, adds: ADDS.test(latin), either: EITHER.test(latin) }),
      ...(city && { city }),
      skills: merged(read.skills, kept.criteria.skills),
      ...(heightCm && { heightCm }),
      ...(union && { union }),
      ...(ratePaisePerDay && { rateMaxPaisePerDay: ratePaisePerDay }),
      ...(shootDates && { dates: shootDates }),
      about: about.trim().slice(0, 1_000).toWellFormed(),
      ...preferredOf(read),
    },
    assumed: [...kept.assumed.filter((one) => !settled(one, { ...read, headcount })), ...read.assumed],
    ignored: read.ignored,
  });
  return { ...after, understood: sayBreakdown(after) };
}

type Naming = Pick<BriefRead, "languages" | "anyLanguage" | "excludedLanguages"> & { adds: boolean; either: boolean };

/** "Hindi is fine too" makes one of them enough; "she should also speak Hindi" needs both. */
function languagesAfter(
  before: Pick<Criteria, "languages" | "anyLanguage">,
  { languages: named, anyLanguage, excludedLanguages, adds, either }: Naming,
): Pick<Criteria, "languages" | "anyLanguage"> {
  const all = named.length === 0 ? before.languages : adds ? [...new Set([...before.languages, ...named])] : named;
  const languages = all.filter((one) => !excludedLanguages.includes(one));
  const any = named.length === 0 || (adds && !either) ? before.anyLanguage : anyLanguage || (adds && either);
  return { languages, ...(any && languages.length > 1 && { anyLanguage: true }) };
}

/** An assumption that the correction has spoken about. */
function settled(
  assumption: string,
  { headcount, city, role, shootDates, gender, age, ratePaisePerDay }: BriefRead,
): boolean {
  return Boolean(
    (headcount && assumption === ONE_PERSON) ||
      (city && assumption === ANY_CITY) ||
      (role.name && assumption === WORKING_TITLE) ||
      (shootDates && assumption.startsWith("the year ")) ||
      (ratePaisePerDay && assumption.startsWith("the rate ")) ||
      (gender && /^(?:an? (?:wo)?man|women and men)/.test(assumption)) ||
      (age && /^(?:adults|a child)/.test(assumption)),
  );
}

function without(
  { shootDates, ratePaisePerDay, usage, exclusivity, union: rules, ...before }: Breakdown,
  dropped: Set<LetGo>,
): Breakdown {
  const { age, heightCm, rateMaxPaisePerDay, city, union, dates, gender, ...criteria } = before.criteria;
  const has = (...fields: LetGo[]) => fields.some((field) => dropped.has(field));
  return {
    ...before,
    ...(shootDates && !has("date") && { shootDates }),
    ...(ratePaisePerDay && !has("rate", "budget") && { ratePaisePerDay }),
    ...(usage && !has("usage") && { usage }),
    ...(exclusivity && !has("exclusivity") && { exclusivity }),
    ...(rules && !has("union") && { union: rules }),
    criteria: {
      ...criteria,
      languages: has("language") ? [] : criteria.languages,
      skills: has("skill") ? [] : criteria.skills,
      ...(age && !has("age") && { age }),
      ...(heightCm && !has("height") && { heightCm }),
      ...(rateMaxPaisePerDay && !has("rate", "budget") && { rateMaxPaisePerDay }),
      ...(city && !has("city") && { city }),
      ...(union && !has("union") && { union }),
      ...(dates && !has("date") && { dates }),
      ...(gender && !has("gender") && { gender }),
    },
  };
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** "Cop, thriller"; the kind of production stays from before when only the part is named anew. */
function titleOf({ role: { name, genre } }: BriefRead, before = ""): string | undefined {
  const kind = genre || before.split(", ")[1];
  if (name) return [capital(name), kind].filter(Boolean).join(", ").slice(0, 120);
  return genre ? `Role in ${/^[aeiou]/.test(genre) ? "an" : "a"} ${genre}` : undefined;
}

const GROWN_UP = { female: "Woman", male: "Man", nonbinary: "Non-binary role" };
const YOUNG = { female: "Girl", male: "Boy", nonbinary: "Non-binary child" };

function titleFrom({ gender, age }: Criteria): string {
  const who = gender && (age && age.max < 18 ? YOUNG : GROWN_UP)[gender];
  if (!who) return "Role";
  return age ? `${who}, ${age.min}–${age.max}` : who;
}
