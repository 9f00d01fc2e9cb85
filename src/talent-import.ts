import { fstatSync, statSync } from "node:fs";
import { loadConfig } from "./config.ts";
import { AppError } from "./core/errors.ts";
import type { SourceRow } from "./core/talent/import-talent.ts";
import { importTalent } from "./core/talent/import-talent.ts";
import { readRows, readStream } from "./core/talent/read-rows.ts";
import { seedDemo } from "./core/talent/seed-demo.ts";
import { onDatabase } from "./on-database.ts";

const say = (line: string) => process.stderr.write(`${line}\n`);

/** `npm run talent:import -- FILE`, or what is piped in: exit 0 when every row went in, 1 when some did not or nothing could start. */
await onDatabase(async (open) => {
  const rows = rowsOf(process.argv[2]);
  const progress = sayProgress();
  const ctx = { db: await open(loadConfig(process.env)), now: () => new Date() };
  const workspaceId = await seedDemo(ctx);
  const counts = await importTalent(ctx, {
    workspaceId,
    rows,
    onProgress: progress.note,
    onReject: (line, reason) => say(`line ${line}: ${reason}`),
  });
  progress.end();
  say(`${counts.created} new, ${counts.updated} changed, ${counts.unchanged} as before, ${counts.rejected} rejected.`);
  return counts.rejected > 0 ? 1 : 0;
});

function rowsOf(file: string | undefined): AsyncGenerator<SourceRow> {
  if (file && file !== "-") {
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) return readRows(file);
    throw new AppError("invalid_input", "no file to import", { said: `There is no file ${file}.` });
  }
  const input = fstatSync(0);
  if (file === "-" || input.isFIFO() || input.isFile()) return readStream(process.stdin);
  const said = "Usage: npm run talent:import -- FILE.csv (or .json), or pipe them in";
  throw new AppError("invalid_input", "no file to import", { said });
}

/** Once a second, and at the end. */
function sayProgress() {
  const began = performance.now();
  let [said, shown, done] = [began, -1, 0];
  const show = () => {
    const seconds = (performance.now() - began) / 1_000;
    const speed = done >= 1_000 ? ` (${Math.round(done / seconds)} a second)` : "";
    if (done !== shown) say(`${done} rows${speed}`);
    shown = done;
  };
  return {
    note: (count: number) => {
      done = count;
      if (performance.now() - said < 1_000) return;
      said = performance.now();
      show();
    },
    end: show,
  };
}
