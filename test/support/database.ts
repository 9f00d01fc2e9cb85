import { readFileSync } from "node:fs";
import { inject } from "vitest";
import { type Embedded, openEmbedded } from "../../src/db/embedded.ts";

/** A migrated database of its own, in memory, with one workspace. */
export async function freshDatabase(): Promise<{ db: Embedded; workspaceId: string; close: () => Promise<void> }> {
  const bytes = readFileSync(inject("databaseTemplate"));
  const template = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const db = await openEmbedded({ template });
  const { rows } = await db.query<{ id: string }>(`insert into workspaces (name) values ('Test House') returning id`);
  return { db, workspaceId: (rows[0] as { id: string }).id, close: () => db.close() };
}
