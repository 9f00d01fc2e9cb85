import { Criteria } from "./criteria.ts";
import { cityName } from "./places.ts";

type Filter = { name: string; key: keyof Criteria; sql: (at: (value: unknown) => string) => string };

/** Each filter that a set of criteria asks for. */
function filtersOf(criteria: Criteria): Filter[] {
  const { gender, age, languages, city, skills, heightCm, union, rateMaxPaisePerDay, dates } = criteria;
  const filters: (Filter | false | "" | 0 | undefined)[] = [
    gender && { name: "the gender", key: "gender", sql: (at) => `t.gender = ${at(gender)}` },
    age && { name: "the age", key: "age", sql: (at) => `t.age_min <= ${at(age.max)} and t.age_max >= ${at(age.min)}` },
    languages.length > 0 && {
      name: "the language",
      key: "languages",
      sql: (at) => `t.languages @> ${at(languages)}::text[]`,
    },
    city && { name: "the city", key: "city", sql: (at) => `lower(t.city) = lower(${at(cityName(city))})` },
    skills.length > 0 && { name: "the skill", key: "skills", sql: (at) => `t.skills @> ${at(skills)}::text[]` },
    heightCm && {
      name: "the height",
      key: "heightCm",
      sql: (at) => `t.height_cm between ${at(heightCm.min ?? 0)} and ${at(heightCm.max ?? 300)}`,
    },
    union && { name: "the union", key: "union", sql: (at) => `lower(t.union_name) = lower(${at(union)})` },
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

/** The criteria as a condition on `talent_profiles t`. Minors are left out unless asked for. */
export function whereFilters(criteria: Criteria, excludeIds: string[]): { sql: string; params: unknown[] } {
  const params: unknown[] = [];
  const at = (value: unknown) => `$${params.push(value)}`;
  const conditions = filtersOf(criteria).map((filter) => filter.sql(at));
  if (!criteria.minors) conditions.push("not t.is_minor");
  if (excludeIds.length > 0) conditions.push(`t.person_id <> all(${at(excludeIds)}::uuid[])`);
  return { sql: conditions.join(" and ") || "true", params };
}

/** What is only preferred, each wish as a condition on `talent_profiles t`. */
export function wishConditions({ preferred }: Criteria, at: (value: unknown) => string): string[] {
  return preferred ? filtersOf(Criteria.parse(preferred)).map((filter) => filter.sql(at)) : [];
}

/** The criteria without each of their filters in turn. */
export function eachWithout(criteria: Criteria): { name: string; without: Criteria }[] {
  return filtersOf(criteria).map(({ name, key }) => {
    const empty = key === "languages" || key === "skills" ? [] : undefined;
    const { [key]: _, ...rest } = criteria;
    return { name, without: (empty ? { ...rest, [key]: empty } : rest) as Criteria };
  });
}
