/**
 * PGlite on a thread of its own: its queries block the thread they run on (FACTS). A message is a batch of statements;
 * the batch stops at its first error and rolls back what it began.
 */
import { parentPort, workerData } from "node:worker_threads";
import { PGlite, types } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { unaccent } from "@electric-sql/pglite/contrib/unaccent";
import { vector } from "@electric-sql/pglite-pgvector";

export type Statement = { sql: string; params?: unknown[] | undefined };
export type Request =
  | { id: number; kind: "batch"; statements: Statement[]; answer: number }
  | { id: number; kind: "listen" | "unlisten"; channel: string }
  | { id: number; kind: "lower" }
  | { id: number; kind: "dump" }
  | { id: number; kind: "close" };
export type Reply =
  | { id: number; rows?: Record<string, unknown>[]; rowCount?: number; dump?: ArrayBuffer }
  | { id: number; error: { message: string; code: string | undefined; constraint: string | undefined } }
  | { notify: string; payload: string }
  | { ready: true };

const { dataDir, template } = workerData as { dataDir?: string; template?: ArrayBuffer };

const pg = await PGlite.create({
  ...(dataDir && { dataDir }),
  ...(template && { loadDataDir: new Blob([template]) }),
  extensions: { vector, pg_trgm, btree_gist, unaccent },
  parsers: {
    [types.INT8]: Number,
    [types.NUMERIC]: Number,
    [types.DATE]: (value: string) => value,
  },
});

let lowered = false;
const listening = new Map<string, () => Promise<void>>();
let last = Promise.resolve();

/** In the order in which they were sent: a caller need not wait for one to send the next. */
parentPort?.on("message", (request: Request) => {
  last = last.then(() => handle(request));
});
parentPort?.postMessage({ ready: true } satisfies Reply);

async function handle(request: Request): Promise<void> {
  const { id } = request;
  try {
    const reply = await answer(request);
    parentPort?.postMessage({ id, ...reply } satisfies Reply);
  } catch (error) {
    const { message, code, constraint } = error as { message: string; code?: string; constraint?: string };
    parentPort?.postMessage({ id, error: { message, code, constraint } } satisfies Reply);
  }
}

async function answer(request: Request) {
  if (request.kind === "batch") return runBatch(request.statements, request.answer);
  if (request.kind === "dump") return { dump: await (await pg.dumpDataDir("gzip")).arrayBuffer() };
  if (request.kind === "lower") await lower();
  if (request.kind === "close") await pg.close();
  if (request.kind === "listen" && !listening.has(request.channel)) {
    const stop = await pg.listen(request.channel, (payload) => {
      parentPort?.postMessage({ notify: request.channel, payload } satisfies Reply);
    });
    listening.set(request.channel, () => stop());
  }
  if (request.kind === "unlisten") {
    await listening.get(request.channel)?.();
    listening.delete(request.channel);
  }
  return {};
}

/** Gives the session to castmatch_system for good, once there is such a role. */
async function lower(): Promise<void> {
  if (lowered) return;
  const { rows } = await pg.query(`select from pg_roles where rolname = 'castmatch_system'`);
  if (rows.length === 0) return;
  await pg.exec(`set session authorization castmatch_system`);
  lowered = true;
}

/** The result of the statement at index `wanted`. A batch that opens a transaction is rolled back when it fails. */
async function runBatch(statements: Statement[], wanted: number) {
  let kept: { rows: Record<string, unknown>[]; rowCount: number } = { rows: [], rowCount: 0 };
  try {
    for (const [index, statement] of statements.entries()) {
      const result = await run(statement);
      if (index === wanted) kept = result;
    }
  } catch (error) {
    if (statements.length > 1) await pg.exec("rollback");
    throw error;
  }
  return kept;
}

async function run({ sql, params }: Statement) {
  const result = params ? await pg.query<Record<string, unknown>>(sql, params) : (await pg.exec(sql)).at(-1);
  const rows = (result?.rows ?? []) as Record<string, unknown>[];
  return { rows, rowCount: Math.max(result?.affectedRows ?? 0, rows.length) };
}
