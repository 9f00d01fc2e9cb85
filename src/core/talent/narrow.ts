/** Facets by which a search is narrowed: a facet of which the criteria ask for something takes that over. */
import type { Criteria } from "./criteria.ts";
import type { Chosen, Facet } from "./criteria-sql.ts";

const CRITERION = {
  gender: "gender",
  age: "age",
  city: "city",
  language: "languages",
  skill: "skills",
  union: "union",
  rate: "rateMaxPaisePerDay",
} as const satisfies Record<Facet, keyof Criteria>;

/** The criteria without what the facets decide; a facet with no value at all stands for "any". */
export function narrowedBy(criteria: Criteria, chosen: Chosen): Criteria {
  const rest: Record<string, unknown> = { ...criteria };
  for (const facet of Object.keys(chosen) as Facet[]) {
    if (Array.isArray(rest[CRITERION[facet]])) rest[CRITERION[facet]] = [];
    else delete rest[CRITERION[facet]];
  }
  return rest as Criteria;
}

/** Values that count for a facet now; of ages and rates the criteria ask for spans of their own, which are none of them. */
export function valuesOf(facet: Facet, { criteria, chosen }: { criteria: Criteria; chosen: Chosen }): string[] {
  if (chosen[facet]) return chosen[facet];
  return facet === "age" || facet === "rate" ? [] : [criteria[CRITERION[facet]] ?? []].flat().map(String);
}

/** What is chosen once this value is, or is no longer. */
export function toggled(
  now: { criteria: Criteria; chosen: Chosen },
  { facet, value }: { facet: Facet; value: string },
): Chosen {
  const before = valuesOf(facet, now);
  const values = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  return { ...now.chosen, [facet]: values };
}
