/**
 * Any interleaving of workers that send, stop, die and come back late, of a provider that does and then fails, of the
 * sweeper and of receipts: each message arrives once, in order, and the tables know it.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import type { Receipt } from "../../src/core/messages/message.ts";
import { settleReceipt } from "../../src/core/messages/settle-receipt.ts";
import { type Behaviour, openPostOffice, type PostOffice } from "../support/post-office.ts";

vi.setConfig({ testTimeout: 120_000 });

/** What a single step may make of a state; `sending` is left by its worker, the sweeper or a receipt. */
const STEPS: Record<string, string[]> = {
  pending: ["pending", "sending", "sent", "failed", "unknown"],
  sending: ["sending", "pending", "sent", "failed", "unknown"],
  unknown: ["unknown", "pending", "sent", "failed"],
  sent: ["sent", "failed"],
  failed: ["failed"],
};

const ANSWERS: Behaviour[] = [
  { arrives: true, result: "sent" },
  { arrives: true, result: "unknown" },
  { arrives: false, result: "unknown" },
  { arrives: false, result: "retry" },
  { arrives: false, result: "failed" },
];

type World = {
  office: PostOffice;
  to: { id: string; personId: string };
  letters: string[];
  states: Map<string, string>;
  stopped: { id: string; arrives: boolean; sending: Promise<unknown>; goOn: (behaviour: Behaviour) => void }[];
};
/** How many letters there are, and how many calls stand still: enough to know which step makes sense. */
type Model = { letters: number; stopped: number };
type Step = fc.AsyncCommand<Model, World>;

const step = (
  name: string,
  check: (model: Model) => boolean,
  run: (model: Model, world: World) => Promise<void>,
): Step => ({
  check,
  toString: () => name,
  run: async (model, world) => {
    await run(model, world);
    await holdsStill(world);
  },
});
const any = () => true;
const chosen = <T>(list: T[], nth: number) => list[nth % list.length] as T;

const post = () =>
  step("post", any, async (model, world) => {
    world.letters.push(await world.office.post(world.to));
    model.letters += 1;
  });
const send = (nth: number, answer: Behaviour) =>
  step(
    `send ${nth} ${answer.arrives ? "arrives" : "does not arrive"} ${answer.result}`,
    (model) => model.letters > 0,
    async (_, { office, letters }) => {
      await office.send(
        office.worker("w", () => answer),
        chosen(letters, nth),
      );
    },
  );
const stop = (nth: number, arrives: boolean) =>
  step(
    `stop during ${nth} ${arrives ? "after" : "before"} it arrives`,
    (model) => model.letters > 0,
    async (model, { office, letters, stopped }) => {
      const id = chosen(letters, nth);
      const before = office.held.length;
      const called = Promise.withResolvers<void>();
      const worker = office.worker(`stopped ${before}`, () => {
        setImmediate(called.resolve);
        return { hold: true, arrives };
      });
      const sending = office.send(worker, id).finally(called.resolve);
      await called.promise;
      const held = office.held[before];
      if (!held) return;
      stopped.push({ id, arrives, sending, goOn: held.goOn });
      model.stopped += 1;
    },
  );
const goOn = (nth: number) =>
  step(
    `go on ${nth}`,
    (model) => model.stopped > 0,
    async (model, { stopped }) => {
      const [call] = stopped.splice(nth % stopped.length, 1);
      model.stopped -= 1;
      call?.goOn({ arrives: false, result: call.arrives ? "sent" : "retry" });
      await call?.sending;
    },
  );
const die = (nth: number) =>
  step(
    `die ${nth}`,
    (model) => model.stopped > 0,
    async (model, { stopped }) => {
      stopped.splice(nth % stopped.length, 1);
      model.stopped -= 1;
    },
  );
const sweep = (blind: boolean) =>
  step(`sweep${blind ? " while the provider says nothing" : ""}`, any, async (_, { office }) => {
    office.later(16_000);
    office.goBlind(blind);
    await office.reconcile(office.good);
    office.goBlind(false);
  });
const receive = (nth: number, status: Receipt["status"]) =>
  step(
    `receipt ${nth} ${status}`,
    (model) => model.letters > 0,
    async (_, { office, letters }) => {
      const id = chosen(letters, nth);
      if (office.arrived.includes(id)) await settleReceipt(office.good, receiptOf(id, status), crypto.randomUUID());
    },
  );

const receiptOf = (outboxId: string, status: Receipt["status"]): Receipt => ({
  kind: "receipt",
  channel: "whatsapp",
  platform: "whatsapp_cloud",
  account: "1",
  providerEventId: `${outboxId}:${status}`,
  providerMessageId: `wamid.${outboxId}`,
  status,
  outboxId,
});

async function holdsStill({ office, letters, states }: World): Promise<void> {
  const mine = office.arrived.filter((id) => letters.includes(id));
  expect(mine, "nothing arrives twice").toEqual([...new Set(mine)]);
  for (const id of letters) {
    const { state = "" } = (await office.state(id)) ?? {};
    expect(STEPS[states.get(id) ?? "pending"], `${states.get(id)} to ${state}`).toContain(state);
    states.set(id, state);
    if (state === "sent") expect(office.arrived).toContain(id);
  }
}

/** Everybody comes back, the provider is well, and what is due is sent, without another minute passing. */
async function comeToRest(world: World): Promise<void> {
  const { office, letters, stopped } = world;
  for (const call of stopped.splice(0)) {
    call.goOn({ arrives: false, result: call.arrives ? "sent" : "retry" });
    await call.sending;
    await office.db.query(`update outbox set next_at = '-infinity' where state = 'pending'`);
    for (const id of letters) await office.send(office.good, id);
    await holdsStill(world);
  }
  for (let round = 0; round <= letters.length + 2; round += 1) {
    await office.db.query(`update outbox set next_at = '-infinity' where state in ('pending', 'unknown')`);
    await office.reconcile(office.good);
    for (const id of letters) await office.send(office.good, id);
    await holdsStill(world);
  }
}

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

test("each message arrives once and in order, whoever is stopped, dies or fails in between", async () => {
  const nth = fc.nat({ max: 2 });
  const steps = fc.commands(
    [
      fc.constant(post()),
      fc.tuple(nth, fc.constantFrom(...ANSWERS)).map(([n, answer]) => send(n, answer)),
      fc.tuple(nth, fc.boolean()).map(([n, arrives]) => stop(n, arrives)),
      fc.tuple(nth, fc.boolean()).map(([n, arrives]) => stop(n, arrives)),
      fc.constant(sweep(false)),
      nth.map(goOn),
      nth.map(die),
      fc.boolean().map(sweep),
      fc
        .tuple(nth, fc.constantFrom<Receipt["status"]>("queued", "sent", "delivered", "read"))
        .map(([n, status]) => receive(n, status)),
    ],
    { maxCommands: 30, size: "max" },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (commands) => {
      const world: World = {
        office,
        to: await office.openConversation(),
        letters: [],
        states: new Map(),
        stopped: [],
      };
      office.held.length = 0;
      world.letters.push(await office.post(world.to), await office.post(world.to));
      await fc.asyncModelRun(() => ({ model: { letters: 2, stopped: 0 }, real: world }), commands);
      await comeToRest(world);
      const arrived = office.arrived.filter((id) => world.letters.includes(id));
      const failed = world.letters.filter((id) => world.states.get(id) === "failed");
      expect(arrived.filter((id) => !failed.includes(id))).toEqual(world.letters.filter((id) => !failed.includes(id)));
      for (const id of world.letters) expect(["sent", "failed"]).toContain(world.states.get(id));
    }),
    { numRuns: 60 },
  );
  const { breaches } = await takeLedger(office.db, { now: office.now(), graceMinutes: 0 });
  expect(breaches).toEqual([]);
});

test("receipts in any order, any number of times, end at the highest", async () => {
  const order: Receipt["status"][] = ["queued", "sent", "delivered", "read", "failed"];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...order), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(...ANSWERS.slice(0, 3)),
      fc.nat({ max: 8 }),
      async (statuses, answer, when) => {
        const to = await office.openConversation();
        const id = await office.post(to);
        const before = statuses.slice(0, when);
        const worker = office.worker("w", () => ({ hold: true, arrives: true }));
        const nth = office.held.length;
        const sending = office.send(worker, id);
        while (!office.held[nth]) await new Promise(setImmediate);
        for (const status of before) await settleReceipt(office.good, receiptOf(id, status), crypto.randomUUID());
        office.held[nth]?.goOn({ ...answer, arrives: false });
        await sending;
        for (const status of statuses.slice(when))
          await settleReceipt(office.good, receiptOf(id, status), crypto.randomUUID());
        const highest = order[Math.max(...statuses.map((status) => order.indexOf(status)))];
        const end = await office.state(id);
        expect(end?.state).toBe(highest === "failed" ? "failed" : "sent");
        // That the provider took it is as much as its "queued" says.
        expect(highest === "queued" ? ["queued", "sent"] : [highest]).toContain(end?.receipt);
      },
    ),
    { numRuns: 60 },
  );
});
