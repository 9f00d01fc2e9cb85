import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { Redis } from "ioredis";
import { freePort } from "./free-port.ts";
import { until } from "./until.ts";

/** Why tests that need a Redis cannot run here; undefined when they can. */
export const withoutRedis: string | undefined =
  spawnSync("redis-server", ["--version"]).status === 0 ? undefined : "redis-server is not installed";

export type RedisServer = Awaited<ReturnType<typeof startRedis>>;

/** A Redis of the test's own, in memory, on a port that stays the same over its deaths. */
export async function startRedis() {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}/0`;
  let child: ChildProcess | undefined;

  const server = {
    url,
    async start(): Promise<void> {
      const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
      child = spawn("redis-server", [...options, "--maxmemory-policy", "noeviction"], { stdio: "ignore" });
      await until("Redis answers", () => server.ask((redis) => redis.ping()).catch(() => undefined));
    },
    /** As a machine that is gone. */
    async kill(): Promise<void> {
      const running = child;
      child = undefined;
      if (!running || running.exitCode !== null) return;
      const exit = new Promise((done) => running.once("exit", done));
      running.kill("SIGKILL");
      await exit;
    },
    /** Connections stay, answers do not come. */
    freeze: () => child?.kill("SIGSTOP"),
    thaw: () => child?.kill("SIGCONT"),
    async ask<T>(question: (redis: Redis) => Promise<T>): Promise<T> {
      const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
      redis.on("error", () => undefined);
      try {
        await redis.connect();
        return await question(redis);
      } finally {
        redis.disconnect();
      }
    },
  };
  await server.start();
  return server;
}
