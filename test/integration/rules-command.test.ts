import { expect, it, vi } from "vitest";
import { officePolicy } from "../../src/core/auditions/office-policy.ts";
import { openDatabase } from "../../src/db/open-database.ts";
import { stageCommand } from "../support/command.ts";

vi.setConfig({ testTimeout: 90_000 });
const { place, run } = stageCommand("rules");

it("npm run rules changes what a workspace decides, shows it, and refuses what is no rule or no value", async () => {
  const open = () => openDatabase(place());
  const db = await open();
  const { rows } = await db.query<{ id: string }>(
    `insert into workspaces (name, settings) values ('Chameli Films', '{"offerMinutes": "soon", "demo": "done"}') returning id`,
  );
  await db.close();
  const only = ["--workspace", "chameli films"];
  const changed = await run(["changes=office", "rankByReliability=true", "offerMinutes=45", ...only]);
  expect(changed).toMatchObject({ code: 0, said: "" });
  expect(changed.out).toMatch(
    /^Chameli Films\n {2}changes +office\n {2}backfill +offer\n {2}offerMinutes +45\n {2}rankByReliability +true/,
  );
  expect((await run(["changes=never", ...only])).said).toMatch(/^changes: Invalid option/);
  expect((await run(["colour=red", ...only])).said).toMatch(/^There is no rule colour; there are changes, backfill/);
  expect(await run(["office"])).toMatchObject({ code: 1, said: expect.stringMatching(/^Usage: npm run rules/) });
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
