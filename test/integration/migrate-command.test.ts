import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { readMigrations } from "../../src/db/migrate.ts";
import { programServices } from "../support/database.ts";

const COMMAND = fileURLToPath(new URL("../../src/migrate.ts", import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), "castmatch-migrate-"));
const services = await programServices();
afterAll(async () => {
  await services.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

const run = (env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [COMMAND], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...services.env, ...env },
    encoding: "utf8",
  });

it("brings the database up to date and ends, as often as it is run", () => {
  const said = `The database is up to date: ${readMigrations().length} migrations.\n`;
  for (let time = 0; time < 2; time += 1) expect(run()).toMatchObject({ status: 0, stdout: said, stderr: "" });
});

it("says in a line what keeps it from the database", () => {
  const gone = run({ DATABASE_URL: "postgres://castmatch:planted@127.0.0.1:1/castmatch" });
  expect([gone.status, gone.stdout]).toEqual([1, ""]);
  expect(gone.stderr).toMatch(/^[^\n]*database[^\n]*\n$/);
  expect(gone.stderr).not.toContain("planted");
});
