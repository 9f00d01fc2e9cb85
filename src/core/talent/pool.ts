/**
 * Among few people every one is looked at: the index of nearest neighbours would lose some of the few who pass a filter
 * (measured: 2 ms and all of them, against 35 ms and 95 %). Among more, each leg brings its best, and the ranking looks at
 * those only. Legs read through talent_here: behind row-level security alone no index of words or skills can be used.
 */
import pgvector from "pgvector";
import type { Ctx } from "../ctx.ts";
import { type Db, type Tx, VARYING } from "../ports.ts";
import type { Found } from "./criteria-sql.ts";
import type { Named } from "./named-like.ts";
import { type Slot, tsqueryOf } from "./normalise.ts";
import { vectorType } from "./vector-type.ts";

/** Up to so many everybody is looked at; in PGlite that is 85 ms, and its legs would take 100. */
const EXACT = 12_000;
/** Below it the index of pgvector finds less than 0.93 of the nearest (measured at 100,000). */
const EF_SEARCH = 200;
const NEAREST = 200;
/** Who has all that was asked for, all but one thing of it, any of it. */
const [ALL, BUT_ONE, ANY] = [500, 300, 600];
const ANYBODY = 300;
/** Things asked for of which all but one are tried. */
const TRIED = 6;

export type Asked = {
  filters: Found;
  slots: Slot[];
  vector: number[] | undefined;
  model: string;
  name: string | undefined;
};
export type Pool = {
  ids: string[];
  /** How many pass, and how many of them have each thing that was asked for: as the planner of the database estimates it. */
  total: number;
  having: number[];
};

/** Who is worth ranking; undefined when everybody who passes is. */
export async function poolOf(ctx: Pick<Ctx, "db">, asked: Asked, named: Named[]): Promise<Pool | undefined> {
  const { profile } = ctx.db;
  const [total = 0] = await passing(ctx.db, asked.filters, [""]);
  if (total <= EXACT) return undefined;
  return ctx.db.transaction(async (tx) => {
    const ids = new Set(named.map((one) => one.personId));
    for (const id of await bestOfEach(tx, asked, profile)) ids.add(id);
    const having = await passing(tx, asked.filters, asked.slots.map(tsqueryOf));
    return { ids: [...ids], total, having };
  });
}

/** About how many pass who match each query; all of them with an empty one. */
async function passing(db: Pick<Db, "query">, { estimate, params }: Found, queries: string[]): Promise<number[]> {
  const counts: number[] = [];
  for (const query of queries) {
    const { rows } = await db.query<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
      `${VARYING} explain (format json) select from talent_here t where ${estimate}
         ${query && `and t.search_vector @@ $${params.length + 1}::tsquery`}`,
      query ? [...params, query] : params,
    );
    counts.push(Math.round(rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0));
  }
  return counts;
}

async function bestOfEach(tx: Tx, asked: Asked, profile: Db["profile"]): Promise<Set<string>> {
  await tx.query(`set local hnsw.ef_search = ${EF_SEARCH}`);
  await tx.query(`set local hnsw.iterative_scan = relaxed_order`);
  const ids = new Set<string>();
  for (const { sql, params } of legsOf(asked, profile)) {
    const { rows } = await tx.query<{ person_id: string }>(`${VARYING} ${sql}`, params);
    for (const row of rows) ids.add(row.person_id);
  }
  return ids;
}

function legsOf(
  { filters, slots, vector, model }: Asked,
  profile: Db["profile"],
): { sql: string; params: unknown[] }[] {
  const from = (where: string, extra: unknown[], limit: number) => ({
    sql: `select t.person_id from talent_here t where ${filters.sql} and ${where} limit ${limit}`,
    params: [...filters.params, ...extra],
  });
  const next = `$${filters.params.length + 1}`;
  const words = wordLegs(slots).map(({ query, limit }) => from(`t.search_vector @@ ${next}::tsquery`, [query], limit));
  const type = vector && `${vectorType({ profile })}(${vector.length})`;
  const near = vector && {
    sql: `select t.person_id from vectors_here v join talent_here t using (person_id)
           where ${filters.sql} and v.model = ${next} and v.dimension = ${vector.length}
           order by v.embedding::${type} <=> $${filters.params.length + 2}::${type} limit ${NEAREST}`,
    params: [...filters.params, model, pgvector.toSql(vector)],
  };
  return [...words, ...(near ? [near] : []), from("true", [], ANYBODY)];
}

/** Capped, since to rank all who have any word of a brief costs more than all the rest. */
function wordLegs(slots: Slot[]): { query: string; limit: number }[] {
  const each = slots.map((slot) => `(${tsqueryOf(slot)})`);
  if (each.length === 0) return [];
  const tried = each.length > 1 && each.length <= TRIED ? each : [];
  return [
    { query: each.join(" & "), limit: ALL },
    ...tried.map((_, left) => ({ query: each.filter((__, index) => index !== left).join(" & "), limit: BUT_ONE })),
    { query: each.join(" | "), limit: ANY },
  ];
}
