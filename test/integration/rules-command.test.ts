import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { officePolicy } from "../../src/core/auditions/office-policy.ts";
import { openDatabase } from "../../src/db/open-database.ts";
import { programServices } from "../support/database.ts";

vi.setConfig({ testTimeout: 90_000 });
const COMMAND = new URL("../../src/rules.ts", import.meta.url).pathname;
const dataDir = mkdtempSync(join(tmpdir(), "castmatch-rules-"));
let services: Awaited<ReturnType<typeof programServices>>;
beforeAll(async () => {
  services = await programServices();
});
afterAll(async () => {
  await services.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<{ code: number; out: string; said: string }> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      [COMMAND, ...args],
      { env: { PATH: process.env.PATH, DATA_DIR: dataDir, ...services.env } },
      (error, out, said) => done({ code: error ? Number(error.code) : 0, out, said }),
    );
  });

it("npm run rules changes what a workspace decides, shows it, and refuses what is no rule or no value", async () => {
  const { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: databaseOwnerUrl } = services.env;
  const open = () => openDatabase({ databaseUrl, databaseOwnerUrl, dataDir: resolve(dataDir) });
  const db = await open();
  const { rows } = await db.query<{ id: string }>(
    `insert into workspaces (name, settings) values ('Chameli Films', '{"offerMinutes": "soon", "demo": "done"}') returning id`,
  );
  await db.close();
  const only = ["--workspace", "chameli films"];
  const changed = await run("changes=office", "rankByReliability=true", "offerMinutes=45", ...only);
  expect(changed).toMatchObject({ code: 0, said: "" });
  expect(changed.out).toMatch(
    /^Chameli Films\n {2}changes +office\n {2}backfill +offer\n {2}offerMinutes +45\n {2}rankByReliability +true/,
  );
  expect((await run("changes=never", ...only)).said).toMatch(/^changes: Invalid option/);
  expect((await run("colour=red", ...only)).said).toMatch(/^There is no rule colour; there are changes, backfill/);
  expect(await run("office")).toMatchObject({ code: 1, said: expect.stringMatching(/^Usage: npm run rules/) });
  const after = await open();
  expect(await officePolicy({ db: after }, rows[0]?.id ?? "")).toEqual({
    backfill: "offer",
    offerMinutes: 45,
    changes: "office",
  });
  const { rows: kept } = await after.query(`select settings from workspaces where id = $1`, [rows[0]?.id]);
  expect(kept).toEqual([{ settings: { demo: "done", changes: "office", offerMinutes: 45, rankByReliability: true } }]);
  await after.close();
});
