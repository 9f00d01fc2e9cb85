import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Log } from "../../src/core/ports.ts";
import { openQueues, type Queues } from "../../src/jobs/queues.ts";
import { type Fresh, freshDatabase, freshRedis, scaled } from "../support/database.ts";

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };

const PLACES = scaled ? (["Redis", "PostgreSQL"] as const) : (["the embedded database"] as const);

describe.each(PLACES)("the queues on %s", (place) => {
  let db: Fresh["db"];
  let queues: Queues;
  let close: () => Promise<void>;
  const ran: string[] = [];
  let failures = 1;
  const note = (queue: string) => async (id: string) => {
    ran.push(`${queue}:${id}`);
  };

  beforeAll(async () => {
    const fresh = await freshDatabase();
    ({ db, close } = fresh);
    const processors = {
      send: async (id: string) => {
        ran.push(`send:${id}`);
        const times = ran.filter((one) => one === `send:${id}`).length;
        if (id === "again" && times === 1) await queues.enqueue("send", id, { delayMs: 100, fromItself: true });
      },
      remind: note("remind"),
      embed: note("embed"),
      calendar: async (id: string) => {
        ran.push(`calendar:${id}`);
        failures -= 1;
        if (failures >= 0) throw new Error("the first time fails");
      },
    };
    const redisUrl = place === "Redis" ? await freshRedis() : undefined;
    queues = await openQueues({ db, ...fresh.place, redisUrl, processors, log: quiet });
  });
  afterAll(async () => {
    await queues.close(1_500);
    await close();
  });

  it("run a job at once", async () => {
    await queues.enqueue("send", "one");
    await expect.poll(() => ran).toContain("send:one");
  });

  it("run a job after its delay and not before", async () => {
    await queues.enqueue("remind", "later", { delayMs: 800 });
    await queues.enqueue("send", "before");
    await expect.poll(() => ran).toContain("send:before");
    expect(ran).not.toContain("remind:later");
    await expect.poll(() => ran, { timeout: 15_000 }).toContain("remind:later");
  });

  it("take a second job for an id that waits as the same", async () => {
    await queues.enqueue("embed", "same", { delayMs: 500 });
    await queues.enqueue("embed", "same", { delayMs: 500 });
    await queues.enqueue("embed", "after", { delayMs: 900 });
    await expect.poll(() => ran, { timeout: 15_000 }).toContain("embed:after");
    expect(ran.filter((one) => one === "embed:same")).toHaveLength(1);
  });

  it("take a job's own wish to run later, while it runs", async () => {
    await queues.enqueue("send", "again");
    await expect.poll(() => ran.filter((one) => one === "send:again").length, { timeout: 15_000 }).toBe(2);
  });

  it("try a failed job again", async () => {
    await queues.enqueue("calendar", "fails");
    await expect.poll(() => ran.filter((one) => one === "calendar:fails").length, { timeout: 20_000 }).toBe(2);
  });

  it("leave our own search path alone", async () => {
    expect((await db.query(`show search_path`)).rows).toEqual([{ search_path: scaled ? '"$user", public' : "public" }]);
  });
});
