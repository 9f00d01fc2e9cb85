import type { Config } from "../config.ts";
import type { Queryable } from "../core/ports.ts";
import { readMigrations } from "../db/migrate.ts";
import { openAsOwner } from "../db/postgres.ts";
import { checkClock } from "./clock.ts";
import { type Finding, off, ok, problem, warning } from "./finding.ts";
import { within } from "./within.ts";

const OLDEST = 15;
const PGVECTOR = [0, 8, 4] as const;

/** PostgreSQL as DATABASE_URL's login sees it. Changes nothing. */
export async function checkDatabase({ databaseUrl }: Pick<Config, "databaseUrl">): Promise<Finding[]> {
  if (!databaseUrl) return [off("database", "embedded; set DATABASE_URL for a PostgreSQL")];
  const db = openAsOwner(databaseUrl);
  try {
    return await within(examineDatabase(db));
  } catch (error) {
    const code = error instanceof Error ? error.message : String(error);
    return [problem("database", `cannot be asked: ${withoutSecrets(code, databaseUrl)}`, WAYS_IN)];
  } finally {
    await db.close().catch(() => undefined);
  }
}

const WAYS_IN = "Check host, port, login and database of DATABASE_URL, and that this machine may reach it.";

/** What is wrong with a database, from the catalogue and our own table of migrations. */
export async function examineDatabase(db: Queryable): Promise<Finding[]> {
  const before = Date.now();
  const { rows } = await db.query<Server>(
    `select current_setting('server_version') as version, clock_timestamp() as now, session_user::text as login,
            r.rolsuper as superuser, r.rolbypassrls as bypass,
            (select extversion from pg_extension where extname = 'vector') as installed,
            (select default_version from pg_available_extensions where name = 'vector') as available,
            to_regclass('schema_migrations') is not null as migrated
       from pg_roles r where r.rolname = session_user`,
  );
  const after = Date.now();
  const server = rows[0] as Server;
  return [
    versionOf(server),
    pgvectorOf(server),
    rightsOf(server),
    checkClock("the database", server.now, { before, after }),
    await migrationsOf(db, server),
  ];
}

type Server = {
  version: string;
  now: Date;
  login: string;
  superuser: boolean;
  bypass: boolean;
  installed: string | null;
  available: string | null;
  migrated: boolean;
};

const versionOf = ({ version }: Server): Finding =>
  Number.parseInt(version, 10) >= OLDEST
    ? ok("database", `PostgreSQL ${version}`)
    : problem("database", `PostgreSQL ${version}`, `Use PostgreSQL ${OLDEST} or newer.`);

function pgvectorOf({ installed, available }: Server): Finding {
  const version = installed ?? available;
  if (!version) {
    return problem("pgvector", "is not installed on the server", "Install pgvector 0.8.4 or newer (package pgvector).");
  }
  const parts = version.split(".").map(Number);
  const at = PGVECTOR.findIndex((wanted, index) => (parts[index] ?? 0) !== wanted);
  if (at >= 0 && (parts[at] ?? 0) < (PGVECTOR[at] ?? 0)) {
    const todo =
      "Update to 0.8.4 or newer; until then set max_parallel_maintenance_workers = 0: older ones can corrupt an index.";
    return warning("pgvector", `version ${version}`, todo);
  }
  return ok("pgvector", `version ${version}`);
}

function rightsOf({ login, superuser, bypass }: Server): Finding {
  if (!superuser && !bypass) return ok("database login", `${login} is held by row-level security`);
  return problem(
    "database login",
    `${login} ${superuser ? "is a superuser" : "has BYPASSRLS"}: the walls between workspaces would not hold`,
    "Make a login that is neither (create role castmatch login password '…'), sign in as it by DATABASE_URL, and keep the present one as DATABASE_OWNER_URL.",
  );
}

async function migrationsOf(db: Queryable, { migrated }: Server): Promise<Finding> {
  const files = readMigrations();
  const run = 'Run "npm run migrate" (starting CastMatch does the same).';
  if (!migrated) return warning("migrations", `none of ${files.length} applied`, run);
  const { rows } = await db.query<{ version: number; sha256: string }>(`select version, sha256 from schema_migrations`);
  const applied = new Map(rows.map((row) => [row.version, row.sha256]));
  const changed = files.find((file) => applied.has(file.version) && applied.get(file.version) !== file.sha256);
  if (changed) {
    return problem(
      "migrations",
      `${changed.name} is not what was applied`,
      "Deploy the code this database was made by.",
    );
  }
  const missing = files.filter((file) => !applied.has(file.version)).length;
  if (missing > 0) return warning("migrations", `${missing} of ${files.length} not applied yet`, run);
  const newer = rows.length - files.length;
  if (newer > 0) {
    return warning(
      "migrations",
      `${newer} newer than this code`,
      "Fine during a deploy; otherwise deploy the newer code.",
    );
  }
  return ok("migrations", `all ${files.length} applied`);
}

function withoutSecrets(text: string, address: string): string {
  const { password } = new URL(address);
  return password ? text.replaceAll(decodeURIComponent(password), "…").replaceAll(password, "…") : text;
}
