/** Redis is disposable: whatever happens to it, webhooks are answered, work goes on, and what was lost is found again. */
import { createHmac } from "node:crypto";
import { rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config.ts";
import { openQueues } from "../../src/jobs/queues.ts";
import { type Started, startCastMatch } from "../../src/start.ts";
import { type Asked, answering } from "../support/answering.ts";
import { makeDataDir } from "../support/data-dir.ts";
import { type RedisServer, startRedis, withoutRedis } from "../support/redis-server.ts";
import { until } from "../support/until.ts";

const WITHIN = { withinMs: 15_000 };
const log = { info() {}, warn() {}, error() {}, debug() {} };

type Health = { state: string; dependencies: Record<string, { state: string }> };

describe.skipIf(withoutRedis)(`a Redis that comes and goes${withoutRedis ? ` (${withoutRedis})` : ""}`, () => {
  let redis: RedisServer;
  let meta: Awaited<ReturnType<typeof answering>>;
  let started: Started;
  let folder = "";
  let refusals = 0;
  let said = 0;
  /** Another in each test: nobody waits for the six seconds between two messages to one phone. */
  let phone = 919_000_000_000;

  const answer = (_: Asked, response: ServerResponse) => {
    const refuse = refusals > 0;
    if (refuse) refusals -= 1;
    response.writeHead(refuse ? 400 : 200, { "content-type": "application/json" });
    response.end(
      JSON.stringify(refuse ? { error: { code: 131_056 } } : { messages: [{ id: `wamid.${meta.asked.length}` }] }),
    );
  };
  const say = async (text: string): Promise<number> => {
    said += 1;
    const message = {
      from: String(phone),
      id: `wamid.in${said}`,
      timestamp: String(Math.floor(Date.now() / 1_000)),
      type: "text",
    };
    const value = {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "15005550001", phone_number_id: "1" },
      contacts: [{ wa_id: String(phone), profile: { name: "Somebody" } }],
      messages: [{ ...message, text: { body: text } }],
    };
    const body = JSON.stringify({
      object: "whatsapp_business_account",
      entry: [{ id: "1", changes: [{ field: "messages", value }] }],
    });
    const response = await fetch(`${started.url}/webhooks/whatsapp`, {
      method: "POST",
      headers: { "x-hub-signature-256": `sha256=${createHmac("sha256", "secret").update(body).digest("hex")}` },
      body,
    });
    return response.status;
  };
  const health = async () => (await (await fetch(`${started.url}/api/health`)).json()) as Health;
  const redisIs = (state: string) =>
    until(`Redis is ${state}`, async () => (await health()).dependencies.redis?.state === state, WITHIN);

  beforeAll(async () => {
    redis = await startRedis();
    meta = await answering(answer);
    folder = makeDataDir("redis");
    started = await startCastMatch(
      loadConfig({
        PORT: "0",
        DATA_DIR: folder,
        LOG_LEVEL: "silent",
        REDIS_URL: redis.url,
        WHATSAPP_PHONE_NUMBER_ID: "1",
        WHATSAPP_ACCESS_TOKEN: "t",
        WHATSAPP_APP_SECRET: "secret",
        WHATSAPP_VERIFY_TOKEN: "v",
        WHATSAPP_API_URL: meta.url,
      }),
    );
  });
  afterAll(async () => {
    redis?.thaw();
    await started?.stop();
    await redis?.kill();
    await meta?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    phone += 1;
    await redisIs("up");
  });

  const answered = (count: number) => until(`${count} answers left`, () => meta.asked.length >= count, WITHIN);

  it("killed: webhooks are answered and so are people; it is used again as soon as it is back", async () => {
    const before = meta.asked.length;
    await redis.kill();
    await redisIs("down");
    expect((await health()).state).toBe("up");
    expect(await say("hello")).toBe(200);
    await answered(before + 1);
    await redis.start();
    await redisIs("up");
  });

  it("frozen: connections are there and nothing answers, and yet people are answered", async () => {
    const before = meta.asked.length;
    redis.freeze();
    expect(await say("hello again")).toBe(200);
    await answered(before + 1);
    redis.thaw();
  });

  it("emptied while a send waits for its time: the send leaves all the same", async () => {
    const before = meta.asked.length;
    refusals = 1;
    expect(await say("and again")).toBe(200);
    await answered(before + 1);
    await redis.ask((client) => client.flushall());
    await answered(before + 2);
    const waiting = async () =>
      (await started.ctx.db.query(`select from outbox where state not in ('sent', 'failed')`)).rowCount === 0;
    await until("nothing waits", waiting, WITHIN);
  });

  it("away: jobs are refused at once and none is kept; after that they are taken again", async () => {
    const done: string[] = [];
    const run = async (id: string) => void done.push(id);
    await redis.kill();
    const queues = await openQueues({
      db: started.ctx.db,
      redisUrl: `${redis.url}/5`,
      processors: { send: run, remind: run, calendar: run, embed: run },
      log,
    });
    await expect(queues.enqueue("embed", "lost-at-the-start")).rejects.toMatchObject({ code: "unavailable" });
    await redis.start();
    await until(
      "the queue takes jobs",
      () =>
        queues.enqueue("embed", "first").then(
          () => true,
          () => false,
        ),
      WITHIN,
    );
    await redis.kill();
    await until(
      "the loss is noticed",
      () =>
        queues.ping?.().then(
          () => false,
          () => true,
        ),
      WITHIN,
    );
    const tries = await Promise.allSettled(
      Array.from({ length: 1_000 }, (_, n) => queues.enqueue("embed", `lost-${n}`)),
    );
    expect(new Set(tries.map((one) => one.status))).toEqual(new Set(["rejected"]));
    await redis.start();
    await until(
      "jobs are taken",
      () =>
        queues.enqueue("embed", "second").then(
          () => true,
          () => false,
        ),
      WITHIN,
    );
    await until("the job ran", () => done.includes("second"), WITHIN);
    expect(done.filter((id) => id.startsWith("lost"))).toEqual([]);
    await queues.close(1_000);
  });
});
