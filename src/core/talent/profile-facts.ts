import type { Queryable } from "../ports.ts";

/** What a profile says, as people name it. Null, empty or absent is not known. */
export type Facts = {
  name: string | null;
  /** Playing age, "21–29". */
  age: string | null;
  gender: string | null;
  city: string | null;
  languages: string[];
  heightCm: number | null;
  skills: string[];
  experienceYears: number | null;
  ratePerDayRupees: number | null;
  bio: string | null;
  links: string[];
  union: string | null;
  portrait: string | null;
};
export type Fact = keyof Facts;

/** What we ask for, in this order. */
export const ASKED = [
  "name",
  "age",
  "gender",
  "city",
  "languages",
  "heightCm",
  "skills",
  "experienceYears",
  "ratePerDayRupees",
  "bio",
  "links",
] as const satisfies Fact[];
export type Asked = (typeof ASKED)[number];

const NOBODY: Facts = {
  name: null,
  age: null,
  gender: null,
  city: null,
  languages: [],
  heightCm: null,
  skills: [],
  experienceYears: null,
  ratePerDayRupees: null,
  bio: null,
  links: [],
  union: null,
  portrait: null,
};

/** What is known of a person; nothing of whom there is no profile. A name that only a platform gave is none. */
export async function readFacts(tx: Queryable, personId: string): Promise<Facts> {
  const { rows } = await tx.query<Facts>(
    `select nullif(display_name, 'New contact') as name,
            case when (age_min, age_max) = (18, 99) then null else age_min || '–' || age_max end as age,
            nullif(gender, 'unspecified') as gender, city, languages, height_cm as "heightCm", skills,
            experience_years as "experienceYears", rate_paise_per_day::float8 / 100 as "ratePerDayRupees",
            nullif(bio, '') as bio, links, union_name as "union", portrait_url as portrait
       from talent_profiles where person_id = $1`,
    [personId],
  );
  return rows[0] ?? NOBODY;
}

const isKnown = (value: Facts[Fact]) => value !== null && (!Array.isArray(value) || value.length > 0);

/** What is not known yet of what we ask for, in the order in which we ask. */
export const missingOf = (facts: Facts): Asked[] => ASKED.filter((fact) => !isKnown(facts[fact]));

/** How much of what a casting team looks for is there, in whole percent. */
export const completeness = (facts: Facts): number =>
  Math.round((100 * (ASKED.length - missingOf(facts).length)) / ASKED.length);

export type Change = { field: Fact; from: Facts[Fact]; to: Facts[Fact] };

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

export function changesBetween(before: Facts, after: Facts): Change[] {
  return (Object.keys(NOBODY) as Fact[])
    .filter((field) => !same(before[field], after[field]))
    .map((field) => ({ field, from: before[field], to: after[field] }));
}
