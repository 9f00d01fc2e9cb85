import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { loadConfig } from "./config.ts";
import { AppError } from "./core/errors.ts";
import { csvLines, exportTalent, jsonLines } from "./core/talent/export-talent.ts";
import { seedDemo } from "./core/talent/seed-demo.ts";
import { onDatabase } from "./on-database.ts";

/** `npm run talent:export -- FILE.csv` (or `.json`): everything that `talent:import` brings in again. */
await onDatabase(async (open) => {
  const file = process.argv[2] ?? "";
  if (!/\.(?:csv|json)$/i.test(file))
    throw new AppError("invalid_input", "no file to write", {
      said: "Usage: npm run talent:export -- FILE.csv (or .json)",
    });
  const db = await open(loadConfig(process.env));
  const workspaceId = await seedDemo({ db, now: () => new Date() });
  let done = 0;
  const counted = async function* () {
    for await (const record of exportTalent({ db }, { workspaceId })) {
      done += 1;
      yield record;
    }
  };
  const lines = /\.csv$/i.test(file) ? csvLines(counted()) : jsonLines(counted());
  // What is in it is about people: nobody else on the machine reads it.
  await pipeline(Readable.from(lines), createWriteStream(file, { mode: 0o600 }));
  process.stderr.write(`${done} talents in ${file}.\n`);
  return 0;
});
