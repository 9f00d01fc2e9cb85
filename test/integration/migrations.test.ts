import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dumpSchema } from "../../src/db/dump-schema.ts";
import { openEmbedded } from "../../src/db/embedded.ts";
import { migrate, readMigrations } from "../../src/db/migrate.ts";

describe("migrations", () => {
  it("bring an empty database to schema.sql, ten callers at once and again", async () => {
    const db = await openEmbedded();
    await Promise.all(Array.from({ length: 10 }, () => migrate(db.owner)));
    await migrate(db.owner);
    const { rows } = await db.query(`select version, name from schema_migrations order by version`);
    expect(rows).toEqual(readMigrations().map(({ version, name }) => ({ version, name })));
    const committed = readFileSync(new URL("../../migrations/schema.sql", import.meta.url), "utf8");
    expect(await dumpSchema(db)).toBe(committed);
    await db.close();
  });

  it("refuse to go on when an applied file was changed", async () => {
    const db = await openEmbedded();
    await migrate(db.owner);
    await db.owner.query(`update schema_migrations set sha256 = 'other' where version = 1`);
    await expect(migrate(db.owner)).rejects.toThrow(/changed after it was applied/);
    await db.close();
  });

  it("say of every table what a row is", async () => {
    const db = await openEmbedded();
    await migrate(db.owner);
    const { rows } = await db.query(
      `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
          and relname <> 'schema_migrations' and obj_description(oid) is null`,
    );
    expect(rows).toEqual([]);
    await db.close();
  });
});
