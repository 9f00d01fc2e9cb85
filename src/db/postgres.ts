/**
 * PostgreSQL over a pool; the same shapes as the embedded one. Every connection begins as castmatch_system, by a start-up
 * option, so that there is nothing to reset when it goes back to the pool; only migrations ask for the owner.
 */
import type { Writable } from "node:stream";
import pg from "pg";
import { type Db, type Log, type Queryable, type Row, type Tx, VARYING } from "../core/ports.ts";
import { toDbError } from "./db-error.ts";
import { again } from "./give-way.ts";
import { listenFor } from "./listen.ts";

const ENTER = `select set_config('role', 'castmatch_app', true), set_config('castmatch.workspace', $1, true)`;
/** Reaching the server, or waiting for a connection of the pool. */
const CONNECT_MS = 5_000;
const STATEMENT_MS = 20_000;
/** Less than a statement may take, so that who waits for a lock is told that it was the lock. */
const LOCK_MS = 10_000;
/** No answer, not even the server's own refusal: the connection is half open. Turns go on within 30 s. */
const SILENT_MS = 23_000;
/** An idle one is looked at so soon, then each second ten times (Node's own numbers): found before a statement is lost on it. */
const KEEPALIVE_MS = 5_000;

const types = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC) return Number;
    if (oid === pg.types.builtins.DATE) return (value: string) => value;
    return pg.types.getTypeParser(oid, format as "text");
  }) as typeof pg.types.getTypeParser,
};

const LIMITS = {
  statement_timeout: STATEMENT_MS,
  lock_timeout: LOCK_MS,
  idle_in_transaction_session_timeout: STATEMENT_MS,
  // The server's own limits are of no use when it has gone without a word.
  query_timeout: SILENT_MS,
};

type Warn = Pick<Log, "warn">;

/** For the program: every statement runs as castmatch_system or, behind `as`, as castmatch_app. */
export function openPostgres(connectionString: string, log?: Warn): Db {
  return open(asSystem(connectionString), LIMITS, log);
}

/** For migrations: every statement runs as the login itself, and may take its time. */
export function openAsOwner(connectionString: string): Db {
  return open(connectionString, { max: 1 });
}

/**
 * Databases live on solid-state disks and in memory: a page by its index costs little more than the next one in line. With
 * the 4 MB of the default an index that finds 100,000 of a million remembers pages instead of rows, and every row of a page is
 * looked at again. No statement of ours is worth a tenth of a second of compiling.
 */
const PLANNING = "-c random_page_cost=1.1 -c work_mem=32MB -c jit=off";

/** The same address with start-up options; `reset role` comes back to them. */
export function asSystem(connectionString: string, searchPath?: string): string {
  const url = new URL(connectionString);
  const path = searchPath ? ` -c search_path=${searchPath}` : "";
  url.searchParams.set(
    "options",
    `${url.searchParams.get("options") ?? ""} -c role=castmatch_system ${PLANNING}${path}`.trim(),
  );
  return url.href;
}

function open(connectionString: string, limits: pg.PoolConfig, log?: Warn): Db {
  const pool = new pg.Pool({
    connectionString,
    max: 20,
    connectionTimeoutMillis: CONNECT_MS,
    ...limits,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEPALIVE_MS,
    pipeline: true,
    types,
  });
  // Of each connection, not of the pool: the pool hears only of those that nobody holds, and unheard it ends the process.
  pool.on("connect", (client) =>
    client.on("error", (error: Error & { code?: string }) =>
      log?.warn({ event: "database_connection_lost", code: error.code }, "a connection to the database ended"),
    ),
  );
  pool.on("error", () => undefined);
  const inside = new Map<string, Db>();
  const within = (workspaceId: string): Db => {
    const db = inside.get(workspaceId) ?? behind(workspaceId);
    inside.set(workspaceId, db);
    return db;
  };
  const behind = (workspaceId: string | undefined): Db => {
    const transaction = <T>(run: (tx: Tx) => Promise<T>) => transact(pool, workspaceId, run);
    return {
      profile: "scaled",
      query: (workspaceId
        ? (sql: string, params?: readonly unknown[]) => again(() => once(pool, workspaceId, { sql, params }))
        : (sql: string, params?: readonly unknown[]) => again(() => querying(pool)(sql, params))) as Queryable["query"],
      transaction,
      as: within,
      listen: (channel, callback) => listenFor({ connectionString, channel, callback, log }),
      close: () => pool.end(),
    };
  };
  return behind(undefined);
}

/** Statements of fixed text are the code's, and not many: the server plans each once a connection. */
const names = new Map<string, string>();
const NAMES_KEPT = 500;

function nameOf(sql: string): string | undefined {
  if (sql.startsWith(VARYING)) return undefined;
  const known = names.get(sql);
  if (known || names.size >= NAMES_KEPT) return known;
  const name = `s${names.size}`;
  names.set(sql, name);
  return name;
}

const querying = (on: pg.Pool | pg.PoolClient): Queryable["query"] =>
  (async <R extends Row>(sql: string, params?: readonly unknown[]) => {
    try {
      const name = params && nameOf(sql);
      const { rows, rowCount } = await on.query<R>({
        text: sql,
        ...(params && { values: [...params] }),
        ...(name && { name }),
      });
      return { rows, rowCount: rowCount ?? 0 };
    } catch (error) {
      throw toDbError(error);
    }
  }) as Queryable["query"];

const connected = (pool: pg.Pool): Promise<pg.PoolClient> =>
  pool.connect().catch((error: unknown) => {
    throw toDbError(error);
  });

/** What is asked at once leaves in one packet: a write costs more than a statement. */
function inOneWrite<T>(client: pg.PoolClient, ask: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
  return ask();
}

type Statement = { sql: string; params?: readonly unknown[] | undefined };

/** One statement behind the walls: begin, walls, statement and commit in one round trip. */
async function once(pool: pg.Pool, workspaceId: string, { sql, params }: Statement) {
  const client = await connected(pool);
  const ask = querying(client);
  const sent = inOneWrite(
    client,
    () => [ask("begin"), ask(ENTER, [workspaceId]), ask(sql, params), ask("commit")] as const,
  );
  const all = await Promise.allSettled(sent);
  client.release(all[3].status === "rejected");
  for (const step of all) if (step.status === "rejected") throw step.reason;
  return (all[2] as PromiseFulfilledResult<{ rows: Row[]; rowCount: number }>).value;
}

/** `begin` and the walls travel with the first statement: the connection is a pipeline. */
async function transact<T>(pool: pg.Pool, workspaceId: string | undefined, run: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await connected(pool);
  const query = querying(client);
  try {
    const { begun, running } = inOneWrite(client, () => ({
      begun: [query("begin"), ...(workspaceId ? [query(ENTER, [workspaceId])] : [])],
      running: run({ query }),
    }));
    for (const one of await Promise.allSettled([...begun, running])) if (one.status === "rejected") throw one.reason;
    const result = await running;
    await query("commit");
    client.release();
    return result;
  } catch (error) {
    const broken = await query("rollback").then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}
