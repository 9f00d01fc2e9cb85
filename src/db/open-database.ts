import { join } from "node:path";
import type { Config } from "../config.ts";
import type { Db } from "../core/ports.ts";
import { openEmbedded } from "./embedded.ts";
import { openPostgres } from "./postgres.ts";

/** PostgreSQL where DATABASE_URL names one, otherwise the embedded one below the data directory. */
export function openDatabase(config: Pick<Config, "databaseUrl">, dataDir: string): Promise<Db> {
  return config.databaseUrl ? openPostgres(config.databaseUrl) : openEmbedded({ dataDir: join(dataDir, "postgres") });
}
