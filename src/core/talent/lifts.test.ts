import { describe, expect, it } from "vitest";
import { Criteria } from "./criteria.ts";
import { kilometresBetween } from "./distance.ts";
import { liftsOf } from "./lifts.ts";
import { NO_SIGNALS } from "./read-signals.ts";

const ADULT = { city: "Mumbai", ratePaisePerDay: 1, isMinor: false };
const asked = { criteria: Criteria.parse({ rateMaxPaisePerDay: 100 }) };
const lifts = (facts = {}, signals = {}, near?: string) =>
  liftsOf({ ...ADULT, ...facts }, { ...NO_SIGNALS, ...signals }, { ...asked, near });

describe("what lifts a result", () => {
  it("is nothing for who is unknown here", () => {
    expect(Object.values(lifts()).every((lift) => lift === 0)).toBe(true);
  });

  it("is what the team decided, a single Pass little and five of them more", () => {
    expect(lifts({}, { selected: 1 }).taste).toBeGreaterThan(0);
    expect(lifts({}, { passed: 1 }).taste).toBeGreaterThan(-0.1);
    expect(lifts({}, { passed: 5 }).taste).toBeLessThan(lifts({}, { passed: 1 }).taste);
    expect(lifts({}, { worked: 1 }).work).toBeGreaterThan(0);
  });

  it("is never learned of a minor", () => {
    expect(lifts({ isMinor: true }, { selected: 5, worked: 2, missed: 1 })).toMatchObject({
      taste: 0,
      work: 0,
      missed: 0,
    });
  });

  it("falls with the distance, with a hold for another role and with a rate that is not known", () => {
    expect(kilometresBetween("Bombay", "पुणे")).toBeGreaterThan(100);
    expect(lifts({ city: "Delhi" }, {}, "Mumbai").distance).toBeLessThan(
      lifts({ city: "Pune" }, {}, "Mumbai").distance,
    );
    expect(lifts({ city: "Atlantis" }, {}, "Mumbai").distance).toBe(0);
    expect(lifts({ ratePaisePerDay: null }, { held: true })).toMatchObject({ held: -0.2, rate: -0.05 });
  });

  it("falls the more, the more words are those of somebody who was not meant, and never for a minor", () => {
    const unlike = [new Set(["cop", "kathak", "boxing"])];
    const of = (searchText: string, isMinor = false) =>
      liftsOf({ ...ADULT, searchText, isMinor }, NO_SIGNALS, { ...asked, unlike }).unlike;
    expect(of("cop kathak boxing")).toBeCloseTo(-0.6);
    expect(of("cop singing")).toBeGreaterThan(of("cop kathak"));
    expect(of("singing")).toBeCloseTo(0);
    expect(of("cop kathak boxing", true)).toBeCloseTo(0);
  });
});
