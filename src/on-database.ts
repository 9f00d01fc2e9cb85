import { resolve } from "node:path";
import { type Config, ConfigError } from "./config.ts";
import { AppError } from "./core/errors.ts";
import type { Db } from "./core/ports.ts";
import { lockDataDir } from "./db/data-lock.ts";
import { openDatabase } from "./db/open-database.ts";

/**
 * Runs a command on the database that the configuration names and sets the exit code it returns; on the embedded one
 * only while no CastMatch runs. What a person can mend is said in one sentence and ends with 1.
 */
export async function onDatabase(command: (open: (config: Config) => Promise<Db>) => Promise<number>): Promise<void> {
  const closing: (() => Promise<void> | void)[] = [];
  try {
    process.exitCode = await command(async (config) => {
      const dataDir = resolve(config.dataDir);
      if (!config.databaseUrl) closing.push(lockDataDir(dataDir));
      const db = await openDatabase({ ...config, dataDir });
      closing.push(() => db.close());
      return db;
    });
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof AppError && error.said)) throw error;
    process.stderr.write(`${error instanceof AppError ? error.said : error.message}\n`);
    process.exitCode = 1;
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}
