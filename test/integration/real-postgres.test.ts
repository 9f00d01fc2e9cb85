import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { within } from "../../src/core/conversation/turn.ts";
import type { Db, Embed } from "../../src/core/ports.ts";
import { Criteria } from "../../src/core/talent/criteria.ts";
import { searchTalent } from "../../src/core/talent/search-talent.ts";
import { openDatabase } from "../../src/db/open-database.ts";
import { type Fresh, freshDatabase, scaled } from "../support/database.ts";

const MAIN = fileURLToPath(new URL("../../src/main.js", import.meta.url));

const embed: Embed = { model: "none", dimension: 512, embed: () => Promise.reject(new Error("no embedder here")) };

describe.skipIf(!scaled)("on real PostgreSQL (npm run test:services; skipped without a server)", () => {
  let fresh: Fresh & { workspaceId: string };
  let db: Db;
  beforeAll(async () => {
    fresh = await freshDatabase();
    ({ db } = fresh);
  });
  afterAll(() => fresh.close());

  const place = () => fresh.place as NonNullable<Fresh["place"]>;
  const unavailable = (code: string) => ({ code: "unavailable", cause: expect.objectContaining({ code }) });

  describe("the login", () => {
    it("may not be a superuser: the program does not start, and says what to do", async () => {
      const folder = mkdtempSync(join(tmpdir(), "castmatch-refused-"));
      const program = spawn(process.execPath, [MAIN], {
        cwd: folder,
        env: { PATH: process.env.PATH, PORT: "0", DATABASE_URL: place().databaseOwnerUrl },
      });
      let said = "";
      program.stderr.on("data", (chunk: Buffer) => {
        said += chunk.toString();
      });
      expect(await new Promise((ended) => program.on("close", ended))).toBe(1);
      expect(said).toMatch(/is a superuser.*walls.*create role castmatch login.*DATABASE_OWNER_URL/s);
      rmSync(folder, { recursive: true });
    });

    it("may not have BYPASSRLS", async () => {
      const login = `bypass_${randomBytes(4).toString("hex")}`;
      await fresh.owner.query(`create role ${login} login bypassrls password 'x'`);
      const databaseUrl = Object.assign(new URL(place().databaseUrl), { username: login, password: "x" }).href;
      const opening = openDatabase({ ...place(), databaseUrl, dataDir: "" });
      await expect(opening).rejects.toMatchObject({ code: "forbidden", said: expect.stringContaining("BYPASSRLS") });
      await fresh.owner.query(`drop role ${login}`);
    });

    it("needs no owner beside it where the migrations are through", async () => {
      const opened = await openDatabase({ databaseUrl: place().databaseUrl, databaseOwnerUrl: undefined, dataDir: "" });
      expect((await opened.query(`select current_user as role`)).rows).toEqual([{ role: "castmatch_system" }]);
      await opened.close();
    });
  });

  describe("a connection of the pool", () => {
    const roles = () =>
      Promise.all(
        Array.from({ length: 25 }, () =>
          db.query(`select current_user as role, current_setting('castmatch.workspace', true) as inside`),
        ),
      );

    it("is behind the walls for one transaction only, also when that failed", async () => {
      const inside = db.as(fresh.workspaceId);
      await Promise.allSettled(Array.from({ length: 25 }, () => inside.query(`select 1 / 0`)));
      await Promise.allSettled(
        Array.from({ length: 25 }, () => inside.transaction((tx) => tx.query(`select nothing`))),
      );
      for (const { rows } of await roles()) expect(rows[0]?.role).toBe("castmatch_system");
      for (const { rows } of await roles()) expect(rows[0]?.inside ?? "").toBe("");
    });

    it("comes back to castmatch_system when the role is reset, and takes no other", async () => {
      await db.transaction(async (tx) => {
        await tx.query(`reset role`);
        expect((await tx.query(`select current_user as role`)).rows).toEqual([{ role: "castmatch_system" }]);
      });
      await expect(db.query(`set role postgres`)).rejects.toMatchObject({ code: "42501" });
      await expect(db.query(`create table mine ()`)).rejects.toMatchObject({ code: "42501" });
    });
  });

  it("keeps the plans of statements of fixed text, and of no search", async () => {
    const inside = db.as(fresh.workspaceId);
    const kept = await inside.transaction(async (tx) => {
      const ctx = { db: within(tx, inside), embed };
      for (const city of ["Mumbai", "Pune", undefined]) {
        await searchTalent(ctx, {
          criteria: Criteria.parse({ ...(city && { city }), skills: ["horse riding"] }),
          limit: 3,
        });
      }
      await tx.query(`select id from workspaces where id = $1`, [fresh.workspaceId]);
      return tx.query<{ statement: string }>(`select statement from pg_prepared_statements`);
    });
    const statements = kept.rows.map((row) => row.statement);
    expect(statements).toContain("select id from workspaces where id = $1");
    expect(statements.filter((text) => /from talent_(profiles|here)/.test(text))).toEqual([]);
  });

  describe("what cannot be had in time is unavailable", () => {
    it("a statement that takes too long", async () => {
      const slow = db.transaction(async (tx) => {
        await tx.query(`set local statement_timeout = 50`);
        await tx.query(`select pg_sleep(20)`);
      });
      await expect(slow).rejects.toMatchObject(unavailable("57014"));
    });

    it("a lock that another holds", async () => {
      await db.transaction(async (holder) => {
        await holder.query(`select from workspaces where id = $1 for update`, [fresh.workspaceId]);
        const waiting = db.transaction(async (tx) => {
          await tx.query(`set local lock_timeout = 50`);
          await tx.query(`select from workspaces where id = $1 for update`, [fresh.workspaceId]);
        });
        await expect(waiting).rejects.toMatchObject(unavailable("55P03"));
      });
    });

    it("a connection that ends, and the next statement has another", async () => {
      const ended = db.transaction(async (tx) => {
        const { rows } = await tx.query<{ pid: number }>(`select pg_backend_pid() as pid`);
        await fresh.owner.query(`select pg_terminate_backend($1)`, [rows[0]?.pid]);
        await tx.query(`select 1`);
      });
      await expect(ended).rejects.toMatchObject({ code: "unavailable" });
      expect((await db.query(`select 1 as one`)).rows).toEqual([{ one: 1 }]);
    });

    it("a place in a pool whose connections are all held", async () => {
      const done = Promise.withResolvers<void>();
      const held = Array.from({ length: 20 }, () => db.transaction(() => done.promise));
      await expect(db.query(`select 1`)).rejects.toMatchObject({ code: "unavailable" });
      done.resolve();
      await Promise.all(held);
    });
  });

  it("a statement that gave way in a deadlock is done again, once", async () => {
    await fresh.owner.query(`create table counted (id int primary key, n int not null default 0)`);
    await fresh.owner.query(`grant select, update on counted to castmatch_system`);
    await fresh.owner.query(`insert into counted (id) values (1), (2)`);
    await db
      .transaction(async (tx) => {
        await tx.query(`update counted set n = n + 1 where id = 2`);
        const other = db.query(`update counted set n = n + 1`);
        await expect
          .poll(
            async () =>
              (
                await fresh.owner.query(
                  `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
                )
              ).rowCount,
          )
          .toBe(1);
        await tx.query(`update counted set n = n + 1 where id = 1`);
        return { other };
      })
      .then(({ other }) => other);
    expect((await db.query(`select n from counted`)).rows).toEqual([{ n: 2 }, { n: 2 }]);
  });

  it("listening goes on when its connection dies", async () => {
    const heard: string[] = [];
    const stop = await db.listen("news", (payload) => heard.push(payload));
    const killed = await fresh.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'`,
    );
    expect(killed.rowCount).toBe(1);
    await expect
      .poll(
        async () => {
          await db.query(`select pg_notify('news', 'again')`);
          return heard;
        },
        { timeout: 10_000 },
      )
      .toContain("again");
    await stop();
  });
});
