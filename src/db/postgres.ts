import pg from "pg";
import type { Db, Queryable, Row, Tx } from "../core/ports.ts";
import { toDbError } from "./db-error.ts";

const ENTER = `select set_config('role', 'castmatch_app', true), set_config('castmatch.workspace', $1, true)`;
const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;

const types = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC) return Number;
    if (oid === pg.types.builtins.DATE) return (value: string) => value;
    return pg.types.getTypeParser(oid, format as "text");
  }) as typeof pg.types.getTypeParser,
};

/** PostgreSQL over a pool; the same shapes as the embedded one. */
export async function openPostgres(connectionString: string): Promise<Db> {
  const pool = new pg.Pool({
    connectionString,
    max: 20,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    pipeline: true,
    types,
  });
  pool.on("error", () => undefined);
  const behind = (workspaceId: string | undefined): Db => {
    const transaction = <T>(run: (tx: Tx) => Promise<T>) => transact(pool, workspaceId, run);
    return {
      profile: "scaled",
      query: (workspaceId
        ? (sql: string, params?: readonly unknown[]) => transaction((tx) => tx.query(sql, params))
        : querying(pool)) as Queryable["query"],
      transaction,
      as: (id) => behind(id),
      listen: (channel, callback) => listen(connectionString, channel, callback),
      close: () => pool.end(),
    };
  };
  return behind(undefined);
}

const querying = (on: pg.Pool | pg.PoolClient): Queryable["query"] =>
  (async <R extends Row>(sql: string, params?: readonly unknown[]) => {
    try {
      const { rows, rowCount } = await on.query<R>(sql, params && [...params]);
      return { rows, rowCount: rowCount ?? 0 };
    } catch (error) {
      throw toDbError(error);
    }
  }) as Queryable["query"];

/** `begin` and the walls travel with the first statement: the connection is a pipeline. */
async function transact<T>(pool: pg.Pool, workspaceId: string | undefined, run: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    const begun = [client.query("begin"), ...(workspaceId ? [client.query(ENTER, [workspaceId])] : [])];
    const running = run({ query: querying(client) });
    for (const one of await Promise.allSettled([...begun, running])) if (one.status === "rejected") throw one.reason;
    const result = await running;
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    const broken = await client.query("rollback").then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}

async function listen(connectionString: string, channel: string, callback: (payload: string) => void) {
  const client = new pg.Client({ connectionString, keepAlive: true });
  client.on("error", () => undefined);
  client.on("notification", (message) => {
    if (message.channel === channel) callback(message.payload ?? "");
  });
  await client.connect();
  await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  return () => client.end();
}
