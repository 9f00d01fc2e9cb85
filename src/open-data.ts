import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import type { Db } from "./core/ports.ts";
import { lockDataDir } from "./db/data-lock.ts";
import { onceItAnswers } from "./db/once-it-answers.ts";
import { openDatabase } from "./db/open-database.ts";
import { createLog } from "./log.ts";

/** A database that is started beside this process, or is very busy, gets so long. */
const DATABASE_MS = 30_000;

export type Data = { dataDir: string; log: Logger; db: Db; unlock: () => void };

/**
 * Everything that is kept: the data directory, locked where the database is in it, the log and the migrated database.
 * Apart from the rest of a start, which loads meanwhile. Rejects with `conflict` when another process holds the directory,
 * with `unavailable` when the database does not answer in its time.
 */
export async function openData(config: Config): Promise<Data> {
  const dataDir = resolve(config.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const log = createLog({ level: config.logLevel, dataDir, toFile: process.stdout.isTTY === true });
  const unlock = config.databaseUrl ? () => undefined : lockDataDir(dataDir);
  const db = await onceItAnswers(() => openDatabase({ ...config, dataDir, log }), { withinMs: DATABASE_MS, log });
  return { dataDir, log, db, unlock };
}
