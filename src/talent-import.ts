import { statSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError, loadConfig } from "./config.ts";
import { AppError } from "./core/errors.ts";
import { importTalent } from "./core/talent/import-talent.ts";
import { readRows } from "./core/talent/read-rows.ts";
import { seedDemo } from "./core/talent/seed-demo.ts";
import { lockDataDir } from "./db/data-lock.ts";
import { openDatabase } from "./db/open-database.ts";

const say = (line: string) => process.stderr.write(`${line}\n`);

/** `npm run talent:import -- FILE`: exit 0 when every row went in, 1 when some did not or nothing could start. */
async function main(file: string | undefined): Promise<number> {
  if (!file || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    say(file ? `There is no file ${file}.` : "Usage: npm run talent:import -- FILE.csv (or .json)");
    return 1;
  }
  const config = loadConfig(process.env);
  const unlock = config.databaseUrl ? () => undefined : lockDataDir(resolve(config.dataDir));
  const db = await openDatabase({ ...config, dataDir: resolve(config.dataDir) });
  try {
    const ctx = { db, now: () => new Date() };
    const workspaceId = await seedDemo(ctx);
    const counts = await importTalent(ctx, {
      workspaceId,
      rows: readRows(file),
      onProgress: (done) => say(`${done} rows`),
      onReject: (line, reason) => say(`line ${line}: ${reason}`),
    });
    say(
      `${counts.created} new, ${counts.updated} changed, ${counts.unchanged} as before, ${counts.rejected} rejected.`,
    );
    return counts.rejected > 0 ? 1 : 0;
  } finally {
    await db.close();
    unlock();
  }
}

try {
  process.exitCode = await main(process.argv[2]);
} catch (error) {
  if (!(error instanceof ConfigError) && !(error instanceof AppError && error.said)) throw error;
  say(error instanceof AppError ? (error.said ?? error.message) : error.message);
  process.exitCode = 1;
}
