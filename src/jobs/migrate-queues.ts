import { runMigrations } from "bullmq";
import type { Queryable } from "../core/ports.ts";
import { openAsOwner } from "../db/postgres.ts";

const SCHEMA = "bullmq";

/** BullMQ's tables on PostgreSQL, made or changed by their owner; where they are as they should be, reading is enough. */
export async function prepareQueues(ownerUrl: string): Promise<void> {
  const owner = openAsOwner(ownerUrl);
  try {
    await owner.transaction(migrateQueues);
  } finally {
    await owner.close();
  }
}

/** The same inside a transaction of the owner's: BullMQ brings a begin and a commit of its own. */
export async function migrateQueues(tx: Queryable): Promise<void> {
  await runMigrations(asClient(tx), SCHEMA);
  // It makes a sequence for each queue as it goes.
  await tx.query(`grant usage, create on schema ${SCHEMA} to castmatch_system`);
  await tx.query(`grant all on all tables in schema ${SCHEMA} to castmatch_system`);
  await tx.query(`grant all on all sequences in schema ${SCHEMA} to castmatch_system`);
}

const asClient = (tx: Queryable) =>
  ({
    query: async (sql: string, params?: readonly unknown[]) =>
      /^\s*(begin|commit|rollback)\b/i.test(sql) ? { rows: [], rowCount: 0 } : tx.query(sql, params),
  }) as Parameters<typeof runMigrations>[0];
