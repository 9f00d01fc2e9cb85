/**
 * Three small verbs over BullMQ: enqueue, run, close. On the embedded database BullMQ's Postgres backend gets a pool
 * that is none: every statement is a transaction of its own in BullMQ's schema, and LISTEN goes through the database's
 * own `listen`. A job carries an id and nothing else, and none is needed for correctness: the sweeper finds what is due.
 */
import { EventEmitter } from "node:events";
import { type ConnectionOptions, createPostgresBackend, Queue, Worker, withBackend } from "bullmq";
import type { Cluster, Redis } from "ioredis";
import pg from "pg";
import { openRedis } from "../clients/open-redis.ts";
import { AppError } from "../core/errors.ts";
import type { Db, Log, Queryable } from "../core/ports.ts";
import type { Embedded } from "../db/embedded.ts";
import { asSystem } from "../db/postgres.ts";
import { migrateQueues, prepareQueues } from "./migrate-queues.ts";
import { within } from "./within.ts";

const NAMES = ["send", "remind", "calendar", "embed"] as const;
export type QueueName = (typeof NAMES)[number];

export type Processors = Record<QueueName, (id: string) => Promise<void>>;

type Options = {
  db: Db;
  databaseUrl?: string | undefined;
  /** Who makes BullMQ's tables; without it DATABASE_URL's login. */
  databaseOwnerUrl?: string | undefined;
  redisUrl?: string | undefined;
  redisCluster?: boolean;
  /** Absent in a process that only adds jobs. */
  processors: Processors | undefined;
  log: Log;
};

export type Queues = {
  /**
   * Adds a job for later; a job for the same id that waits or runs already is enough, unless it is the running one that
   * wishes to run again. Rejects at once when Redis is away: nothing is kept for when it is back.
   */
  enqueue: (queue: QueueName, id: string, options?: { delayMs?: number; fromItself?: boolean }) => Promise<void>;
  /** Stops taking jobs and waits for those that run, at most so long. */
  close: (timeoutMs: number) => Promise<void>;
  /** Resolves when Redis answers; absent without Redis. */
  ping?: () => Promise<void>;
};

const CONNECT_MS = 5_000;
const STATEMENT_MS = 15_000;
/** Redis answers in a millisecond. */
const COMMAND_MS = 2_000;
/** A connection that is half open is given up: workers ask, at the latest, every ten seconds. */
const SILENT_MS = 30_000;
const KEEP_ALIVE_MS = 10_000;
const CONCURRENCY: Record<QueueName, number> = { send: 8, remind: 4, calendar: 2, embed: 1 };

export async function openQueues(given: Options): Promise<Queues> {
  const { processors, log } = given;
  const backend = await backendOf(given);
  const { options, classes } = backend;
  const queues = new Map(NAMES.map((name) => [name, new classes.Queue(name, { ...options, ...backend.adding })]));
  const workers = processors
    ? NAMES.map(
        (name) =>
          new classes.Worker(name, (job) => processors[name](String(job.data.id)), {
            ...options,
            concurrency: CONCURRENCY[name],
            lockDuration: 10_000,
            stalledInterval: 5_000,
            maxStalledCount: 5,
          }),
      )
    : [];
  const trouble = (queue: string) => (err: Error) =>
    log.warn({ event: "queue_error", queue, err }, "a queue has trouble");
  for (const queue of queues.values()) queue.on("error", trouble(queue.name));
  for (const worker of workers) {
    worker.on("error", trouble(worker.name));
    worker.on("failed", (job, err) =>
      log.error({ event: "job_failed", queue: worker.name, id: job?.data.id, err }, "a job failed"),
    );
  }
  return {
    async enqueue(queue, id, { delayMs = 0, fromItself = false } = {}) {
      if (backend.away?.()) throw new AppError("unavailable", "Redis is away");
      await queues.get(queue)?.add(
        queue,
        { id },
        {
          delay: delayMs,
          attempts: 5,
          backoff: { type: "exponential", delay: 2_000 },
          ...(!fromItself && { deduplication: { id: `${queue}-${id}` } }),
          removeOnComplete: true,
          removeOnFail: 100,
        },
      );
    },
    async close(timeoutMs) {
      const closing = Promise.allSettled([
        ...workers.map((worker) => worker.close()),
        ...[...queues.values()].map((queue) => queue.close()),
      ]);
      await within(timeoutMs, closing);
      await backend.close();
    },
    ...(backend.ping && { ping: backend.ping }),
  };
}

type Backend = {
  classes: { Queue: typeof Queue; Worker: typeof Worker };
  options: { connection: ConnectionOptions; prefix?: string };
  /** What adds jobs has a connection of its own, which keeps nothing for later. */
  adding?: { connection: ConnectionOptions };
  away?: () => boolean;
  ping?: () => Promise<void>;
  close: () => Promise<void>;
};

async function backendOf({
  db,
  databaseUrl,
  databaseOwnerUrl,
  redisUrl,
  redisCluster = false,
  log,
}: Options): Promise<Backend> {
  if (redisUrl) {
    const limits = { connectTimeout: COMMAND_MS, keepAlive: KEEP_ALIVE_MS, socketTimeout: SILENT_MS };
    const place = { redisUrl, redisCluster };
    const connection = openRedis(place, { ...limits, maxRetriesPerRequest: null });
    const adding = openRedis(place, {
      ...limits,
      commandTimeout: COMMAND_MS,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
    });
    for (const one of [connection, adding]) one.on("error", () => undefined);
    await heardOf(adding);
    return {
      classes: { Queue, Worker },
      options: { connection, prefix: "{castmatch}" },
      adding: { connection: adding },
      away: () => adding.status !== "ready",
      ping: async () => void (await adding.ping()),
      close: async () => {
        for (const one of [connection, adding]) one.disconnect();
      },
    };
  }
  if (databaseUrl) {
    await prepareQueues(databaseOwnerUrl ?? databaseUrl);
    const pool = new pg.Pool({
      connectionString: asSystem(databaseUrl, "bullmq,public"),
      max: 10,
      connectionTimeoutMillis: CONNECT_MS,
      statement_timeout: STATEMENT_MS,
      lock_timeout: STATEMENT_MS,
      keepAlive: true,
    });
    pool.on("connect", (client) =>
      client.on("error", (err) => log.warn({ event: "queue_connection_lost", err }, "a queue's connection ended")),
    );
    pool.on("error", () => undefined);
    return onPostgres(pool, () => pool.end());
  }
  const embedded = db as Embedded;
  await embedded.owner.transaction((tx) => migrateQueues(tx));
  return onPostgres(embeddedPool(embedded), async () => undefined);
}

/** Resolves when Redis is there, or known not to be. */
async function heardOf(connection: Redis | Cluster): Promise<void> {
  const heard = Promise.withResolvers<void>();
  for (const event of ["ready", "error", "close"]) connection.once(event, heard.resolve);
  const timer = setTimeout(heard.resolve, COMMAND_MS);
  await heard.promise;
  clearTimeout(timer);
}

/** BullMQ's classes for a backend have types of their own; what we use of them is the same. */
const onPostgres = (pool: unknown, close: () => Promise<void>): Backend => ({
  classes: withBackend(createPostgresBackend) as unknown as Backend["classes"],
  options: { connection: pool as ConnectionOptions },
  close,
});

function embeddedPool(db: Embedded) {
  const searching = db.searching("bullmq, public");
  const events = new EventEmitter();
  return Object.assign(events, {
    options: { keepAlive: true },
    query: (sql: string, params?: readonly unknown[]) => searching.query(sql, params),
    connect: async () => embeddedClient(searching, db),
    end: async () => undefined,
  });
}

/** A client of the pool that is none; its LISTEN is the database's own. */
function embeddedClient(queryable: Queryable, db: Db) {
  const events = new EventEmitter();
  const stops: (() => Promise<void>)[] = [];
  return Object.assign(events, {
    async query(sql: string, params?: readonly unknown[]) {
      const channel = /^(?:\s|--[^\n]*\n)*listen\s+"?(\w+)"?/i.exec(sql)?.[1];
      if (!channel) return queryable.query(sql, params);
      stops.push(await db.listen(channel, (payload) => void events.emit("notification", { channel, payload })));
      return { rows: [], rowCount: 0 };
    },
    release: () => {
      for (const stop of stops.splice(0)) void stop();
    },
  });
}
