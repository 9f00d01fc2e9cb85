import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "./free-port.ts";
import { until } from "./until.ts";

/** Why tests that need a Redis cannot run here; undefined when they can. */
export const withoutRedis: string | undefined =
  spawnSync("redis-server", ["--version"]).status === 0 ? undefined : "redis-server is not installed";

export type RedisServer = Awaited<ReturnType<typeof startRedis>>;

const DATABASES = "64";

/**
 * A Redis of its own on loopback, nothing on disk and nothing evicted, on a port that stays the same over its deaths; as a
 * cluster it is one of one node.
 */
export async function startRedis({ cluster = false } = {}) {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), "castmatch-redis-"));
  let child: ChildProcess | undefined;

  const server = {
    url,
    async start(): Promise<void> {
      const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
      const asCluster = cluster
        ? ["--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf", "--cluster-announce-ip", "127.0.0.1"]
        : ["--databases", DATABASES];
      child = spawn("redis-server", [...options, "--maxmemory-policy", "noeviction", ...asCluster], {
        stdio: "ignore",
        cwd: folder,
      });
      await until("Redis answers", () => server.ask((redis) => redis.ping()).catch(() => undefined));
      if (!cluster) return;
      await server.ask((redis) => redis.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383"));
      await until("the cluster is whole", () =>
        server.ask(async (redis) => String(await redis.call("CLUSTER", "INFO")).includes("cluster_state:ok")),
      );
    },
    /** As a machine that is gone. */
    async kill(): Promise<void> {
      const running = child;
      child = undefined;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const exit = new Promise((done) => running.once("exit", done));
      running.kill("SIGKILL");
      await exit;
    },
    /** For good. */
    async stop(): Promise<void> {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
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
