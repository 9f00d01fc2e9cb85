import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Db } from "../../src/core/ports.ts";
import { freshDatabase, scaled } from "../support/database.ts";
import { furnishHouse } from "../support/houses.ts";

const FRIDAY = new Date("2026-12-04T08:30:00Z");

/** Tables that hold no workspace's data; whoever adds one says here why. */
const WITHOUT_WORKSPACE = {
  inbox: "an event is stored before it is known whose it is",
  inbox_payloads: "an event is stored before it is known whose it is",
  conversation_leases: "a conversation is leased by its outside name",
  schema_migrations: "the same for everyone",
  installation: "what all processes of an installation share",
  calendar_feeds: "the installation's own calendar is nobody's, and nobody but the program reads",
  calendar_channels: "a ping is known by its channel before it is known whose calendar it is",
  sign_in_keys: "they let people into the installation",
};

type Table = {
  name: string;
  column: string | null;
  enabled: boolean;
  forced: boolean;
  /** What castmatch_app may do. */
  app: string[] | null;
  /** For whom, and the condition, of each policy. */
  policies: { name: string; roles: string[]; using: string | null; check: string | null }[];
};

describe("the walls", () => {
  let db: Db;
  let tables: Table[];
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ db, close } = await freshDatabase());
    tables = await readTables(db);
  });
  afterAll(() => close());

  it("stand around every table with a workspace, also for its owner", () => {
    const open = tables.filter((table) => table.column && !(table.enabled && table.forced));
    expect(open.map((table) => table.name)).toEqual([]);
  });

  it("let the application's role through to its own workspace and no further", () => {
    for (const { name, column, policies } of tables.filter((table) => table.column)) {
      const own = `(${column} = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid)`;
      const forApp = policies.filter(({ roles }) => roles.includes("castmatch_app") || roles.includes("public"));
      expect(forApp, name).toEqual([{ name: "wall", roles: ["castmatch_app"], using: own, check: own }]);
    }
  });

  it("leave the application's role no table without them", () => {
    const reached = tables.filter((table) => !table.column && table.app);
    expect(reached.map((table) => table.name)).toEqual([]);
    expect(
      tables
        .filter((table) => !table.column)
        .map((table) => table.name)
        .toSorted(),
    ).toEqual(Object.keys(WITHOUT_WORKSPACE).toSorted());
  });

  it("are passed by nobody the program runs as: no superuser, no BYPASSRLS, no owner", async () => {
    const { rows } = await db.query(
      `select rolname from pg_roles r where rolname like 'castmatch%'
          and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
               or exists (select from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace))`,
    );
    expect(rows).toEqual([]);
    const { rows: roles } = await db.query(`select current_user as role, session_user as login`);
    expect(roles).toEqual([{ role: "castmatch_system", login: scaled ? "castmatch_login" : "castmatch_system" }]);
  });

  it("are not stepped over by a function that runs as its owner", async () => {
    const { rows } = await db.query(
      `select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
          and has_function_privilege('castmatch_app', p.oid, 'execute')`,
    );
    expect(rows).toEqual([]);
  });

  it("are held by the views that searches read through, which run as their owner so that indexes serve them", async () => {
    const { rows: views } = await db.query<{ name: string; sql: string; writable: boolean }>(
      `select relname as name, pg_get_viewdef(oid) as sql,
              has_table_privilege('castmatch_app', oid, 'insert, update, delete') as writable
         from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace order by 1`,
    );
    expect(views.map(({ name, writable }) => ({ name, writable }))).toEqual([
      { name: "names_here", writable: false },
      { name: "talent_here", writable: false },
      { name: "vectors_here", writable: false },
    ]);
    for (const { name, sql } of views) {
      expect(sql.replaceAll(/\s+/g, " "), name).toMatch(
        /WHERE \((?:\w+\.)?workspace_id = \( ?SELECT \(NULLIF\(current_setting\('castmatch\.workspace'::text, true\), ''::text\)\)::uuid AS "?nullif"?\)\);$/,
      );
    }
    const houses = await Promise.all(["here", "there"].map((name) => furnishHouse(db, { name, friday: FRIDAY })));
    for (const { workspaceId } of houses) {
      for (const [view, table] of [
        ["talent_here", "talent_profiles"],
        ["names_here", "talent_names"],
        ["vectors_here", "profile_vectors"],
      ]) {
        const seen = await db.as(workspaceId).query(`select person_id from ${view} order by 1`);
        const own = await db.query(`select person_id from ${table} where workspace_id = $1 order by 1`, [workspaceId]);
        expect(seen.rows, view).toEqual(own.rows);
        expect(own.rows.length, table).toBeGreaterThan(0);
      }
    }
    await expect(db.query(`select person_id from talent_here`)).rejects.toMatchObject({ code: "42501" });
  });

  it("keep what was said and done: neither role changes or deletes it", () => {
    const kept = ["messages", "audit_log"];
    for (const { name, app } of tables.filter((table) => kept.includes(table.name))) {
      expect(app?.toSorted(), name).toEqual(["INSERT", "SELECT"]);
    }
  });

  it("refuse a change of what a workspace allows from inside it", async () => {
    const { rows } = await db.query<{ id: string }>(
      `insert into workspaces (name) values ('Other House') returning id`,
    );
    const inside = db.as(rows[0]?.id ?? "");
    await expect(inside.query(`update workspaces set settings = '{"backfill": "offer"}'`)).rejects.toMatchObject({
      code: "42501",
    });
  });
});

async function readTables(db: Db): Promise<Table[]> {
  const { rows } = await db.query<Table>(
    `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
            case when c.relname = 'workspaces' then 'id'
                 else (select attname::text from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not attisdropped) end as column,
            (select array_agg(distinct g.privilege_type) from aclexplode(c.relacl) g
              where g.grantee in (0, 'castmatch_app'::regrole)) as app,
            coalesce((select jsonb_agg(jsonb_build_object('name', p.policyname, 'roles', p.roles, 'using', p.qual, 'check', p.with_check) order by p.policyname)
                        from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname), '[]') as policies
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`,
  );
  return rows;
}
