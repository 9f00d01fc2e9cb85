/** Each search beside a plain query of pgvector for the same vector and the same filters, in turn. */
import pgvector from "pgvector";
import type { Db, Embed } from "../src/core/ports.ts";
import { Criteria } from "../src/core/talent/criteria.ts";
import { whereFilters } from "../src/core/talent/criteria-sql.ts";
import { type Search, searchTalent } from "../src/core/talent/search-talent.ts";
import { vectorType } from "../src/core/talent/vector-type.ts";
import { percentiles, type Row, rounded } from "./figures.ts";
import { ASKED, criteriaOf, type Kept, nameOf } from "./search-asked.ts";
import { askedVector, DIMENSION, MODEL } from "./search-people.ts";

const TOP = 10;
const WARM = 4;
/** Also when each of them takes long. */
const LEAST = 5;

export type Place = { db: Db; workspaceId: string; count: number };
/** Searches of each kind, for so long at most; how many of them are held against everybody looked at, which takes long. */
export type Amount = { searches: number; seconds: number; exact: (kept: Kept) => number };

/** The vector of a search is there at once. */
const given = (nth: number): Embed => ({
  model: MODEL,
  dimension: DIMENSION,
  embed: async (texts) => texts.map(() => askedVector(nth)),
});

const timed = async <T>(run: () => Promise<T>): Promise<{ ms: number; found: T }> => {
  const began = performance.now();
  const found = await run();
  return { ms: performance.now() - began, found };
};

function ours({ db, workspaceId }: Place, kept: Kept, nth: number, look?: Search["look"]) {
  const ctx = { db: db.as(workspaceId), embed: given(nth) };
  return searchTalent(ctx, { criteria: criteriaOf(kept, nth), limit: TOP, ...(look && { look }) });
}

/** What one writes first: the filters, and the order by distance. Across the walls, so that every index may be used. */
async function plain({ db, workspaceId }: Place, kept: Kept, nth: number, exact = false): Promise<string[]> {
  const { sql, params } = whereFilters(criteriaOf(kept, nth));
  const at = params.length;
  const type = `${vectorType(db)}(${DIMENSION})`;
  const { rows } = await db.query<{ id: string }>(
    `/* varying */ select t.person_id as id from talent_profiles t join profile_vectors v using (person_id)
      where ${sql} and t.workspace_id = $${at + 1} and v.model = $${at + 2} and v.dimension = ${DIMENSION}
      order by (v.embedding::${type} <=> $${at + 3}::${type}) ${exact ? "+ 0" : ""} limit ${TOP}`,
    [...params, workspaceId, MODEL, pgvector.toSql(askedVector(nth))],
  );
  return rows.map((row) => row.id);
}

const share = (found: string[], exact: string[]) =>
  exact.length === 0 ? 1 : exact.filter((id) => found.includes(id)).length / exact.length;
const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);

/** A row for each filter, and one for a name without any. */
export async function measure(place: Place, amount: Amount): Promise<Row[]> {
  const rows: Row[] = [];
  for (const kept of Object.keys(ASKED) as Kept[]) {
    const row = await inTurn(place, kept, amount);
    rows.push({ filter: kept, ...row, ...(await recalls(place, kept, amount.exact(kept))) });
  }
  const named = await repeated(amount, (nth) => byName(place, nth));
  rows.push({ filter: "none, by name", searches: named.length, ...figures("", named) });
  return rows;
}

/** The first few warm connections and caches up. */
async function repeated<T>({ searches, seconds }: Amount, run: (nth: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  const until = performance.now() + seconds * 1_000;
  for (let nth = 0; nth < WARM + searches && (nth < WARM + LEAST || performance.now() < until); nth += 1)
    all.push(await run(nth));
  return all.slice(WARM);
}

async function inTurn(place: Place, kept: Kept, amount: Amount): Promise<Row> {
  const both = await repeated(amount, async (nth) => ({
    own: await timed(() => ours(place, kept, nth)),
    reference: await timed(() => plain(place, kept, nth)),
  }));
  const passing = mean(both.map(({ own }) => own.found.total));
  const short = (found: number[]) => found.filter((count, at) => count < Math.min(TOP, both[at]?.own.found.total ?? 0));
  return {
    searches: both.length,
    "people who pass": Math.round(passing),
    ...figures(
      "",
      both.map(({ own }) => own.ms),
    ),
    "with fewer than there are": short(both.map(({ own }) => own.found.hits.length)).length,
    ...figures(
      "plain ",
      both.map(({ reference }) => reference.ms),
    ),
    "plain with fewer": short(both.map(({ reference }) => reference.found.length)).length,
  };
}

const figures = (whose: string, samples: number[]) => {
  const { p50, p95 } = percentiles(samples);
  return { [`${whose}p50`]: p50, [`${whose}p95`]: p95 };
};

/** Of the ten that would be found were everybody looked at: how many are found. */
async function recalls(place: Place, kept: Kept, exact: number): Promise<Row> {
  if (exact === 0) return {};
  const [own, reference] = [[] as number[], [] as number[]];
  for (let nth = 0; nth < exact; nth += 1) {
    const ids = async (look?: Search["look"]) => (await ours(place, kept, nth, look)).hits.map((hit) => hit.personId);
    own.push(share(await ids(), await ids("everybody")));
    reference.push(share(await plain(place, kept, nth), await plain(place, kept, nth, true)));
  }
  return { "recall@10": rounded(mean(own), 3), "plain recall@10": rounded(mean(reference), 3) };
}

async function byName({ db, workspaceId }: Place, nth: number): Promise<number> {
  const search = { criteria: Criteria.parse({}), name: nameOf(nth), limit: TOP };
  return (await timed(() => searchTalent({ db: db.as(workspaceId), embed: given(nth) }, search))).ms;
}
