import { Redis } from "ioredis";
import type { Config } from "../config.ts";
import { type Finding, off, ok, problem, warning } from "./finding.ts";
import { LIMIT_MS, within } from "./within.ts";

/** BLMPOP, which wake-ups are taken by, came with Redis 7. */
const OLDEST = 7;

/** Redis as REDIS_URL reaches it. Changes nothing. */
export async function checkRedis({ redisUrl }: Pick<Config, "redisUrl">): Promise<Finding[]> {
  if (!redisUrl) return [off("redis", "not used; jobs are kept in the database")];
  const options = { lazyConnect: true, connectTimeout: LIMIT_MS, maxRetriesPerRequest: 0, retryStrategy: () => null };
  const redis = new Redis(redisUrl, options);
  redis.on("error", () => undefined);
  try {
    return await within(examine(redis));
  } catch (error) {
    const code = (error as { code?: string }).code ?? "no answer";
    const todo = "Check host, port and password of REDIS_URL, and that this machine may reach it.";
    return [problem("redis", `cannot be asked: ${code}`, todo)];
  } finally {
    redis.disconnect();
  }
}

async function examine(redis: Redis): Promise<Finding[]> {
  await redis.connect();
  const version = /redis_version:([\d.]+)/.exec(await redis.info("server"))?.[1] ?? "0";
  const memory = await redis.info("memory");
  const policy = /maxmemory_policy:(\S+)/.exec(memory)?.[1] ?? "unknown";
  const aof = /aof_enabled:(\d)/.exec(await redis.info("persistence"))?.[1] === "1";
  return [
    Number.parseInt(version, 10) >= OLDEST
      ? ok("redis", `version ${version}`)
      : problem("redis", `version ${version}`, `Use Redis ${OLDEST} or newer.`),
    policy === "noeviction"
      ? ok("redis policy", policy)
      : warning(
          "redis policy",
          policy,
          "Set maxmemory-policy noeviction: another one throws jobs away when memory is full.",
        ),
    aof
      ? ok("redis log", "append-only file is on")
      : warning(
          "redis log",
          "append-only file is off",
          "Set appendonly yes: a restart then loses no delayed job. The sweeper would find them, seconds late.",
        ),
  ];
}
