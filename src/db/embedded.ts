/**
 * PostgreSQL inside this process. There is one session, so statements of different callers must not interleave: a fair
 * queue hands it to one caller at a time, a transaction keeps it until its end. A statement behind a workspace's walls
 * travels with its `begin`, `set` and `commit` in one message. The session belongs to castmatch_system as soon as the
 * migrations have made that role; only `owner` is more, for one transaction at a time.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { Worker } from "node:worker_threads";
import type { Db, Queryable, Row, Tx } from "../core/ports.ts";
import { toDbError } from "./db-error.ts";
import type { Reply, Request, Statement } from "./embedded-worker.ts";

const ENTER = `select set_config('role', 'castmatch_app', true), set_config('castmatch.workspace', $1, true)`;
const AS_OWNER = `set local session authorization postgres`;

export type Embedded = Db & {
  /** Every statement in a transaction of its own that sees this search_path; ours stays as it is. */
  searching: (path: string) => Queryable;
  /** Owns the tables and passes every wall: for migrations. */
  owner: Pick<Db, "query" | "transaction">;
  /** All files as a gzipped tar: loads in under a second. */
  dump: () => Promise<ArrayBuffer>;
};

/** The result once all have ended: what failed first made the rest fail. */
async function settled<T>(result: Promise<T>, begun: Promise<unknown>[]): Promise<T> {
  const ended = await Promise.allSettled([...begun, result]);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  return result;
}

type Place = { dataDir?: string; template?: ArrayBuffer };
type Unsent = Request extends infer R ? (R extends Request ? Omit<R, "id"> : never) : never;

/** Starts PGlite on a thread, on files or in memory, empty or from a dump. One process a data directory. */
export async function openEmbedded(place: Place = {}): Promise<Embedded> {
  const { ask, stop, onNotify } = await startWorker(place);
  const inTransaction = new AsyncLocalStorage<true>();
  let last: Promise<unknown> = Promise.resolve();

  /** One caller at a time, first come first served. */
  const alone = <T>(run: () => Promise<T>): Promise<T> => {
    if (inTransaction.getStore()) throw new Error("a transaction is open here: use its tx, not the database");
    const turn = last.then(run, run);
    last = turn.catch(() => undefined);
    return turn;
  };
  const send = async (statements: Statement[], answer = 0) => {
    const { rows = [], rowCount = 0 } = await ask({ kind: "batch", statements, answer });
    return { rows, rowCount };
  };
  const querying = (before: Statement[]): Queryable["query"] =>
    (async (sql: string, params?: readonly unknown[]) => {
      const statement = { sql, params: params && [...params] };
      return alone(() =>
        before.length === 0
          ? send([statement])
          : send([{ sql: "begin" }, ...before, statement, { sql: "commit" }], before.length + 1),
      );
    }) as Queryable["query"];
  const transacting =
    (before: Statement[]) =>
    <T>(run: (tx: Tx) => Promise<T>): Promise<T> =>
      alone(async () => {
        const begun = [{ sql: "begin" }, ...before].map((statement) => send([statement]));
        try {
          const query = (async <R extends Row>(sql: string, params?: readonly unknown[]) =>
            (await send([{ sql, params: params && [...params] }])) as {
              rows: R[];
              rowCount: number;
            }) as Queryable["query"];
          const result = await settled(
            inTransaction.run(true, () => run({ query })),
            begun,
          );
          await send([{ sql: "commit" }]);
          return result;
        } catch (error) {
          await send([{ sql: "rollback" }]).catch(() => undefined);
          throw error;
        }
      });
  const inside = new Map<string, Db>();
  const within = (workspaceId: string): Db => {
    const db = inside.get(workspaceId) ?? behind([{ sql: ENTER, params: [workspaceId] }]);
    inside.set(workspaceId, db);
    return db;
  };
  const behind = (before: Statement[]): Db => ({
    profile: "embedded",
    query: querying(before),
    transaction: transacting(before),
    as: within,
    async listen(channel, callback) {
      await alone(() => ask({ kind: "listen", channel }));
      return onNotify(channel, callback);
    },
    async close() {
      await alone(() => ask({ kind: "close" }));
      await stop();
    },
  });

  const owner = behind([{ sql: AS_OWNER }]);
  const lower = () => alone(() => ask({ kind: "lower" }));
  await lower();

  return {
    ...behind([]),
    owner: {
      query: owner.query,
      transaction: async (run) => {
        const result = await owner.transaction(run);
        await lower();
        return result;
      },
    },
    searching: (path) => ({ query: querying([{ sql: `set local search_path to ${path}` }]) }),
    dump: async () => (await alone(() => ask({ kind: "dump" }))).dump as ArrayBuffer,
  };
}

type Answered = { rows?: Row[]; rowCount?: number; dump?: ArrayBuffer };

async function startWorker(place: Place) {
  const worker = new Worker(new URL("./embedded-worker.ts", import.meta.url), { workerData: place });
  const waiting = new Map<number, { done: (reply: Answered) => void; failed: (error: Error) => void }>();
  const callbacks = new Map<string, Set<(payload: string) => void>>();
  let lastId = 0;
  let dead: Error | undefined;

  const ready = Promise.withResolvers<void>();
  worker.on("message", (reply: Reply) => {
    if ("ready" in reply) return ready.resolve();
    if ("notify" in reply) return callbacks.get(reply.notify)?.forEach((callback) => void callback(reply.payload));
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ("error" in reply) asked?.failed(toDbError(reply.error));
    else asked?.done(reply);
  });
  const die = (error: Error) => {
    dead = error;
    ready.reject(error);
    for (const { failed } of waiting.values()) failed(error);
    waiting.clear();
  };
  worker.on("error", die);
  worker.on("exit", () => die(new Error("the embedded database has stopped")));
  await ready.promise;

  return {
    ask: (request: Unsent): Promise<Answered> =>
      new Promise((done, failed) => {
        if (dead) return failed(dead);
        lastId += 1;
        waiting.set(lastId, { done, failed });
        worker.postMessage({ ...request, id: lastId });
      }),
    stop: async () => void (await worker.terminate()),
    async onNotify(channel: string, callback: (payload: string) => void) {
      const all = callbacks.get(channel) ?? new Set();
      callbacks.set(channel, all.add(callback));
      return async () => void all.delete(callback);
    },
  };
}
