/**
 * Among up to EXACT people every one is looked at: the index of nearest neighbours would lose some of the few who pass a
 * filter (measured: 2 ms and all of them, against 35 ms and 95 %). Among more, each leg brings its best, and the ranking looks
 * at those only.
 */
import pgvector from "pgvector";
import type { Ctx } from "../ctx.ts";
import { type Tx, VARYING } from "../ports.ts";
import type { whereFilters } from "./criteria-sql.ts";
import { soundOfName } from "./name-sounds.ts";
import type { Slot } from "./normalise.ts";

const EXACT = 10_000;
/** Below it the index of pgvector finds less than 0.93 of the nearest (measured at 100,000). */
const EF_SEARCH = 200;
const NEAREST = 200;
/** Who has all that was asked for, all but one thing of it, any of it. */
const [ALL, BUT_ONE, ANY] = [500, 300, 600];
const NAMED = 100;
const ANYBODY = 300;
/** Things asked for of which all but one are tried. */
const TRIED = 6;

export type Asked = {
  filters: ReturnType<typeof whereFilters>;
  slots: Slot[];
  vector: number[] | undefined;
  model: string;
  name: string | undefined;
};
export type Pool = { ids: string[]; total: number };

/** Who is worth ranking, and how many pass as the planner of the database estimates it; undefined when everybody is. */
export async function poolOf(ctx: Pick<Ctx, "db">, asked: Asked): Promise<Pool | undefined> {
  if (ctx.db.profile === "embedded") return undefined;
  const { sql, params } = asked.filters;
  const { rows } = await ctx.db.query<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    `${VARYING} explain (format json) select from talent_profiles t where ${sql}`,
    params,
  );
  const total = Math.round(rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0);
  if (total <= EXACT) return undefined;
  return { ids: await ctx.db.transaction((tx) => bestOfEach(tx, asked)), total };
}

async function bestOfEach(tx: Tx, asked: Asked): Promise<string[]> {
  await tx.query(`set local hnsw.ef_search = ${EF_SEARCH}`);
  await tx.query(`set local hnsw.iterative_scan = relaxed_order`);
  const ids = new Set<string>();
  for (const { sql, params } of legsOf(asked)) {
    const { rows } = await tx.query<{ person_id: string }>(`${VARYING} ${sql}`, params);
    for (const row of rows) ids.add(row.person_id);
  }
  return [...ids];
}

function legsOf({ filters, slots, vector, model, name }: Asked): { sql: string; params: unknown[] }[] {
  const from = (where: string, extra: unknown[], limit: number) => ({
    sql: `select t.person_id from talent_profiles t where ${filters.sql} and ${where} limit ${limit}`,
    params: [...filters.params, ...extra],
  });
  const next = `$${filters.params.length + 1}`;
  const words = wordLegs(slots).map(({ query, limit }) => from(`t.search_vector @@ ${next}::tsquery`, [query], limit));
  const sound = name ? soundOfName(name) : "";
  const named = {
    sql: `select t.person_id from talent_names n join talent_profiles t using (person_id) where ${filters.sql} and ${next} <% n.sounds
           order by word_similarity(${next}, n.sounds) desc limit ${NAMED}`,
    params: [...filters.params, sound],
  };
  const near = vector && {
    sql: `select t.person_id from profile_vectors v join talent_profiles t using (person_id)
           where ${filters.sql} and v.model = ${next} and v.dimension = ${vector.length}
           order by v.embedding::halfvec(${vector.length}) <=> $${filters.params.length + 2}::halfvec(${vector.length}) limit ${NEAREST}`,
    params: [...filters.params, model, pgvector.toSql(vector)],
  };
  return [...words, ...(sound ? [named] : []), ...(near ? [near] : []), from("true", [], ANYBODY)];
}

/** Capped, since to rank all who have any word of a brief costs more than all the rest. */
function wordLegs(slots: Slot[]): { query: string; limit: number }[] {
  const each = slots.map((slot) => `(${slot.terms.map((term) => `'${term}'`).join(" | ")})`);
  if (each.length === 0) return [];
  const tried = each.length > 1 && each.length <= TRIED ? each : [];
  return [
    { query: each.join(" & "), limit: ALL },
    ...tried.map((_, left) => ({ query: each.filter((__, index) => index !== left).join(" & "), limit: BUT_ONE })),
    { query: each.join(" | "), limit: ANY },
  ];
}
