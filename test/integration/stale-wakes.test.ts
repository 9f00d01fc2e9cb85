import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSignals } from "../../src/clients/redis-signals.ts";
import type { ConversationRef } from "../../src/core/conversation/leases.ts";
import { whereSomethingWaits } from "../../src/core/conversation/waiting.ts";
import { createIngest } from "../../src/core/messages/accept.ts";
import { freshDatabase } from "../support/database.ts";
import { type RedisServer, startRedis, withoutRedis } from "../support/redis-server.ts";
import { until } from "../support/until.ts";

const silent = () => undefined;
const log = { info: silent, warn: silent, error: silent, debug: silent };
const STALE = 5_000;

describe.skipIf(withoutRedis)(`wake-ups that nobody took${withoutRedis ? ` (${withoutRedis})` : ""}`, () => {
  let redis: RedisServer;
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  beforeAll(async () => {
    redis = await startRedis();
    database = await freshDatabase();
  });
  afterAll(async () => {
    await database?.close();
    await redis?.kill();
  });

  const refOf = (key: string) => ({ channel: "sms" as const, account: "+15005550006", key });
  const listed = () => redis.ask((asked) => asked.llen("castmatch:0:wakes"));

  it("wake no conversation in which nothing waits any more, and all others", async () => {
    const { db } = database;
    const ingest = createIngest({ db, log, wake: { inbound: silent } });
    const real = ["a", "b"];
    await ingest(
      real.map((key) => ({
        ...refOf(key),
        platform: "twilio_sms" as const,
        kind: "message" as const,
        providerEventId: key,
        conversationKey: key,
        sender: { address: key },
        sentAt: "2026-11-21T04:30:00Z",
        text: "hello",
        media: [],
        mentioned: true,
        direct: true,
      })),
    );
    const [web, worker] = [
      openSignals({ redisUrl: redis.url, redisCluster: false, holder: "web", log }),
      openSignals({ redisUrl: redis.url, redisCluster: false, holder: "worker", log }),
    ];
    await until("it can be told", async () => {
      web.wake(refOf("a"));
      return (await listed()) > 0;
    });
    for (let n = 0; n < STALE; n += 1) web.wake(refOf(`gone-${n}`));
    web.wake(refOf("b"));
    await until("all are listed", async () => (await listed()) > STALE);
    const woken: ConversationRef[] = [];
    let looks = 0;
    worker.work({
      wake: (ref) => void woken.push(ref),
      room: async () => undefined,
      waiting: (refs) => {
        looks += 1;
        return whereSomethingWaits(db, refs);
      },
    });
    await until("the last one is woken", () => woken.some((ref) => ref.key === "b"));
    expect([...new Set(woken.map((ref) => ref.key))].filter((key) => real.includes(key))).toEqual(real);
    expect(woken.filter((ref) => ref.key.startsWith("gone")).length).toBeLessThan(64);
    expect(looks).toBeLessThan(STALE / 64);
    await Promise.all([web.close(), worker.close()]);
  });
});
