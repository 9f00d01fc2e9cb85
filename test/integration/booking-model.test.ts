/** Whatever talents and the team do, in any order and two at once: a booking keeps to its states, its slot and its event. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { type Auditions, type Day, openAuditions } from "../support/audition-day.ts";

vi.setConfig({ testTimeout: 120_000 });

/** What any number of acts may make of a booking. What has ended stays as it is. */
const FROM: Record<string, string[]> = {
  none: ["held", "confirmed", "expired", "cancelled_by_talent", "cancelled_by_casting"],
  held: ["held", "confirmed", "expired", "cancelled_by_talent", "cancelled_by_casting"],
  confirmed: ["confirmed", "cancelled_by_talent", "cancelled_by_casting"],
  expired: ["expired"],
  cancelled_by_talent: ["cancelled_by_talent"],
  cancelled_by_casting: ["cancelled_by_casting"],
};

type Act = { says: string; run: (day: Day) => Promise<void> };
type World = { day: Day; states: Map<string, { state: string; version: number }> };

const talent = fc.nat({ max: 2 });
const slot = fc.nat({ max: 3 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(talent, slot).map(([t, s]) => ({ says: `${t} holds ${s}`, run: (day: Day) => day.hold(t, s) })),
  },
  { weight: 3, arbitrary: talent.map((t) => ({ says: `${t} confirms`, run: (day: Day) => day.confirm(t) })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(talent, slot)
      .map(([t, s]) => ({ says: `${t} moves to ${s}`, run: (day: Day) => day.move(t, s) })),
  },
  talent.map((t) => ({ says: `${t} cancels`, run: (day: Day) => day.cancel(t, "talent") })),
  talent.map((t) => ({ says: `the team cancels ${t}`, run: (day: Day) => day.cancel(t, "team") })),
  fc.constantFrom(4, 11).map((minutes) => ({ says: `${minutes} minutes pass`, run: (day: Day) => day.later(minutes) })),
  fc.constant({ says: "holds expire", run: (day: Day) => day.expire() }),
);

let auditions: Auditions;
beforeAll(async () => {
  auditions = await openAuditions();
});
afterAll(() => auditions.close());

const ledger = async () => (await takeLedger(auditions.db, { now: auditions.now(), graceMinutes: 60 })).breaches;

async function holds({ day, states }: World): Promise<void> {
  for (const { id, state, version } of await day.bookings()) {
    const before = states.get(id) ?? { state: "none", version: 1 };
    expect(FROM[before.state], `${before.state} to ${state}`).toContain(state);
    expect(version).toBeGreaterThanOrEqual(before.version);
    states.set(id, { state, version });
  }
  expect(await ledger()).toEqual([]);
}

const actTogether = (acts: Act[]): fc.AsyncCommand<object, World> => ({
  check: () => true,
  toString: () => acts.map((one) => one.says).join(" while "),
  run: async (_, world) => {
    await Promise.all(acts.map((one) => one.run(world.day)));
    await holds(world);
  },
});

test("no sequence of acts takes a booking out of its states, its slot or its calendar event", async () => {
  const steps = fc.commands(
    [act.map((one) => actTogether([one])), act.map((one) => actTogether([one])), fc.tuple(act, act).map(actTogether)],
    { maxCommands: 15, size: "max" },
  );
  let booked = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (commands) => {
      const world: World = { day: await auditions.openDay(), states: new Map() };
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
      booked += [...world.states.values()].filter(({ state }) => state === "confirmed").length;
    }),
    { numRuns: 20 },
  );
  expect(booked).toBeGreaterThan(0);
});
