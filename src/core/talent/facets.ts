import type { Ctx } from "../ctx.ts";
import { VARYING } from "../ports.ts";
import { AGE_BANDS, IN_AGE_BAND, RATE_BAND } from "./bands.ts";
import type { Criteria } from "./criteria.ts";
import { type Chosen, type Facet, whereFound } from "./criteria-sql.ts";

type FacetCount = { value: string; total: number };
export type Facets = Record<Facet, FacetCount[]>;

/** People that are counted at most: more of them change no choice. */
const COUNTED = 50_000;
const SHOWN = 20;

/** What each facet counts by, and the criterion that is left out while it is counted. */
const COUNTS: Record<Facet, { by: string; key: keyof Criteria; empty?: []; also?: string }> = {
  gender: { by: "t.gender", key: "gender" },
  age: {
    by: "band.name",
    key: "age",
    also: `join ${AGE_BANDS} on ${IN_AGE_BAND}`,
  },
  city: { by: "t.city", key: "city" },
  language: { by: "each", key: "languages", empty: [], also: "cross join unnest(t.languages) as each" },
  skill: { by: "each", key: "skills", empty: [], also: "cross join unnest(t.skills) as each" },
  union: { by: "t.union_name", key: "union" },
  rate: { by: RATE_BAND, key: "rateMaxPaisePerDay" },
};

/**
 * How many would pass with each value of each facet, the others staying as they are: within a facet one value does not shut
 * out another. The most frequent first.
 */
export async function countFacets(
  ctx: Pick<Ctx, "db">,
  { criteria, chosen = {}, excludeIds = [] }: { criteria: Criteria; chosen?: Chosen; excludeIds?: string[] },
): Promise<Facets> {
  const count = async ([facet, { by, key, empty, also = "" }]: [string, (typeof COUNTS)[Facet]]) => {
    const { [key]: _, ...rest } = criteria;
    const { [facet as keyof Chosen]: __, ...others } = chosen;
    const open = { ...rest, ...(empty && { [key]: empty }) } as Criteria;
    const { sql, params } = whereFound(open, { excludeIds, chosen: others });
    const { rows } = await ctx.db.query<FacetCount>(
      `${VARYING} select ${by} as value, count(*)::int as total
         from (select * from talent_here t where ${sql} limit ${COUNTED}) t ${also}
        where ${by} is not null group by 1 order by 2 desc, 1 limit ${SHOWN}`,
      params,
    );
    return [facet, rows] as const;
  };
  return Object.fromEntries(await Promise.all(Object.entries(COUNTS).map(count))) as Facets;
}
