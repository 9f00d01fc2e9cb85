import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Db } from "../core/ports.ts";

const FOLDER = new URL("../../migrations/", import.meta.url);
/** Any number that nothing else locks. */
const LOCK = 7_231_984;

type Migration = { version: number; name: string; sql: string; sha256: string };

/** The files NNNN_name.sql in order; throws when a number is missing or there twice. */
export function readMigrations(): Migration[] {
  const files = readdirSync(FOLDER)
    .filter((name) => /^\d{4}_.+\.sql$/.test(name))
    .sort();
  return files.map((name, index) => {
    const version = Number(name.slice(0, 4));
    if (version !== index + 1) throw new Error(`migration ${name} leaves a gap: expected number ${index + 1}`);
    const sql = readFileSync(new URL(name, FOLDER), "utf8");
    return { version, name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
  });
}

/**
 * Brings the database up to date, each file in a transaction under a lock; who comes second finds nothing to do. The
 * caller is the owner of the tables; where nothing is to be done, reading is enough.
 */
export async function migrate(db: Pick<Db, "query" | "transaction">): Promise<void> {
  if (await isCurrent(db)) return;
  await db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock($1)`, [LOCK]);
    await tx.query(
      `create table if not exists schema_migrations (version int primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`,
    );
  });
  for (const migration of readMigrations()) {
    await db.transaction(async (tx) => {
      await tx.query(`select pg_advisory_xact_lock($1)`, [LOCK]);
      const { rows } = await tx.query<{ sha256: string }>(`select sha256 from schema_migrations where version = $1`, [
        migration.version,
      ]);
      if (rows[0] && rows[0].sha256 !== migration.sha256)
        throw new Error(`${migration.name} was changed after it was applied`);
      if (rows[0]) return;
      await tx.query(migration.sql);
      await tx.query(`insert into schema_migrations (version, name, sha256) values ($1, $2, $3)`, [
        migration.version,
        migration.name,
        migration.sha256,
      ]);
    });
  }
}

/** True when every file was applied as it stands here. */
async function isCurrent(db: Pick<Db, "query">): Promise<boolean> {
  const there = await db.query<{ there: boolean }>(`select to_regclass('schema_migrations') is not null as there`);
  if (!there.rows[0]?.there) return false;
  const { rows } = await db.query<{ version: number; sha256: string }>(`select version, sha256 from schema_migrations`);
  const applied = new Map(rows.map((row) => [row.version, row.sha256]));
  return readMigrations().every(({ version, sha256 }) => applied.get(version) === sha256);
}
