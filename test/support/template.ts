import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { seedDemo } from "../../src/core/talent/seed-demo.ts";
import { openEmbedded } from "../../src/db/embedded.ts";
import { migrate } from "../../src/db/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A gzipped dump of a migrated, empty database. */
    databaseTemplate: string;
    /** The same with the demo workspace in it. */
    demoTemplate: string;
  }
}

/** Migrates one database for the whole run, and seeds it; each test file starts from a copy of one or the other. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "castmatch-template-"));
  const db = await openEmbedded();
  const dumpTo = async (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, Buffer.from(await db.dump()));
    return path;
  };
  await migrate(db.owner);
  project.provide("databaseTemplate", await dumpTo("empty.tar.gz"));
  await seedDemo({ db, now: () => new Date() });
  project.provide("demoTemplate", await dumpTo("demo.tar.gz"));
  await db.close();
  return () => rmSync(folder, { recursive: true, force: true });
}
