import { statSync } from "node:fs";
import { loadConfig } from "./config.ts";
import { AppError } from "./core/errors.ts";
import { importTalent } from "./core/talent/import-talent.ts";
import { readRows } from "./core/talent/read-rows.ts";
import { seedDemo } from "./core/talent/seed-demo.ts";
import { onDatabase } from "./on-database.ts";

const say = (line: string) => process.stderr.write(`${line}\n`);

/** `npm run talent:import -- FILE`: exit 0 when every row went in, 1 when some did not or nothing could start. */
await onDatabase(async (open) => {
  const file = fileOf(process.argv[2]);
  const ctx = { db: await open(loadConfig(process.env)), now: () => new Date() };
  const workspaceId = await seedDemo(ctx);
  const counts = await importTalent(ctx, {
    workspaceId,
    rows: readRows(file),
    onProgress: (done) => say(`${done} rows`),
    onReject: (line, reason) => say(`line ${line}: ${reason}`),
  });
  say(`${counts.created} new, ${counts.updated} changed, ${counts.unchanged} as before, ${counts.rejected} rejected.`);
  return counts.rejected > 0 ? 1 : 0;
});

function fileOf(file: string | undefined): string {
  if (file && statSync(file, { throwIfNoEntry: false })?.isFile()) return file;
  const said = file ? `There is no file ${file}.` : "Usage: npm run talent:import -- FILE.csv (or .json)";
  throw new AppError("invalid_input", "no file to import", { said });
}
