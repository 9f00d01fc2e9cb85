import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "../support/free-port.ts";
import { until } from "../support/until.ts";
import { findBinaries } from "./find-binaries.ts";

export const REDIS_DATABASES = 64;

export type RedisServer = Awaited<ReturnType<typeof startRedis>>;

/** A Redis of its own on a free port of loopback: nothing on disk, nothing evicted. */
export async function startRedis() {
  const { redisServer } = findBinaries();
  const folder = mkdtempSync(join(tmpdir(), "castmatch-redis-"));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const options = ["--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"];
  let server: ChildProcess | undefined;

  const start = async () => {
    const where = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder];
    const started = spawn(redisServer, [...where, ...options, "--databases", String(REDIS_DATABASES)], {
      stdio: "ignore",
    });
    server = started;
    await until("Redis answers", () => answers(url, started));
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
    kill: () => end("SIGKILL"),
    start,
    async stop() {
      await end("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string, server: ChildProcess): Promise<boolean> {
  if (server.exitCode !== null) throw new Error(`Redis ended with ${server.exitCode}`);
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === "PONG";
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
