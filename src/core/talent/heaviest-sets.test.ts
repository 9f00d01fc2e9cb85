import fc from "fast-check";
import { expect, it } from "vitest";
import { heaviestSets } from "./heaviest-sets.ts";

const weights = fc.array(fc.double({ min: 0.01, max: 9, noNaN: true }), { maxLength: 8 });

it("gives each set once, the heaviest first, and none that is too heavy", () => {
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 40, noNaN: true }), (all, most) => {
      const sets = heaviestSets(all, most);
      const weighed = sets.map((set) => set.reduce((sum, place) => sum + (all[place] ?? Number.NaN), 0));
      expect(weighed.every((weight, at) => weight <= (weighed[at - 1] ?? weight) + 1e-9)).toBe(true);
      expect(weighed.every((weight) => weight <= most + 1e-9)).toBe(true);
      const named = new Set(sets.map((set) => set.toSorted().join(" ")));
      expect([named.size, named.has("")]).toEqual([sets.length, false]);
    }),
    { numRuns: 200 },
  );
});

it("makes sets of the ten heaviest of many things", () => {
  const sets = heaviestSets(Array.from({ length: 24 }, (_, place) => place + 1));
  expect([sets.length, Math.min(...sets.flat())]).toEqual([1_023, 14]);
});
