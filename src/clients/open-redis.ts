import { Cluster, Redis } from "ioredis";

export type RedisPlace = { redisUrl: string; redisCluster: boolean };

type Options = {
  connectTimeout: number;
  commandTimeout?: number;
  socketTimeout?: number;
  keepAlive?: number;
  maxRetriesPerRequest: number | null;
  enableReadyCheck?: boolean;
  enableOfflineQueue?: boolean;
  enableAutoPipelining?: boolean;
};

/** A connection to one Redis, or to a cluster of which REDIS_URL names a node; both take the same commands. */
export function openRedis({ redisUrl, redisCluster }: RedisPlace, options: Options): Redis | Cluster {
  if (!redisCluster) return new Redis(redisUrl, options);
  const { username, password, protocol } = new URL(redisUrl);
  const { enableOfflineQueue = true, enableAutoPipelining = false, ...redisOptions } = options;
  return new Cluster([redisUrl], {
    enableOfflineQueue,
    enableAutoPipelining,
    // The other nodes are known by their addresses alone.
    redisOptions: {
      ...redisOptions,
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
      ...(protocol === "rediss:" && { tls: {} }),
    },
  });
}
