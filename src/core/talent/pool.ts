/**
 * Among few people every one is looked at: the index of nearest neighbours would lose some of the few who pass a filter
 * (measured: 2 ms and all of them, against 35 ms and 95 %). Among more, each leg brings its best, and the ranking looks at
 * those only. Legs read through talent_here: behind row-level security alone no index of words or skills can be used.
 */
import pgvector from "pgvector";
import { type Db, type Tx, VARYING } from "../ports.ts";
import type { Found } from "./criteria-sql.ts";
import { heaviestSets } from "./heaviest-sets.ts";
import type { Named } from "./named-like.ts";
import { type Slot, tsqueryOf } from "./normalise.ts";
import { vectorType } from "./vector-type.ts";

/** Up to so many everybody is looked at; in PGlite its legs would take as long. */
const EXACT = 12_000;
/** Below it the index of pgvector finds less than 0.93 of the nearest (measured at 100,000). */
const EF_SEARCH = 200;
/** Further away nobody is ranked by meaning: the share of the score is a tenth of the first one's and hardly changes. */
export const NEAR = 600;
/** Of a set of words so many are taken; sets are tried until so many people are found, and not more sets than these. */
const [OF_A_SET, ENOUGH, TRIED] = [400, 400, 32];
/** Who has a set is ordered by merit, unless they are more. */
const ORDERED = 8_000;
/** Sets of words are looked for that fewer than this would have if words came by chance: they do not. */
const BY_CHANCE = 1e-4;
/** Who has any of the words, and anybody at all, where the legs find few. */
const [ANY, ANYBODY] = [600, 300];
/** A word that no list knows may be of no weight at all: "warm, Pune-based vibe". */
export const UNKNOWN = 0.5;

/** Whom the ranking looks at: everybody who passes, or the best of each leg. */
export type Look = "everybody" | "best";

export type Asked = Pick<Db, "profile"> & {
  filters: Found;
  slots: Slot[];
  vector: number[] | undefined;
  model: string;
  name: string | undefined;
  /** By default at everybody where they are few. */
  look?: Look | undefined;
};
export type Pool = {
  ids: string[];
  /** Those of them whose profiles mean nearly what was asked for, the nearest first. */
  near: string[];
  /** How many pass, as the planner of the database estimates it. */
  total: number;
  /** What each thing weighs that was asked for: the more the fewer have it, as the planner estimates it. */
  weights: number[];
};

/** Who is worth ranking; undefined when everybody who passes is. */
export async function poolOf(tx: Tx, asked: Asked, named: Named[]): Promise<Pool | undefined> {
  const [total = 0] = await passing(tx, asked.filters, [""]);
  if (total <= EXACT && asked.look !== "best") return undefined;
  const having = await passing(tx, asked.filters, asked.slots.map(tsqueryOf));
  const weights = asked.slots.map(
    ({ known }, index) => (known ? 1 : UNKNOWN) * Math.log(1 + total / (1 + (having[index] ?? 0))),
  );
  const near = await nearest(tx, asked);
  const ids = new Set([...named.map((one) => one.personId), ...near]);
  for (const id of await bestByWords(tx, asked, { weights, total })) ids.add(id);
  return { ids: [...ids], near, total, weights };
}

/** About how many pass who match each query; all of them with an empty one. */
function passing(tx: Tx, { estimate, params }: Found, queries: string[]): Promise<number[]> {
  return Promise.all(
    queries.map(async (query) => {
      const { rows } = await tx.query<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
        `${VARYING} explain (format json) select from talent_here t where ${estimate}
           ${query && `and t.search_vector @@ $${params.length + 1}::tsquery`}`,
        query ? [...params, query] : params,
      );
      return Math.round(rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0);
    }),
  );
}

async function nearest(tx: Tx, { filters, vector, model, profile }: Asked): Promise<string[]> {
  if (!vector) return [];
  await tx.query(`set local hnsw.ef_search = ${EF_SEARCH}`);
  await tx.query(`set local hnsw.iterative_scan = relaxed_order`);
  const type = `${vectorType({ profile })}(${vector.length})`;
  const at = filters.params.length;
  const { rows } = await tx.query<{ person_id: string }>(
    `${VARYING} select person_id from (
       select t.person_id, v.embedding::${type} <=> $${at + 2}::${type} as distance
         from vectors_here v join talent_here t using (person_id)
        where ${filters.sql} and v.model = $${at + 1} and v.dimension = ${vector.length}
        order by 2 limit ${NEAR}) nearly_in_order order by distance, person_id`,
    [...filters.params, model, pgvector.toSql(vector)],
  );
  return rows.map((row) => row.person_id);
}

/**
 * Those who have the most of what was asked for: sets of it are looked for, the heaviest first, each brought together in the
 * index. Ranking all who have any word of a brief would cost more than all the rest.
 */
async function bestByWords(
  tx: Tx,
  { filters, slots }: Asked,
  { weights, total }: Pick<Pool, "weights" | "total">,
): Promise<Set<string>> {
  const each = slots.map((slot) => `(${tsqueryOf(slot)})`);
  const ids = new Set<string>();
  const take = async (where: string, extra: unknown[], limit: number) => {
    const { rows } = await tx.query<{ person_id: string }>(
      `${VARYING} select person_id from (
         select t.person_id, t.experience_years as years from talent_here t where ${filters.sql} and ${where} limit ${ORDERED}) having_it
       order by least(coalesce(years, 0), 20) desc, person_id limit ${limit}`,
      [...filters.params, ...extra],
    );
    for (const row of rows) ids.add(row.person_id);
  };
  const matches = `t.search_vector @@ $${filters.params.length + 1}::tsquery`;
  for (const set of heaviestSets(weights, Math.log(total / BY_CHANCE)).slice(0, TRIED)) {
    await take(matches, [set.map((place) => each[place]).join(" & ")], OF_A_SET);
    if (ids.size >= ENOUGH) return ids;
  }
  if (each.length > 0) await take(matches, [each.join(" | ")], ANY);
  if (ids.size < ANYBODY) await take("true", [], ANYBODY);
  return ids;
}
