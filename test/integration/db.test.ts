import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Db } from "../../src/core/ports.ts";
import { type Fresh, freshDatabase, scaled } from "../support/database.ts";
import { until } from "../support/until.ts";

describe("the database", () => {
  let db: Db;
  let owner: Fresh["owner"];
  let workspaceId: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ db, owner, workspaceId, close } = await freshDatabase());
  });
  afterAll(() => close());

  it("gives numbers, dates and json in the shapes the port promises", async () => {
    const { rows } = await db.query(
      `select 5::int8 as big, 1.5::numeric as exact, timestamptz '2026-11-27 17:00+05:30' as at, date '2026-11-27' as day,
              '{"a": [1]}'::jsonb as doc, array['x', 'y'] as words`,
    );
    expect(rows[0]).toEqual({
      big: 5,
      exact: 1.5,
      at: new Date("2026-11-27T11:30:00Z"),
      day: "2026-11-27",
      doc: { a: [1] },
      words: ["x", "y"],
    });
  });

  it("keeps the statements of concurrent transactions apart", async () => {
    await owner.query(`create table counted (n int)`);
    await owner.query(`grant all on counted to castmatch_system`);
    await db.query(`insert into counted values (0)`);
    const once = () =>
      db.transaction(async (tx) => {
        const { rows } = await tx.query<{ n: number }>(`select n from counted for update`);
        await new Promise((resolve) => setImmediate(resolve));
        await tx.query(`update counted set n = $1`, [(rows[0]?.n ?? 0) + 1]);
      });
    await Promise.all(Array.from({ length: 25 }, once));
    expect((await db.query(`select n from counted`)).rows).toEqual([{ n: 25 }]);
  });

  it("undoes a transaction that throws and goes on", async () => {
    const failing = db.transaction(async (tx) => {
      await tx.query(`insert into workspaces (name) values ('never')`);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect((await db.query(`select from workspaces where name = 'never'`)).rowCount).toBe(0);
  });

  it("tells which constraint refused, and not the values", async () => {
    const refused = db.query(`insert into memberships (workspace_id, person_id, role) values ($1, $1, 'tyrant')`, [
      workspaceId,
    ]);
    await expect(refused).rejects.toMatchObject({ name: "DbError", constraint: "memberships_role" });
  });

  it("says so when the database is used inside its own transaction, where it would wait for ever", async ({ skip }) => {
    skip(scaled, "only the embedded database has one session for all");
    await expect(db.transaction(() => db.query(`select 1`))).rejects.toThrow(/use its tx/);
  });

  it("calls back for a notification", async () => {
    const heard = Promise.withResolvers<string>();
    const stop = await db.listen("news", heard.resolve);
    await db.query(`select pg_notify('news', 'hello')`);
    expect(await heard.promise).toBe("hello");
    await stop();
  });

  describe("behind the walls of a workspace", () => {
    it("shows nothing of another workspace and accepts nothing for it", async () => {
      const other = await db.query<{ id: string }>(`insert into workspaces (name) values ('Other House') returning id`);
      const otherId = other.rows[0]?.id;
      await db.query(`insert into people (workspace_id, name) values ($1, 'Seen'), ($2, 'Unseen')`, [
        workspaceId,
        otherId,
      ]);
      const inside = db.as(workspaceId);
      expect((await inside.query(`select name from people`)).rows).toEqual([{ name: "Seen" }]);
      expect((await inside.query(`select name from workspaces`)).rows).toEqual([{ name: "Test House" }]);
      expect((await inside.query(`update people set name = 'x' where workspace_id = $1`, [otherId])).rowCount).toBe(0);
      const smuggled = inside.query(`insert into people (workspace_id, name) values ($1, 'Smuggled')`, [otherId]);
      await expect(smuggled).rejects.toMatchObject({ code: "42501" });
    });

    it("leaves no trace of the walls on the session", async () => {
      await db.as(workspaceId).transaction((tx) => tx.query(`select 1`));
      const { rows } = await db.query(
        `select current_user as role, current_setting('castmatch.workspace', true) as inside`,
      );
      expect(rows).toEqual([{ role: "castmatch_system", inside: "" }]);
    });
  });
});

describe.runIf(scaled)("a lost connection (real PostgreSQL only: the embedded one has none)", () => {
  it("fails what ran on it as unavailable, and nothing else", async () => {
    const { db, owner, workspaceId, close } = await freshDatabase();
    const sleeping = [
      db.query(`select pg_sleep(20)`),
      db.as(workspaceId).query(`select pg_sleep(20)`),
      db.transaction((tx) => tx.query(`select pg_sleep(20)`)),
    ];
    const ended = Promise.allSettled(sleeping);
    await until("all three sleep", async () => {
      const { rows } = await owner.query<{ n: number }>(
        `select count(*) as n from pg_stat_activity where datname = current_database() and query like '%pg_sleep%' and state = 'active' and pid <> pg_backend_pid()`,
      );
      return rows[0]?.n === 3;
    });
    await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    for (const one of await ended) expect(one).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
    expect((await db.query(`select 1 as one`)).rows).toEqual([{ one: 1 }]);
    await close();
  });
});
