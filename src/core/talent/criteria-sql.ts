import { AGE_BANDS, IN_AGE_BAND, RATE_BAND } from "./bands.ts";
import { Criteria } from "./criteria.ts";
import { cityName } from "./places.ts";

type Filter = { name: string; key: keyof Criteria; sql: (at: (value: unknown) => string) => string };

/** As the index has it: gender, city or union as one of the facts of a profile, which talent_facts makes. */
const factual = (of: "g" | "c" | "u", value: string) => (at: (value: unknown) => string) =>
  `talent_facts(t.gender, t.city, t.union_name) @> array['${of}:' || lower(${at(value)})]`;

/** Each filter that a set of criteria asks for. */
function filtersOf(criteria: Criteria): Filter[] {
  const { gender, age, languages, city, skills, heightCm, union, rateMaxPaisePerDay, dates } = criteria;
  const filters: (Filter | false | "" | 0 | undefined)[] = [
    gender && { name: "the gender", key: "gender", sql: factual("g", gender) },
    age && { name: "the age", key: "age", sql: (at) => `t.age_min <= ${at(age.max)} and t.age_max >= ${at(age.min)}` },
    languages.length > 0 && {
      name: "the language",
      key: "languages",
      sql: (at) => `t.languages @> ${at(languages)}::text[]`,
    },
    city && { name: "the city", key: "city", sql: factual("c", cityName(city ?? "")) },
    skills.length > 0 && { name: "the skill", key: "skills", sql: (at) => `t.skills @> ${at(skills)}::text[]` },
    heightCm && {
      name: "the height",
      key: "heightCm",
      sql: (at) => `t.height_cm between ${at(heightCm.min ?? 0)} and ${at(heightCm.max ?? 300)}`,
    },
    union && { name: "the union", key: "union", sql: factual("u", union ?? "") },
    rateMaxPaisePerDay && {
      name: "the rate",
      key: "rateMaxPaisePerDay",
      sql: (at) => `(t.rate_paise_per_day is null or t.rate_paise_per_day <= ${at(rateMaxPaisePerDay)})`,
    },
    dates && {
      name: "the dates",
      key: "dates",
      sql: (at) =>
        `not exists (select from book_outs b where b.person_id = t.person_id and b.during && daterange(${at(dates.from)}::date, ${at(dates.to)}::date, '[]'))
          and not exists (select from holds h where h.talent_id = t.person_id and h.state = 'booked' and h.during && daterange(${at(dates.from)}::date, ${at(dates.to)}::date, '[]'))`,
    },
  ];
  return filters.filter((filter) => typeof filter === "object");
}

/** Values of facets that were chosen: any of one facet will do. */
export type Chosen = Partial<Record<Facet, string[]>>;

export const FACETS = ["gender", "age", "city", "language", "skill", "union", "rate"] as const;
export type Facet = (typeof FACETS)[number];

const CHOSEN: Record<Facet, (values: string) => string> = {
  age: (values) => `exists (select from ${AGE_BANDS} where band.name = any(${values}::text[]) and ${IN_AGE_BAND})`,
  rate: (values) => `${RATE_BAND} = any(${values}::text[])`,
  gender: (values) => `t.gender = any(${values}::text[])`,
  city: (values) => `t.city = any(${values}::text[])`,
  language: (values) => `t.languages && ${values}::text[]`,
  skill: (values) => `t.skills && ${values}::text[]`,
  union: (values) => `t.union_name = any(${values}::text[])`,
};

export type Limits = { excludeIds?: string[] | undefined; onlyIds?: string[] | undefined; chosen?: Chosen | undefined };

/** The criteria as a condition on `talent_profiles t`. Minors are left out unless asked for. */
export function whereFilters(
  criteria: Criteria,
  { excludeIds = [], onlyIds, chosen = {} }: Limits = {},
): { sql: string; params: unknown[] } {
  const params: unknown[] = [];
  const at = (value: unknown) => `$${params.push(value)}`;
  const conditions = filtersOf(criteria).map((filter) => filter.sql(at));
  if (!criteria.minors) conditions.push("not t.is_minor");
  if (excludeIds.length > 0) conditions.push(`t.person_id <> all(${at(excludeIds)}::uuid[])`);
  if (onlyIds) conditions.push(`t.person_id = any(${at(onlyIds)}::uuid[])`);
  for (const [facet, values] of Object.entries(chosen))
    if (values.length > 0) conditions.push(CHOSEN[facet as keyof Chosen](at(values)));
  return { sql: conditions.join(" and ") || "true", params };
}

/** What is only preferred, each wish as a condition on `talent_profiles t`. */
export function wishConditions({ preferred }: Criteria, at: (value: unknown) => string): string[] {
  return preferred ? filtersOf(Criteria.parse(preferred)).map((filter) => filter.sql(at)) : [];
}

/** Each filter by its name, as a condition on `talent_profiles t`, and whether it is only preferred. */
export const namedConditions = (criteria: Criteria, at: (value: unknown) => string) =>
  [
    { of: criteria, wish: false },
    { of: Criteria.parse(criteria.preferred ?? {}), wish: true },
  ].flatMap(({ of, wish }) => filtersOf(of).map(({ name, sql }) => ({ filter: name, wish, sql: sql(at) })));

/** The criteria without the filters that a relaxation names ("the city and the age"); undefined for none of theirs. */
export const relaxedBy = (criteria: Criteria, filter: string): Criteria | undefined =>
  [...eachWithout(criteria), ...pairsWithout(criteria)].find(({ names }) => names.join(" and ") === filter)?.without;

export type Relaxed = { names: string[]; without: Criteria };

/** Never given up for more results: the part's gender, and what keeps children out. */
const KEPT: (keyof Criteria)[] = ["gender"];

/** The criteria without each of their filters in turn. */
export const eachWithout = (criteria: Criteria): Relaxed[] =>
  filtersOf(criteria)
    .filter(({ key }) => !KEPT.includes(key))
    .map(({ name, key }) => ({ names: [name], without: leftOut(criteria, key) }));

/** The criteria without each two of their filters. */
export const pairsWithout = (criteria: Criteria): Relaxed[] =>
  eachWithout(criteria).flatMap(({ names, without }) =>
    eachWithout(without)
      .filter((other) => (names[0] ?? "") < (other.names[0] ?? ""))
      .map((other) => ({ names: [...names, ...other.names], without: other.without })),
  );

function leftOut(criteria: Criteria, key: keyof Criteria): Criteria {
  const { [key]: _, ...rest } = criteria;
  return Criteria.parse(rest);
}
