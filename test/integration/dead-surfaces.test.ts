import { expect, it, vi } from "vitest";
import type { Db } from "../../src/core/ports.ts";
import { seedDemo } from "../../src/core/talent/seed-demo.ts";
import { lockDataDir } from "../../src/db/data-lock.ts";
import { openDatabase } from "../../src/db/open-database.ts";
import { stageCommand } from "../support/command.ts";
import { openOffice } from "../support/office.ts";
import { openWeb } from "../support/web.ts";

vi.setConfig({ testTimeout: 90_000 });
const { dataDir, place, run } = stageCommand("dead");

/** A message of the workspace that a platform refused. */
async function refusedMessage(db: Db, workspaceId: string, key: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `with c as (insert into conversations (workspace_id, channel, account, key, side) values ($1, 'slack', 'stage', $2, 'team') returning id)
     insert into outbox (workspace_id, conversation_id, dedupe_key, purpose, outgoing, state, error_code, attempts)
     select $1, id, $2, 'reply', '{"blocks":[]}', 'failed', 'no_template', 1 from c returning id`,
    [workspaceId, key],
  );
  return rows[0]?.id ?? "";
}

it("npm run dead lists, shows, retries and drops", async () => {
  const db = await openDatabase(place());
  const workspaceId = await seedDemo({ db, now: () => new Date() });
  const ids = [
    await refusedMessage(db, workspaceId, "one"),
    await refusedMessage(db, workspaceId, "two"),
    await refusedMessage(db, workspaceId, "three"),
  ];
  await db.close();
  const [one = "", two = "", three = ""] = ids;
  const listed = await run(["list"]);
  for (const id of ids) expect(listed.out).toContain(id);
  expect(listed.out).toMatch(/no_template.*\n3\.\n$/s);
  expect((await run(["show", one])).out).toMatch(/code +no_template\n/);
  expect(await run(["drop", two, "--why", "nobody needs it"])).toMatchObject({ code: 0, said: "" });
  expect((await run(["retry", one.slice(0, 8)])).out).toBe(`outbox ${one} retried.\n`);
  expect((await run(["retry", "--all"])).out).toBe("1 retried.\n");
  expect((await run(["list"])).out).toBe("There are none.\n");
  const after = await openDatabase(place());
  const { rows } = await after.query<{ id: string; state: string }>(`select id, state from outbox`);
  await after.close();
  expect(Object.fromEntries(rows.map(({ id, state }) => [id, state]))).toEqual({
    [one]: "pending",
    [two]: "failed",
    [three]: "pending",
  });
});

it("npm run dead says in one sentence what stops it", async () => {
  for (const args of [[], ["retry"], ["drop", "12345678"], ["retry", "12345678", "--all"], ["list", "--some"]]) {
    expect(await run(args)).toMatchObject({ code: 1, said: expect.stringMatching(/^Usage: npm run dead/) });
  }
  expect(await run(["show", "12345678"])).toMatchObject({ code: 1, said: "There is no dead letter 12345678.\n" });
  const unlock = lockDataDir(dataDir);
  expect(await run(["list"], {})).toMatchObject({ code: 1, said: expect.stringMatching("Stop it first") });
  unlock();
});

it("the API lists, retries and drops what is dead in its workspace; health and metrics count it", async () => {
  const office = await openOffice();
  const web = openWeb(office);
  const { rows } = await office.db.query<{ id: string }>(
    `insert into workspaces (name) values ('Other House') returning id`,
  );
  const other = await refusedMessage(office.db, rows[0]?.id ?? "", "other");
  const [one, two] = [
    await refusedMessage(office.db, office.workspaceId, "one"),
    await refusedMessage(office.db, office.workspaceId, "two"),
  ];
  const json = async (answer: Promise<Response>) => (await answer).json();
  const listed = (await json(web.asked("/api/dead"))) as { id: string }[];
  expect(listed.map(({ id }) => id).toSorted()).toEqual([one, two].toSorted());
  expect(listed[0]).toMatchObject({ kind: "outbox", code: "no_template", channel: "slack" });
  expect(await json(web.fetch("/api/health"))).toMatchObject({ deadLetters: 3 });
  expect(await (await web.asked("/metrics")).text()).toContain('castmatch_dead_letters{kind="outbox"} 3');

  expect((await web.post(`/api/dead/${other}/retry`, {})).status).toBe(404);
  expect((await web.post(`/api/dead/${one}/drop`, {})).status).toBe(400);
  expect((await web.post(`/api/dead/${one}/drop`, { why: "not needed" })).status).toBe(200);
  expect((await web.post(`/api/dead/${two}/retry`, {})).status).toBe(202);
  expect(await json(web.asked("/api/dead"))).toEqual([]);
  expect((await web.fetch("/api/dead")).status).toBe(401);
  const { paths } = (await json(web.asked("/api/openapi.json"))) as { paths: object };
  expect(paths).toMatchObject({ "/dead": {}, "/dead/{id}/retry": {}, "/dead/{id}/drop": {} });
  await office.close();
});
