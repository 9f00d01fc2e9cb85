import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
    /** A data directory with a migrated, empty database. */
    dataTemplate: string;
  }
}

/** Migrates one database for the whole run, and seeds it; what a test opens or starts begins with a copy. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "castmatch-template-"));
  const db = await openEmbedded();
  const write = (name: string, dump: ArrayBuffer) => {
    const path = join(folder, name);
    writeFileSync(path, Buffer.from(dump));
    return path;
  };
  await migrate(db.owner);
  const empty = await db.dump();
  project.provide("databaseTemplate", write("empty.tar.gz", empty));
  project.provide("dataTemplate", await unpack(join(folder, "data"), empty));
  await seedDemo({ db, now: () => new Date() });
  project.provide("demoTemplate", write("demo.tar.gz", await db.dump()));
  await db.close();
  return () => rmSync(folder, { recursive: true, force: true });
}

async function unpack(dataDir: string, template: ArrayBuffer): Promise<string> {
  mkdirSync(dataDir);
  await (await openEmbedded({ dataDir: join(dataDir, "postgres"), template })).close();
  return dataDir;
}
