/** Any order of taking, renewing, giving back and losing: only the one who took last commits, and fences only grow. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { checkFence, createLeases, type Lease, LeaseLost, type Leases } from "../../src/core/conversation/leases.ts";
import type { Db, Log } from "../../src/core/ports.ts";
import { freshDatabase } from "../support/database.ts";

const HOLDERS = ["a", "b", "c"] as const;
type Holder = (typeof HOLDERS)[number];

type Model = {
  fence: number;
  /** Who took last. */
  holder: Holder | undefined;
  /** Its time is over, or it was given back: anybody may take it. */
  over: boolean;
  /** The fence under which each thinks that it holds. */
  held: Partial<Record<Holder, number>>;
};
type World = { db: Db; key: string; processes: Record<Holder, Leases>; taken: Lease[] };
type Step = fc.AsyncCommand<Model, World>;

const silent = () => undefined;
const log: Log = { info: silent, warn: silent, error: silent, debug: silent };
const refOf = (key: string) => ({ channel: "sms", account: "+15005550006", key });

const step = (name: string, run: Step["run"]): Step => ({ check: () => true, toString: () => name, run });
const take = (holder: Holder) =>
  step(`${holder} takes`, async (model, { processes, key, taken }) => {
    const got = await processes[holder].take(refOf(key));
    const mayTake = model.holder === undefined || model.over || model.holder === holder;
    expect(got !== undefined, "taken").toBe(mayTake);
    if (!got) return;
    expect(got.lease.fence).toBeGreaterThan(model.fence);
    Object.assign(model, { fence: got.lease.fence, holder, over: false });
    model.held[holder] = got.lease.fence;
    taken.push(got.lease);
  });
const renew = (holder: Holder) =>
  step(`${holder} renews`, async (model, { processes, taken }) => {
    await processes[holder].renew();
    const fence = model.held[holder];
    if (fence === undefined) return;
    if (fence === model.fence) model.over = false;
    else delete model.held[holder];
    const lease = taken.find((one) => one.fence === fence);
    expect(lease?.lost.aborted, "told of the loss").toBe(fence !== model.fence);
  });
const expire = step("its time is over", async (model, { db, key }) => {
  await db.query(
    `update conversation_leases set expires_at = clock_timestamp() - interval '1 s' where conversation like '%' || $1`,
    [key],
  );
  model.over = true;
});
const giveBack = (holder: Holder) =>
  step(`${holder} gives back`, async (model, { processes, taken }) => {
    const fence = model.held[holder];
    const lease = taken.find((one) => one.fence === fence);
    if (!lease) return;
    await processes[holder].giveBack(lease);
    delete model.held[holder];
    if (fence === model.fence) model.over = true;
  });
const commit = (nth: number) =>
  step(`lease ${nth} commits`, async (model, { db, taken }) => {
    const lease = taken[nth % Math.max(1, taken.length)];
    if (!lease) return;
    const committing = db.transaction((tx) => checkFence(tx, lease));
    if (lease.fence === model.fence) await committing;
    else await expect(committing).rejects.toThrow(LeaseLost);
  });

let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  ({ db, close } = await freshDatabase());
});
afterAll(async () => {
  vi.useRealTimers();
  await close();
});

test("only the one who took a conversation last commits in it", async () => {
  const holder = fc.constantFrom(...HOLDERS);
  const steps = fc.commands(
    [
      holder.map(take),
      holder.map(take),
      holder.map(renew),
      holder.map(giveBack),
      fc.constant(expire),
      fc.nat({ max: 5 }).map(commit),
      fc.nat({ max: 5 }).map(commit),
    ],
    { maxCommands: 40, size: "max" },
  );
  let run = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (commands) => {
      run += 1;
      const leasesOf = (name: Holder) => createLeases({ db, holder: `${name}${run}`, log });
      const processes = { a: leasesOf("a"), b: leasesOf("b"), c: leasesOf("c") };
      const world: World = { db, key: `+1500555${String(run).padStart(4, "0")}`, processes, taken: [] };
      const model: Model = { fence: 0, holder: undefined, over: false, held: {} };
      await fc.asyncModelRun(() => ({ model, real: world }), commands);
    }),
    { numRuns: 60 },
  );
});
