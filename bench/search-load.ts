/** Fills a database of its own with as many talents as are asked for, their vectors, and the indexes of the migrations. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import pg from "pg";
import pgvector from "pgvector";
import type { Db } from "../src/core/ports.ts";
import { generateTalent } from "../src/core/talent/generate-talent.ts";
import { importTalent } from "../src/core/talent/import-talent.ts";
import { TEXT_VERSION } from "../src/core/talent/profile-text.ts";
import { openEmbedded } from "../src/db/embedded.ts";
import { migrate } from "../src/db/migrate.ts";
import { openDatabase } from "../src/db/open-database.ts";
import { copyInto, lineOf } from "./search-copy.ts";
import { DIMENSION, MODEL, profileOf, SEED, vectorOf } from "./search-people.ts";

const ROWS_AT_ONCE = 500;
const FILLED = ["people", "talent_profiles", "talent_names", "profile_vectors"];
const HOUSE = "House of many";

export type Filled = {
  db: Db;
  ownerUrl: string;
  workspaceId: string;
  seconds: Record<string, number>;
  /** Undefined when it was not finished in time and there is none. */
  nearest: boolean;
};

/** Makes the database, or takes it as it was left by an earlier run. */
export async function fillPostgres(serverUrl: string, count: number, withinMs: number): Promise<Filled> {
  const name = `castmatch_search_${count}`;
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  const { rowCount } = await server.query(`select from pg_database where datname = $1`, [name]);
  if (!rowCount) await server.query(`create database ${name}`);
  await server.query(`do $$ begin create role bench login; exception when duplicate_object then null; end $$`);
  await server.query(`grant all on database ${name} to bench`);
  await server.end();
  const ownerUrl = serverUrl.replace(/\/postgres$/, `/${name}`);
  const databaseUrl = ownerUrl.replace("//postgres@", "//bench@");
  const db = await openDatabase({ databaseUrl, databaseOwnerUrl: ownerUrl, dataDir: "" });
  const { rows } = await db.query<{ id: string }>(`select id from workspaces where name = $1`, [HOUSE]);
  const workspaceId = rows[0]?.id ?? (await newHouse(db));
  const seconds = rows[0] ? {} : await fill(ownerUrl, { workspaceId, count, withinMs });
  const found = await db.query(`select from pg_indexes where indexname = 'profile_vectors_near'`);
  return { db, ownerUrl, workspaceId, seconds, nearest: found.rowCount > 0 };
}

async function newHouse(db: Db): Promise<string> {
  const { rows } = await db.query<{ id: string }>(`insert into workspaces (name) values ($1) returning id`, [HOUSE]);
  return rows[0]?.id ?? "";
}

type Load = { workspaceId: string; count: number; withinMs: number };

/** Without indexes first: each of a million rows would else be brought into each of them. */
async function fill(ownerUrl: string, { workspaceId, count, withinMs }: Load) {
  const until = performance.now() + withinMs;
  const owner = new pg.Client({ connectionString: ownerUrl });
  const beside = new pg.Client({ connectionString: ownerUrl });
  await Promise.all([owner.connect(), beside.connect()]);
  const seconds: Record<string, number> = {};
  const timed = async (what: string, run: () => Promise<unknown>) => {
    const began = performance.now();
    await run();
    seconds[what] = Math.round((performance.now() - began) / 1_000);
    process.stderr.write(`${count}: ${what} ${seconds[what]} s\n`);
  };
  const { rows: indexes } = await owner.query<{ name: string; sql: string }>(
    `select indexname as name, indexdef as sql from pg_indexes i
      where schemaname = 'public' and tablename = any($1) and not exists (select from pg_constraint where conname = i.indexname)`,
    [FILLED],
  );
  for (const { name } of indexes) await owner.query(`drop index ${name}`);
  const near = indexes.find(({ sql }) => sql.includes("USING hnsw"));
  await Promise.all([
    (async () => {
      await timed("profiles", () => copyProfiles(ownerUrl, workspaceId, count));
      for (const index of indexes) if (index !== near) await timed(index.name, () => owner.query(index.sql));
    })(),
    (async () => {
      await timed("vectors", () => copyVectorsAside(ownerUrl, workspaceId, count));
      await beside.query(`set max_parallel_maintenance_workers = 0`);
      await beside.query(`set statement_timeout = ${Math.max(1_000, Math.round(until - performance.now()))}`);
      await timed("index of nearest neighbours", () => beside.query(near?.sql ?? "").catch(overdue));
    })(),
  ]);
  await timed("analyze", () => owner.query(`vacuum analyze ${FILLED.join(", ")}`));
  await Promise.all([owner.end(), beside.end()]);
  return seconds;
}

/** Then the figures are those of a database without it, and say so. */
function overdue(error: { code?: string }): void {
  if (error.code !== "57014") throw error;
}

async function copyVectorsAside(url: string, workspaceId: string, count: number): Promise<void> {
  const thread = new Worker(new URL("search-copier.ts", import.meta.url), { workerData: { url, workspaceId, count } });
  const [code] = await once(thread, "exit");
  if (code !== 0) throw new Error("the vectors were not copied");
}

async function copyProfiles(url: string, workspaceId: string, count: number): Promise<void> {
  const columns = Object.keys(profileOf(0)).filter((key) => key !== "person_id" && key !== "sounds");
  const people = copyInto(url, `copy people (id, workspace_id, name) from stdin`);
  const names = copyInto(url, `copy talent_names (person_id, workspace_id, sounds) from stdin`);
  const profiles = copyInto(
    url,
    `copy talent_profiles (person_id, workspace_id, search_version, ${columns.join(", ")}) from stdin`,
  );
  for (let from = 0; from < count; from += ROWS_AT_ONCE) {
    const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, count - from) }, (_, at) => profileOf(from + at));
    const text = (cells: (row: (typeof rows)[number]) => Parameters<typeof lineOf>[0]) =>
      rows.map((row) => lineOf(cells(row))).join("");
    await people.write(text((row) => [row.person_id, workspaceId, row.display_name]));
    await names.write(text((row) => [row.person_id, workspaceId, row.sounds]));
    await profiles.write(
      text((row) => [row.person_id, workspaceId, TEXT_VERSION, ...columns.map((key) => row[key as keyof typeof row])]),
    );
  }
  await Promise.all([people.end(), names.end(), profiles.end()]);
}

/** Through the import, and vectors as the background makes them. */
export async function fillEmbedded(count: number): Promise<{ db: Db; workspaceId: string }> {
  const db = await openEmbedded();
  await migrate(db.owner);
  const workspaceId = await newHouse(db);
  async function* rows() {
    for (let place = 0; place < count; place += 1) yield { line: place + 1, record: generateTalent(SEED, place) };
  }
  await importTalent({ db, now: () => new Date() }, { workspaceId, rows: rows() });
  const { rows: people } = await db.query<{ id: string; place: number }>(
    `select person_id as id, split_part(external_id, '-', 3)::int as place from talent_profiles where not is_minor`,
  );
  for (let from = 0; from < people.length; from += ROWS_AT_ONCE) {
    const some = people.slice(from, from + ROWS_AT_ONCE);
    await db.query(
      `insert into profile_vectors (person_id, workspace_id, model, dimension, content_hash, embedding)
       select p, $1, $2, ${DIMENSION}, 'bulk', e::vector from unnest($3::uuid[], $4::text[]) as u(p, e)`,
      [workspaceId, MODEL, some.map((one) => one.id), some.map((one) => pgvector.toSql([...vectorOf(one.place)]))],
    );
  }
  await db.query(`select analyze_talent()`);
  return { db, workspaceId };
}

export async function versionOf(db: Db): Promise<string> {
  const { rows } = await db.query<{ version: string; vector: string }>(
    `select version() as version, extversion as vector from pg_extension where extname = 'vector'`,
  );
  return `${rows[0]?.version.split(/,| on /)[0]}, pgvector ${rows[0]?.vector}`;
}
