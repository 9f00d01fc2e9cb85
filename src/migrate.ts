/** `npm run migrate`: brings the database up to date and ends; a deploy runs it once before the new version starts. */
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError, loadConfig } from "./config.ts";
import { AppError } from "./core/errors.ts";
import { lockDataDir } from "./db/data-lock.ts";
import { openDatabase } from "./db/open-database.ts";
import { prepareQueues } from "./jobs/migrate-queues.ts";

try {
  const config = loadConfig(process.env);
  const dataDir = resolve(config.dataDir);
  if (!config.databaseUrl) mkdirSync(dataDir, { recursive: true });
  const unlock = config.databaseUrl ? () => undefined : lockDataDir(dataDir);
  try {
    const db = await openDatabase({ ...config, dataDir });
    const { rows } = await db.query<{ n: number }>(`select count(*)::int as n from schema_migrations`);
    await db.close();
    if (config.databaseUrl && !config.redisUrl) await prepareQueues(config.databaseOwnerUrl ?? config.databaseUrl);
    process.stdout.write(`The database is up to date: ${rows[0]?.n} migrations.\n`);
  } finally {
    unlock();
  }
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof AppError)) throw error;
  process.stderr.write(`${error instanceof AppError ? (error.said ?? error.message) : error.message}\n`);
  process.exitCode = 1;
}
