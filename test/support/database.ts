/** The one place that decides where a test's database is: embedded, or on the real servers of the run when it has some. */
import { inject } from "vitest";
import type { Db } from "../../src/core/ports.ts";
import { openEmbedded } from "../../src/db/embedded.ts";
import { openAsOwner, openPostgres } from "../../src/db/postgres.ts";
import { createDatabase, type Template, takeRedis } from "../services/databases.ts";
import { borrow } from "./lent-database.ts";

export type Fresh = {
  db: Db;
  /** Owns the tables. */
  owner: Pick<Db, "query" | "transaction">;
  /** Where it is, when it is a real one. */
  place: { databaseUrl: string; databaseOwnerUrl: string } | undefined;
  close: () => Promise<void>;
};

const servers = inject("servers");

/** True on real PostgreSQL and Redis. */
export const scaled = servers !== undefined;

/** A database of its own, migrated, empty or with the demo workspace. */
export const copyOf = (template: Exclude<Template, "blank">): Promise<Fresh> =>
  servers ? onServer(template) : borrow(template).then((lent) => ({ ...lent, place: undefined }));

/** The same with one workspace. */
export async function freshDatabase(): Promise<Fresh & { workspaceId: string }> {
  const fresh = await copyOf("empty");
  const { rows } = await fresh.db.query<{ id: string }>(
    `insert into workspaces (name) values ('Test House') returning id`,
  );
  return { ...fresh, workspaceId: (rows[0] as { id: string }).id };
}

/** Nothing but the extensions, as its owner. */
export async function unmigrated(): Promise<Omit<Fresh, "db">> {
  if (servers) return onServer("blank");
  const db = await openEmbedded();
  return { owner: db.owner, place: undefined, close: () => db.close() };
}

/** What tells a program of its own where to work; nothing where it is to work embedded. */
export async function programServices(): Promise<{ env: Record<string, string>; drop: () => Promise<void> }> {
  if (!servers) return { env: {}, drop: async () => undefined };
  const { url, ownerUrl, drop } = await createDatabase(servers, "blank");
  const env = { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, REDIS_URL: await takeRedis(servers) };
  return { env, drop };
}

/** An emptied Redis of its own; undefined where there is none. */
export const freshRedis = async (): Promise<string | undefined> => (servers ? takeRedis(servers) : undefined);

async function onServer(template: Template): Promise<Fresh> {
  if (!servers) throw new Error("no servers");
  const { url, ownerUrl, drop } = await createDatabase(servers, template);
  const [db, owner] = [openPostgres(url), openAsOwner(ownerUrl)];
  const close = async () => {
    await Promise.all([db.close(), owner.close()]);
    await drop();
  };
  return { db, owner, place: { databaseUrl: url, databaseOwnerUrl: ownerUrl }, close };
}
