/**
 * `npm run eval:search`: how well briefs find people, by language, beside plain full-text search, plain vectors and both
 * fused, in the same run. Ends with 1 when the figure has fallen by 0.01 from the stored one, or when anybody was found who
 * does not pass what was asked. `--store` stores today's figures, `--list` prints the briefs, `--misses` the worst of those
 * that may be looked at: half of the concepts are kept back from whoever improves the search.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createLocalEmbed } from "../../src/clients/embeddings-local.ts";
import { openEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";
import { CONCEPTS } from "./concepts.ts";
import { keptVectors } from "./kept-vectors.ts";
import { meanOf, type Worth, worthOf } from "./measure.ts";
import { openOurs } from "./ours.ts";
import { people } from "./profiles.ts";
import { passes, type Query, queries, SPOKEN } from "./queries.ts";
import { plainText, plainVectors, unweighted } from "./references.ts";

const STORED = new URL("stored.json", import.meta.url);
const FALL = 0.01;
/** One brief of a language moves its mean by up to 0.036. */
const FALL_OF_ONE = 0.03;

const everybody = people();
const asked = queries(everybody);
const keptBack = new Set(CONCEPTS.filter((_, index) => index % 2 === 1).map((one) => one.id));
const isKeptBack = (query: Query) => query.wants.some((id) => keptBack.has(id));

type Rows = Record<string, Worth>;

function tableOf(worth: Map<Query, Worth>): Rows {
  const of = (which: (query: Query) => boolean) =>
    meanOf([...worth].filter(([query]) => which(query)).map(([, one]) => one));
  return {
    all: of(() => true),
    ...Object.fromEntries(SPOKEN.map((tongue) => [tongue, of((query) => query.tongue === tongue)])),
    "kept back": of(isKeptBack),
  };
}

async function main(): Promise<number> {
  if (process.argv.includes("--list")) {
    for (const query of asked) console.log(query.id, query.text, JSON.stringify(query.asked), query.wants.join("+"));
    return 0;
  }
  const db = await openEmbedded();
  await migrate(db.owner);
  const local = createLocalEmbed();
  const embed = keptVectors(local);
  const ours = await openOurs(db, embed, everybody);
  const words = await plainText(db.owner, everybody);
  const vectors = await plainVectors(embed, everybody);
  const ranks = {
    ours: ours.find,
    "words alone": ours.findByWords,
    "plain full-text": words,
    "plain vectors": vectors,
    "unweighted fusion": unweighted([words, vectors]),
  };

  const tables: Record<string, Rows> = {};
  const found = new Map<Query, string[]>();
  for (const [name, rank] of Object.entries(ranks)) {
    const worth = new Map<Query, Worth>();
    for (const query of asked) {
      const ranked = await rank(query);
      worth.set(query, worthOf(query, ranked));
      if (rank === ours.find) found.set(query, ranked);
    }
    tables[name] = tableOf(worth);
    if (rank === ours.find && process.argv.includes("--misses")) showMisses(worth, found);
  }
  embed.keep();
  await local.close();
  await db.close();

  const measures = { ndcg: "nDCG@10", recall: "recall@10", mrr: "MRR@10" } as const;
  for (const measure of ["ndcg", "recall", "mrr"] as const) {
    console.log(`\n${measures[measure]}, ${asked.length} briefs over ${everybody.length} profiles`);
    console.table(
      Object.fromEntries(
        Object.entries(tables).map(([name, rows]) => [
          name,
          Object.fromEntries(Object.entries(rows).map(([row, worth]) => [row, worth[measure]])),
        ]),
      ),
    );
  }
  return judge(tables.ours ?? {}, violations(found));
}

/** Found although what was asked for forbids it. */
function violations(found: Map<Query, string[]>): string[] {
  const person = new Map(everybody.map((one) => [one.id, one]));
  return [...found].flatMap(([query, ids]) =>
    ids
      .filter((id) => {
        const one = person.get(id);
        return !one || !passes(one, query.asked);
      })
      .map((id) => `${query.id} found ${id}: ${query.text}`),
  );
}

function judge(ours: Rows, violated: string[]): number {
  const figures = Object.fromEntries(Object.entries(ours).map(([row, worth]) => [row, worth.ndcg]));
  if (process.argv.includes("--store")) {
    writeFileSync(STORED, `${JSON.stringify(figures, null, 2)}\n`);
    console.log("stored");
  }
  const stored = JSON.parse(readFileSync(STORED, "utf8")) as Record<string, number>;
  const fallen = Object.entries(stored).filter(
    ([row, before]) => before - (figures[row] ?? 0) >= (row === "all" ? FALL : FALL_OF_ONE),
  );
  for (const [row, before] of fallen) console.log(`FAIL nDCG@10 of ${row} fell from ${before} to ${figures[row] ?? 0}`);
  for (const one of violated.slice(0, 20)) console.log(`FAIL ${one}`);
  console.log(`filters violated: ${violated.length}`);
  return fallen.length + violated.length > 0 ? 1 : 0;
}

function showMisses(worth: Map<Query, Worth>, found: Map<Query, string[]>): void {
  const worst = [...worth]
    .filter(([query, { ndcg }]) => !isKeptBack(query) && ndcg < 0.8)
    .toSorted(([, a], [, b]) => a.ndcg - b.ndcg);
  for (const [query, { ndcg }] of worst.slice(0, 25)) {
    console.log(`${ndcg.toFixed(2)} ${query.id} ${query.text} (${query.wants.join("+")})`);
    for (const id of Object.keys(query.grades)
      .filter((one) => query.grades[one] === 3 && !found.get(query)?.includes(one))
      .slice(0, 2))
      console.log(`     missed ${id}: ${everybody.find((one) => one.id === id)?.bio}`);
    for (const id of (found.get(query) ?? []).slice(0, 2))
      console.log(`     found ${id} (${query.grades[id] ?? 0}): ${everybody.find((one) => one.id === id)?.bio}`);
  }
}

process.exitCode = await main();
