import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkFence, createLeases, type Lease, LeaseLost } from "../../src/core/conversation/leases.ts";
import { createIngest } from "../../src/core/messages/accept.ts";
import type { Db, Log } from "../../src/core/ports.ts";
import { freshDatabase } from "../support/database.ts";

const silent = () => undefined;
const log: Log = { info: silent, warn: silent, error: silent, debug: silent };

describe("leases", () => {
  let db: Db;
  let close: () => Promise<void>;
  let key = 0;
  const ref = () => ({ channel: "sms", account: "+15005550006", key: `+1500555${String(key).padStart(4, "0")}` });
  const processOf = (holder: string) => createLeases({ db, holder, log });
  const taken = async (from: ReturnType<typeof processOf>): Promise<Lease> => {
    const got = await from.take(ref());
    if (!got) throw new Error("not taken");
    return got.lease;
  };
  const expire = () => db.query(`update conversation_leases set expires_at = clock_timestamp() - interval '1 s'`);
  const commit = (lease: Lease) => db.transaction((tx) => checkFence(tx, lease));
  const arrive = (id: string) =>
    createIngest({ db, log, wake: { inbound: silent } })([
      {
        ...ref(),
        channel: "sms",
        platform: "twilio_sms",
        kind: "message",
        providerEventId: id,
        conversationKey: ref().key,
        sender: { address: ref().key },
        sentAt: new Date().toISOString(),
        text: id,
        media: [],
        mentioned: true,
        direct: true,
      },
    ]);

  beforeAll(async () => {
    ({ db, close } = await freshDatabase());
  });
  afterAll(() => close());
  beforeEach(() => {
    key += 1;
  });

  it("are held by one process at a time", async () => {
    const [a, b] = [processOf("a"), processOf("b")];
    const lease = await taken(a);
    expect(await b.take(ref())).toBeUndefined();
    await a.giveBack(lease);
    expect((await taken(b)).fence).toBeGreaterThan(lease.fence);
  });

  it("of one number commit for their own holder alone, where a crash of the database forgot who took it", async () => {
    const [a, b] = [processOf("a"), processOf("b")];
    const forgotten = await taken(a);
    await db.query(`delete from conversation_leases`);
    const lease = await taken(b);
    expect(lease.fence).toBe(forgotten.fence);
    await expect(commit(forgotten)).rejects.toThrow(LeaseLost);
    await commit(lease);
  });

  it("are told to the one who lost them, and commit nothing for it", async () => {
    const [a, b] = [processOf("a"), processOf("b")];
    const lease = await taken(a);
    await expire();
    await taken(b);
    await expect(commit(lease)).rejects.toThrow(LeaseLost);
    expect(lease.lost.aborted).toBe(false);
    await a.renew();
    expect(lease.lost.reason).toBeInstanceOf(LeaseLost);
  });

  it("stay with a process that renews them, also late, when nobody took them", async () => {
    const [a, b] = [processOf("a"), processOf("b")];
    const lease = await taken(a);
    await expire();
    await a.renew();
    expect(lease.lost.aborted).toBe(false);
    expect(await b.take(ref())).toBeUndefined();
    await commit(lease);
  });

  it("bring what waits, and end when nothing does", async () => {
    const [a, b] = [processOf("a"), processOf("b")];
    await arrive("m1");
    await arrive("m2");
    const got = await a.take(ref());
    expect(got?.waiting.map((row) => row.incoming.providerEventId)).toEqual(["m1", "m2"]);
    const lease = got?.lease as Lease;
    await db.query(`update inbox set outcome = 'answered' where provider_event_id = 'm1'`);
    expect((await a.next(lease)).map((row) => row.incoming.providerEventId)).toEqual(["m2"]);
    expect(await b.take(ref())).toBeUndefined();
    await db.query(`update inbox set outcome = 'answered' where provider_event_id = 'm2'`);
    expect(await a.next(lease)).toEqual([]);
    expect((await taken(b)).fence).toBeGreaterThan(lease.fence);
  });
});
