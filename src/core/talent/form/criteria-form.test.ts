import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Criteria } from "../criteria.ts";
import type { Sought } from "../criteria-chips.ts";
import { FIELD_NAMES, FIELDS, type FormValues, fillForm } from "./criteria-form.ts";
import { readForm } from "./read-form.ts";

const AT = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" };

const ordered = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
    .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));
const cm = ordered(90, 220);
const one = {
  gender: fc.constantFrom("female", "male", "nonbinary"),
  age: ordered(18, 90),
  city: fc.constantFrom("Pune", "Mumbai"),
  heightCm: fc.oneof(
    cm,
    cm.map(({ min }) => ({ min })),
    cm.map(({ max }) => ({ max })),
  ),
  union: fc.constant("CINTAA"),
  rateMaxPaisePerDay: fc.integer({ min: 100, max: 10_000_000 }).map((rupees) => rupees * 100),
  dates: fc.constantFrom({ from: "2026-12-10", to: "2026-12-20" }, { from: "2027-01-05", to: "2027-01-05" }),
};
const lists = {
  languages: fc.uniqueArray(fc.constantFrom("marathi", "hindi", "tamil")),
  skills: fc.uniqueArray(fc.constantFrom("kathak", "horse riding")),
};
const sought: fc.Arbitrary<Sought> = fc
  .record({
    needed: fc.record(one, { requiredKeys: [] }),
    wished: fc.record(one, { requiredKeys: [] }),
    lists: fc.record(lists),
    nice: fc.record(lists),
    minors: fc.boolean(),
    near: fc.option(fc.constant("Andheri"), { nil: undefined }),
  })
  .map(({ needed, wished, lists: { languages, skills }, nice, minors, near }) => {
    const preferred = {
      ...Object.fromEntries(Object.entries(wished).filter(([name]) => !(name in needed))),
      ...(nice.languages.length > 0 && { languages: nice.languages }),
      ...(nice.skills.length > 0 && { skills: nice.skills }),
    };
    const wishes = Object.keys(preferred).length > 0 ? { preferred } : {};
    return { criteria: Criteria.parse({ ...needed, languages, skills, minors, about: "cop", ...wishes }), near };
  });

const read = (values: FormValues) => readForm(values, AT);
const criteriaOf = (values: FormValues) => {
  const result = read(values);
  return "sought" in result ? result.sought.criteria : result.errors;
};

describe("the criteria as a form", () => {
  it("gives back what it was filled with", () => {
    fc.assert(
      fc.property(sought, (given) => {
        expect(read(fillForm(given))).toEqual({ sought: given });
      }),
      { numRuns: 200 },
    );
  });

  it("has each field once", () => {
    expect(FIELDS.map(({ name }) => name)).toEqual([...FIELD_NAMES]);
  });

  it.each([
    [{ age: "25 to 32" }, { age: { min: 25, max: 32 } }],
    [{ age: "28" }, { age: { min: 28, max: 28 } }],
    [{ height: "5'6\" to 5'10\"" }, { heightCm: { min: 168, max: 178 } }],
    [{ height: "165+" }, { heightCm: { min: 165 } }],
    [{ height: "under 170 cm" }, { heightCm: { max: 170 } }],
    [{ rate: "40k" }, { rateMaxPaisePerDay: 4_000_000 }],
    [{ rate: "1.5 lakh a day" }, { rateMaxPaisePerDay: 15_000_000 }],
    [{ languages: "मराठी and Hindi" }, { languages: ["marathi", "hindi"] }],
    [{ skills: "Ghudsawari; Katthak" }, { skills: ["horse riding", "kathak"] }],
    [{ from: "2026-12-10" }, { dates: { from: "2026-12-10", to: "2026-12-10" } }],
    [
      { age: "8-12", minors: "yes" },
      { age: { min: 8, max: 12 }, minors: true },
    ],
    [{ gender: "any" }, Criteria.parse({})],
    [{ city: "Pune", wishes: "city,age" }, { preferred: { city: "Pune" } }],
  ])("reads %o", (values, meant) => {
    expect(criteriaOf(values)).toMatchObject(meant);
  });

  it.each([
    [{ age: "young" }, { age: "Write one age or two, for example 28 or 25–32." }],
    [{ age: "40-30" }, { age: "40 is above 30. Write the younger age first." }],
    [{ age: "8-12" }, { age: "Children are only looked for when “Under 18s too” is ticked below." }],
    [{ height: "tall" }, { height: expect.stringContaining("160–175 cm") }],
    [{ rate: "a lot" }, { rate: expect.stringContaining("for example 40,000") }],
    [{ from: "2026-12-20", to: "2026-12-10" }, { to: "The last day is before the first." }],
    [{ from: "2026-01-01", to: "2026-01-02" }, { to: "These days are over." }],
    [{ from: "soon" }, { from: "That is no day of the calendar." }],
    [{ city: "x".repeat(81) }, { city: "Please write at most 80 characters here." }],
    [{ languages: "x" }, { languages: expect.stringContaining("Put commas between them") }],
  ])("says what is wrong with %o", (values, errors) => {
    expect(read(values)).toEqual({ errors: expect.objectContaining(errors) });
  });

  it("never throws, whatever stands in it", () => {
    const values = fc.record(Object.fromEntries(FIELD_NAMES.map((name) => [name, fc.string({ unit: "binary" })])));
    fc.assert(
      fc.property(values, (any) => void read(any)),
      { numRuns: 200 },
    );
  });
});
