import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { lockDataDir } from "../../src/db/data-lock.ts";
import { makeDataDir } from "../support/data-dir.ts";
import { programServices, scaled } from "../support/database.ts";

vi.setConfig({ testTimeout: 90_000 });
const COMMAND = new URL("../../src/talent-import.ts", import.meta.url).pathname;
const dataDir = makeDataDir("command");
const services = await programServices();
afterAll(async () => {
  await services.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

function run(...files: string[]): Promise<{ code: number; said: string }> {
  return new Promise((done) => {
    execFile(
      process.execPath,
      [COMMAND, ...files],
      { env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...services.env } },
      (error, _, said) => done({ code: error ? Number(error.code) : 0, said }),
    );
  });
}
const fileOf = (name: string, rows: string) => {
  const path = join(dataDir, name);
  writeFileSync(path, `external_id,name,age_min,age_max,gender\n${rows}`);
  return path;
};

it("npm run talent:import brings a file in, tells each bad row by its line, and exits 1 when there was one", async () => {
  const good = fileOf("good.csv", "a,Invented A,20,25,female\n");
  const mixed = fileOf("mixed.csv", "a,Invented A,20,25,female\nb,Invented B,old,25,female\n");
  expect(await run(good)).toEqual({ code: 0, said: "1 rows\n1 new, 0 changed, 0 as before, 0 rejected.\n" });
  const { code, said } = await run(mixed);
  expect(code).toBe(1);
  expect(said).toMatch(/^line 3: age_min [^\n]*\n1 rows\n0 new, 0 changed, 1 as before, 1 rejected\.\n$/);
});

it("says in one sentence what stops it: no file, a folder", async () => {
  expect(await run()).toMatchObject({ code: 1, said: expect.stringMatching(/^Usage: /) });
  expect(await run(join(dataDir, "none.csv"))).toMatchObject({
    code: 1,
    said: expect.stringMatching(/^There is no file .*none\.csv\.\n$/),
  });
  expect(await run(dataDir)).toMatchObject({ code: 1, said: expect.stringMatching(/^There is no file /) });
});

it("says that a server is at work on the same data", async ({ skip }) => {
  skip(scaled, "only the embedded database is locked by a file");
  const unlock = lockDataDir(dataDir);
  expect(await run(fileOf("good.csv", ""))).toMatchObject({
    code: 1,
    said: expect.stringMatching(`pid ${process.pid}\\).*Stop it first`),
  });
  unlock();
});
