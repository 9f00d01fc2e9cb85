import { join } from "node:path";
import type { Config } from "../config.ts";
import type { Db, Log } from "../core/ports.ts";
import { admitLogin } from "./admit-login.ts";
import { openEmbedded } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import { openAsOwner, openPostgres } from "./postgres.ts";

type Place = Pick<Config, "databaseUrl" | "databaseOwnerUrl"> & { dataDir: string; log?: Pick<Log, "warn"> };

/**
 * PostgreSQL where DATABASE_URL names one, otherwise the embedded one below the data directory; migrated by its owner,
 * opened as castmatch_system. Throws `forbidden`, saying what to do, when DATABASE_URL's login could pass the walls.
 */
export async function openDatabase({ databaseUrl, databaseOwnerUrl, dataDir, log }: Place): Promise<Db> {
  if (!databaseUrl) {
    const db = await openEmbedded({ dataDir: join(dataDir, "postgres") });
    await migrate(db.owner);
    return db;
  }
  await admitLogin(databaseUrl);
  const owner = openAsOwner(databaseOwnerUrl ?? databaseUrl);
  try {
    await migrate(owner);
    await letIn(owner, databaseUrl);
  } finally {
    await owner.close();
  }
  return openPostgres(databaseUrl, log);
}

/** The login takes both roles on; whoever owns the database may hand them out. */
async function letIn(owner: Pick<Db, "query">, databaseUrl: string): Promise<void> {
  const login = decodeURIComponent(new URL(databaseUrl).username);
  const { rows } = await owner.query<{ statement: string }>(
    `select format('grant castmatch_app, castmatch_system to %I', $1::text) as statement
      where not (pg_has_role($1, 'castmatch_app', 'member') and pg_has_role($1, 'castmatch_system', 'member'))`,
    [login],
  );
  if (rows[0]) await owner.query(rows[0].statement);
}
