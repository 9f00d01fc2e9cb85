import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dumpSchema } from "../../src/db/dump-schema.ts";
import { migrate, readMigrations } from "../../src/db/migrate.ts";
import { unmigrated } from "../support/database.ts";

describe("migrations", () => {
  it("bring an empty database to schema.sql, ten callers at once and again", async () => {
    const { owner, close } = await unmigrated();
    await Promise.all(Array.from({ length: 10 }, () => migrate(owner)));
    await migrate(owner);
    const { rows } = await owner.query(`select version, name from schema_migrations order by version`);
    expect(rows).toEqual(readMigrations().map(({ version, name }) => ({ version, name })));
    const committed = readFileSync(new URL("../../migrations/schema.sql", import.meta.url), "utf8");
    expect(await dumpSchema(owner)).toBe(committed);
    await close();
  });

  it("refuse to go on when an applied file was changed", async () => {
    const { owner, close } = await unmigrated();
    await migrate(owner);
    await owner.query(`update schema_migrations set sha256 = 'other' where version = 1`);
    await expect(migrate(owner)).rejects.toThrow(/changed after it was applied/);
    await close();
  });

  it("say of every table what a row is", async () => {
    const { owner, close } = await unmigrated();
    await migrate(owner);
    const { rows } = await owner.query(
      `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
          and relname <> 'schema_migrations' and obj_description(oid) is null`,
    );
    expect(rows).toEqual([]);
    await close();
  });
});
