/**
 * Talent search in the embedded profile: the demo's 240 talents and 10,000, with the local embedder. The references of the
 * same run are an empty query of the database and the embedding of one query.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { Bench } from "tinybench";
import { createLocalEmbed } from "../src/clients/embeddings-local.ts";
import { createLive } from "../src/core/live.ts";
import type { Db } from "../src/core/ports.ts";
import { embedProfiles, profilesWithoutVector } from "../src/core/talent/embed-profiles.ts";
import { type Search, searchTalent } from "../src/core/talent/search-talent.ts";
import { seedDemo } from "../src/core/talent/seed-demo.ts";
import { understandBrief } from "../src/core/talent/understand-brief.ts";
import { openEmbedded } from "../src/db/embedded.ts";
import { migrate } from "../src/db/migrate.ts";

const BRIEF =
  "Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri, shoot 10–20 December, 40k a day";
const AT = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" };

/** The demo's talents again and again under other ids, with their vectors. */
async function multiply(db: Db, times: number): Promise<void> {
  await db.query(
    `with copies as (
       select t.*, gen_random_uuid() as copy_id from talent_profiles t, generate_series(1, $1)),
     persons as (insert into people (id, workspace_id, name) select copy_id, workspace_id, display_name from copies),
     profiles as (
       insert into talent_profiles (person_id, workspace_id, display_name, age_min, age_max, is_minor, gender, city, languages,
         language_levels, skills, height_cm, experience_years, bio, rate_paise_per_day, union_name, search_text, content_hash)
       select copy_id, workspace_id, display_name, age_min, age_max, is_minor, gender, city, languages, language_levels, skills,
              height_cm, experience_years, bio, rate_paise_per_day, union_name, search_text, content_hash from copies)
     insert into profile_vectors (person_id, workspace_id, model, dimension, content_hash, embedding)
     select copy_id, v.workspace_id, v.model, v.dimension, v.content_hash, v.embedding from copies join profile_vectors v using (person_id)`,
    [times],
  );
  await db.query("analyze");
}

type Line = { name: string; p50Ms: number; p95Ms: number; p99Ms: number; runs: number };

async function main(): Promise<void> {
  const db = await openEmbedded();
  await migrate(db.owner);
  const workspaceId = await seedDemo({ db, now: () => AT.now });
  const embed = createLocalEmbed();
  const ctx = { db, embed, live: createLive() };
  for (;;) {
    const ids = await profilesWithoutVector(ctx, 20);
    if (ids.length === 0) break;
    await embedProfiles(ctx, ids);
  }
  const inside = { db: db.as(workspaceId), embed };
  const { criteria } = understandBrief(BRIEF, AT);
  let nth = 0;
  /** Another text each time, so that no vector is remembered. */
  const fresh = () => {
    nth += 1;
    return `${criteria.about} take ${nth}`;
  };
  const find = (search: Partial<Search>) => () =>
    searchTalent(inside, { criteria: { ...criteria, about: fresh() }, limit: 10, ...search });
  const open = {
    ...criteria,
    gender: undefined,
    age: undefined,
    languages: [],
    dates: undefined,
    rateMaxPaisePerDay: undefined,
  };

  const lines: Line[] = [];
  const measure = async (size: string) => {
    const bench = new Bench({ time: 3_000, warmupTime: 500, retainSamples: true })
      .add(`${size}: empty query (reference)`, () => inside.db.query("select 1"))
      .add(`${size}: embedding of the query alone (reference)`, () => embed.embed([fresh()], "query"))
      .add(`${size}: the main brief`, find({}))
      .add(`${size}: the main brief, asked before`, () => searchTalent(inside, { criteria, limit: 10 }))
      .add(`${size}: without a filter`, () =>
        searchTalent(inside, { criteria: { ...open, about: fresh() } as never, limit: 10 }),
      );
    await bench.run();
    for (const task of bench.tasks)
      lines.push(lineOf(task.name, "latency" in task.result ? (task.result.latency.samples ?? []) : []));
  };
  await measure("240");
  await multiply(db, 41);
  await measure("10,000");

  console.table(lines);
  mkdirSync(new URL("results/", import.meta.url), { recursive: true });
  writeFileSync(new URL("results/search.json", import.meta.url), `${JSON.stringify(lines, null, 2)}\n`);
  await embed.close();
  await db.close();
}

function lineOf(name: string, samples: readonly number[]): Line {
  const sorted = [...samples].toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? Number.NaN) * 100) / 100;
  return { name, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), runs: sorted.length };
}

await main();
