import type { Limits, Log } from "../core/ports.ts";
import { openRedis, type RedisPlace } from "./open-redis.ts";

const COMMAND_MS = 500;
/** After this long a place that nobody came back for is free. */
const KEPT_MS = 10 * 60_000;

/** The same as in process (`createLimits`), by Redis's clock. KEYS: the place, the limits; ARGV: each limit's ms and how many at once. */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local at = tonumber(redis.call('GET', KEYS[1]))
if not at then
  at = now
  for i = 2, #KEYS do
    local free = math.max(now, tonumber(redis.call('GET', KEYS[i]) or now))
    local every, once = tonumber(ARGV[2 * i - 3]), tonumber(ARGV[2 * i - 2])
    local after = free + every
    redis.call('SET', KEYS[i], after, 'PX', math.ceil(after - now) + 1000)
    at = math.max(at, free - (once - 1) * every)
  end
end
if at > now then redis.call('SET', KEYS[1], at, 'PX', math.ceil(at - now) + ${KEPT_MS})
else redis.call('DEL', KEYS[1]) end
return math.ceil(math.max(0, at - now))`;

type Options = RedisPlace & {
  /** Limits while Redis does not answer. */
  meanwhile: Limits;
  log: Pick<Log, "warn">;
};

/** Limits that all processes share. All keys are in one slot of a Redis Cluster. */
export function openRedisLimits({ meanwhile, log, ...place }: Options): Limits & { close: () => void } {
  const redis = openRedis(place, {
    connectTimeout: COMMAND_MS,
    commandTimeout: COMMAND_MS,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
  });
  let silent = false;
  const trouble = (err: unknown) => {
    if (!silent) log.warn({ event: "redis_limits_lost", err }, "each process limits for itself");
    silent = true;
  };
  redis.on("error", trouble);
  redis.on("ready", () => {
    silent = false;
  });
  return {
    async take(id, limits) {
      if (limits.length === 0) return 0;
      const keys = [`place:${id}`, ...limits.map((limit) => limit.key)].map((key) => `{castmatch}:limit:${key}`);
      try {
        return Number(
          await redis.eval(TAKE, keys.length, ...keys, ...limits.flatMap(({ everyMs, atOnce }) => [everyMs, atOnce])),
        );
      } catch (err) {
        trouble(err);
        return meanwhile.take(id, limits);
      }
    },
    close: () => redis.disconnect(),
  };
}
