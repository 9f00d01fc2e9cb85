import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort } from "../support/free-port.ts";
import { until } from "../support/until.ts";
import { findBinaries } from "./find-binaries.ts";

const READY_MS = 30_000;
/** Nothing here outlives its server; a server that crashes alone still keeps every commit. */
const OPTIONS = {
  fsync: "off",
  full_page_writes: "off",
  listen_addresses: "127.0.0.1",
  max_connections: "300",
  shared_buffers: "128MB",
  // pgvector before 0.8.4 can overflow when it builds an index in parallel.
  max_parallel_maintenance_workers: "0",
};

export type Postgres = Awaited<ReturnType<typeof startPostgres>>;

/** Waits for its disk at each commit, and counts what it is asked. */
export const DURABLE = {
  fsync: "on",
  full_page_writes: "on",
  shared_preload_libraries: "pg_stat_statements",
};

/** A cluster of its own in a temporary folder, on a free port of loopback; its superuser needs no password there. */
export async function startPostgres(over: Record<string, string> = {}) {
  const { postgresBin } = findBinaries();
  const folder = mkdtempSync(join(tmpdir(), "castmatch-postgres-"));
  const data = join(folder, "data");
  const as = unprivileged();
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  const init = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync(join(postgresBin, "initdb"), init, { ...as, cwd: folder, stdio: "ignore" });
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const options = Object.entries({ ...OPTIONS, ...over, unix_socket_directories: folder }).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  let server: ChildProcess | undefined;

  const start = async () => {
    const started = spawn(join(postgresBin, "postgres"), ["-D", data, "-p", String(port), ...options], {
      ...as,
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    server = started;
    let said = "";
    started.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
    });
    await until("PostgreSQL answers", () => answers(url, started), { withinMs: READY_MS, why: () => said });
  };
  const end = async (signal: NodeJS.Signals) => {
    const running = server;
    server = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((done) => running.once("exit", done));
    running.kill(signal);
    await ended;
  };

  await start();
  return {
    url,
    port,
    /** As `pg_ctl -m immediate` does: no checkpoint, every connection cut; what was committed comes back from the log. */
    crash: () => end("SIGQUIT"),
    start,
    async stop() {
      await end("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then it runs as Debian's user postgres. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}

async function answers(url: string, server: ChildProcess): Promise<boolean> {
  if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}`);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
