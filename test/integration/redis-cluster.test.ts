/** A Redis Cluster refuses what touches keys of several slots: everything of a queue has to carry the same hash tag. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSignals } from "../../src/clients/redis-signals.ts";
import type { ConversationRef } from "../../src/core/conversation/leases.ts";
import type { LiveEvent } from "../../src/core/ports.ts";
import { openQueues } from "../../src/jobs/queues.ts";
import { freshDatabase } from "../support/database.ts";
import { type RedisServer, startRedis, withoutRedis } from "../support/redis-server.ts";
import { until } from "../support/until.ts";

const lines: unknown[] = [];
const tell = (fields: unknown) => void lines.push(fields);
const log = { info: tell, warn: tell, error: tell, debug: tell };

describe.skipIf(withoutRedis)(`on a Redis Cluster${withoutRedis ? ` (${withoutRedis})` : ""}`, () => {
  let redis: RedisServer;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  beforeAll(async () => {
    redis = await startRedis({ cluster: true });
    database = await freshDatabase();
  });
  afterAll(async () => {
    await database?.close();
    await redis?.kill();
  });

  it("jobs run, at once, after a delay, and again after a failure", async () => {
    const done: string[] = [];
    const run = async (id: string) => {
      done.push(id);
      if (id === "failing" && done.filter((one) => one === id).length === 1) throw new Error("once");
    };
    const queues = await openQueues({
      db: database.db,
      redisUrl: redis.url,
      redisCluster: true,
      processors: { send: run, remind: run, calendar: run, embed: run },
      log,
    });
    await queues.enqueue("send", "now");
    await queues.enqueue("remind", "later", { delayMs: 300 });
    await queues.enqueue("calendar", "failing");
    await until("all ran", () => done.length >= 4, { why: () => JSON.stringify([done, lines]) });
    expect(done.toSorted()).toEqual(["failing", "failing", "later", "now"]);
    await queues.ping?.();
    await queues.close(1_000);
  });

  it("processes wake each other and show what happens", async () => {
    const place = { redisUrl: redis.url, redisCluster: true, log };
    const [one, other] = [openSignals({ ...place, holder: "one" }), openSignals({ ...place, holder: "other" })];
    const ref = { channel: "sms", account: "1", key: "a" };
    const woken: ConversationRef[] = [];
    const shown: LiveEvent[] = [];
    other.work({
      wake: (conversation) => void woken.push(conversation),
      room: async () => undefined,
      waiting: async (refs) => refs,
    });
    other.hear({ arrived: () => undefined, live: (_, event) => void shown.push(event) });
    await until("both are heard of", () => {
      one.wake(ref);
      one.tellLive("w", { type: "changed", what: "roles" });
      return woken.length > 0 && shown.length > 0;
    });
    expect([woken[0], shown[0]]).toEqual([ref, { type: "changed", what: "roles" }]);
    await one.close();
    await other.close();
  });
});
