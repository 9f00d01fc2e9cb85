import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A gzipped dump of a migrated, empty database. */
    databaseTemplate: string;
  }
}

/** Migrates one database for the whole run; each test file starts from a copy. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "castmatch-template-"));
  const path = join(folder, "template.tar.gz");
  const db = await openEmbedded();
  await migrate(db);
  writeFileSync(path, Buffer.from(await db.dump()));
  await db.close();
  project.provide("databaseTemplate", path);
  return () => rmSync(folder, { recursive: true, force: true });
}
