/** The program itself, started as `npm start` does, on a clock of the test's. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openEmbedded } from "../../src/db/embedded.ts";
import { openPostgres } from "../../src/db/postgres.ts";
import type { Clock } from "./clock.ts";
import { makeDataDir } from "./data-dir.ts";
import { programServices } from "./database.ts";
import { freePort } from "./free-port.ts";
import { until } from "./until.ts";

const MAIN = fileURLToPath(new URL("../../src/main.js", import.meta.url));
const SHIFTED_CLOCK = new URL("./shifted-clock.ts", import.meta.url).href;
const READY_MS = 40_000;

export type Program = Awaited<ReturnType<typeof prepareProgram>>;

type Options = {
  clock: Clock;
  env: Record<string, string>;
  /** The first start makes the database, as a newcomer's does; otherwise it is there. */
  fromNothing?: boolean;
};

/** A data directory and a port that stay the same over restarts. Nothing runs before `start`. */
export async function prepareProgram({ clock, env, fromNothing = false }: Options) {
  const folder = mkdtempSync(join(tmpdir(), "castmatch-e2e-"));
  const dataDir = fromNothing ? join(folder, "data") : makeDataDir("data");
  const port = await freePort();
  const services = await programServices();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let link = "";
  let log: string[] = [];

  const program = {
    url,
    dataDir,
    link: () => link,
    /** Lines of the log since the last start, oldest first. */
    log: () => log,
    async start(): Promise<void> {
      link = "";
      log = [];
      const started = spawn(process.execPath, ["--import", SHIFTED_CLOCK, MAIN], {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          PORT: String(port),
          DATA_DIR: dataDir,
          CLOCK_OFFSET_MS: String(clock.offsetMs()),
          ...services.env,
          ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      child = started;
      started.stdout.on("data", (chunk: Buffer) => {
        link = /http\S+key=\S+/.exec(chunk.toString())?.[0] ?? link;
      });
      started.stderr.on("data", (chunk: Buffer) => log.push(...chunk.toString().split("\n").filter(Boolean)));
      await until("the program is ready", () => ready(), { withinMs: READY_MS, why: () => log.slice(-20).join("\n") });
    },
    /** As a power cut would: nothing is told, nothing is finished. */
    async kill(): Promise<void> {
      await ended("SIGKILL");
    },
    /** As a deploy does, or with SIGINT as a person does; resolves to the exit code. */
    async stop(signal: "SIGTERM" | "SIGINT" = "SIGTERM"): Promise<number | null> {
      return ended(signal);
    },
    async restart(): Promise<void> {
      await ended("SIGKILL");
      await program.start();
    },
    /** Conversations that a process which has ended still holds. */
    async leasesHeld(): Promise<unknown[]> {
      const db = services.env.DATABASE_URL
        ? openPostgres(services.env.DATABASE_URL)
        : await openEmbedded({ dataDir: join(dataDir, "postgres") });
      const { rows } = await db.query(`select conversation from conversation_leases where expires_at > '-infinity'`);
      await db.close();
      return rows;
    },
    async close(): Promise<void> {
      await ended("SIGTERM");
      await services.drop();
      for (const made of [folder, dataDir]) rmSync(made, { recursive: true, force: true });
    },
  };

  async function ready(): Promise<boolean> {
    if (child?.exitCode !== null) throw new Error(`the program ended with ${child?.exitCode}\n${log.join("\n")}`);
    if (!link) return false;
    return fetch(`${url}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
  }

  async function ended(signal: NodeJS.Signals): Promise<number | null> {
    const running = child;
    child = undefined;
    if (!running || running.exitCode !== null || running.signalCode !== null) return null;
    const exit = new Promise<number | null>((done) => running.once("exit", done));
    running.kill(signal);
    return exit;
  }
  return program;
}
