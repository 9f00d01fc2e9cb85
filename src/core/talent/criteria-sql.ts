import { AGE_BANDS, IN_AGE_BAND, RATE_BAND } from "./bands.ts";
import { Criteria } from "./criteria.ts";
import { cityName } from "./places.ts";

type At = (value: unknown) => string;
type Filter = {
  name: string;
  key: keyof Criteria;
  sql: (at: At) => string;
  /** What is asked for as talent_facts names it, each an expression. */
  facts?: (at: At) => string[];
};

/** Each filter that a set of criteria asks for. */
function filtersOf(criteria: Criteria): Filter[] {
  const { gender, age, languages, anyLanguage, city, skills, heightCm, union, rateMaxPaisePerDay, dates } = criteria;
  const filters: (Filter | false | "" | 0 | undefined)[] = [
    gender && {
      name: "the gender",
      key: "gender",
      sql: (at) => `t.gender = ${at(gender)}`,
      facts: () => [`'g:${gender}'`],
    },
    age && { name: "the age", key: "age", sql: (at) => `t.age_min <= ${at(age.max)} and t.age_max >= ${at(age.min)}` },
    languages.length > 0 && {
      name: "the language",
      key: "languages",
      sql: (at) => `t.languages ${anyLanguage ? "&&" : "@>"} ${at(languages)}::text[]`,
      ...(!anyLanguage && { facts: (at) => languages.map((one) => `'l:' || ${at(one)}`) }),
    },
    city && {
      name: "the city",
      key: "city",
      sql: (at) => `lower(t.city) = lower(${at(cityName(city))})`,
      facts: (at) => [`'c:' || lower(${at(cityName(city))})`],
    },
    skills.length > 0 && {
      name: "the skill",
      key: "skills",
      sql: (at) => `t.skills @> ${at(skills)}::text[]`,
      facts: (at) => skills.map((one) => `'s:' || ${at(one)}`),
    },
    heightCm && {
      name: "the height",
      key: "heightCm",
      sql: (at) => `t.height_cm between ${at(heightCm.min ?? 0)} and ${at(heightCm.max ?? 300)}`,
    },
    union && {
      name: "the union",
      key: "union",
      sql: (at) => `lower(t.union_name) = lower(${at(union)})`,
      facts: (at) => [`'u:' || lower(${at(union)})`],
    },
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

export type Condition = { sql: string; params: unknown[] };

/** The criteria as a condition on `talent_profiles t`. Minors are left out unless asked for. */
export function whereFilters(criteria: Criteria, limits: Limits = {}): Condition {
  const params: unknown[] = [];
  const at = (value: unknown) => `$${params.push(value)}`;
  const conditions = filtersOf(criteria).map((filter) => filter.sql(at));
  return { sql: joined([...conditions, ...limitsOf(criteria, limits, at)]), params };
}

const joined = (conditions: string[]) => conditions.join(" and ") || "true";

function limitsOf(criteria: Criteria, { excludeIds = [], onlyIds, chosen = {} }: Limits, at: At): string[] {
  const picked = Object.entries(chosen).filter(([, values]) => values.length > 0) as [Facet, string[]][];
  return [
    ...(criteria.minors ? [] : ["not t.is_minor"]),
    ...(excludeIds.length > 0 ? [`t.person_id <> all(${at(excludeIds)}::uuid[])`] : []),
    ...(onlyIds ? [`t.person_id = any(${at(onlyIds)}::uuid[])`] : []),
    ...picked.map(([facet, values]) => CHOSEN[facet](at(values))),
  ];
}

/** By its index, in `talent_here`. */
const FACTS = "talent_facts(t.gender, t.city, t.union_name, t.languages, t.skills)";

export type Found = Condition & {
  /** The same as the planner can estimate it: it takes each fact for independent of the others. */
  estimate: string;
  /** The same without the index: to look at again, among people who are known, the lists of facts cost more than all the rest. */
  plain: Condition;
};

/** The criteria as a condition on `talent_here t`, served by the index of facts. */
export function whereFound(criteria: Criteria, limits: Limits = {}): Found {
  const params: unknown[] = [];
  const at = (value: unknown) => `$${params.push(value)}`;
  const filters = filtersOf(criteria);
  const single = filters.flatMap(({ facts }) => facts?.(at) ?? []);
  const rest = filters.filter(({ facts }) => !facts).map((filter) => filter.sql(at));
  rest.push(...limitsOf(criteria, limits, at));
  const having = (facts: string[]) => (facts.length > 0 ? [`${FACTS} @> array[${facts.join(", ")}]`] : []);
  return {
    sql: joined([...having(withGender(single, criteria.gender)), ...rest]),
    estimate: joined([...having(single), ...rest]),
    plain: whereFilters(criteria, limits),
    params,
  };
}

/** Each fact with the gender, which then need not be asked for alone. */
function withGender(facts: string[], gender: Criteria["gender"]): string[] {
  const both = (fact: string) => /^'[cls]:'/.test(fact);
  if (!gender || !facts.some(both)) return facts;
  return facts
    .filter((fact) => fact !== `'g:${gender}'`)
    .map((fact) => (both(fact) ? `'${gender} ${fact.slice(1)}` : fact));
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
