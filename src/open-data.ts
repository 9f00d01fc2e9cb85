import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import type { Db } from "./core/ports.ts";
import { lockDataDir } from "./db/data-lock.ts";
import { openDatabase } from "./db/open-database.ts";
import { createLog } from "./log.ts";

export type Data = { dataDir: string; log: Logger; db: Db; unlock: () => void };

/**
 * Everything that is kept: the data directory, locked where the database is in it, the log and the migrated database.
 * Apart from the rest of a start, which loads meanwhile. Rejects with `conflict` when another process holds the directory.
 */
export async function openData(config: Config): Promise<Data> {
  const dataDir = resolve(config.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const log = createLog({ level: config.logLevel, dataDir, toFile: process.stdout.isTTY === true });
  const unlock = config.databaseUrl ? () => undefined : lockDataDir(dataDir);
  return { dataDir, log, db: await openDatabase({ ...config, dataDir, log }), unlock };
}
