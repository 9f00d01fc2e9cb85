import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sayClock } from "../messages/say-time.ts";
import { type Cutting, cutSlots } from "./cut-slots.ts";

const ZONE = "Asia/Kolkata";
const NOW = new Date("2026-11-21T04:30:00Z");
const at = (clock: string) => new Date(`2026-11-27T${clock}:00+05:30`);
const PLAIN: Cutting = {
  startsAt: at("10:00"),
  endsAt: at("13:00"),
  slotMinutes: 30,
  rooms: 1,
  breaks: [],
  gapMinutes: 0,
  gapEvery: 3,
};
const cut = (how: Partial<Cutting>, timeZone = ZONE, now = NOW) =>
  cutSlots({ ...PLAIN, ...how }, { now, timeZone }).map((start) => sayClock(start, timeZone));

describe("a session is cut into slots", () => {
  it("around its breaks, also those that overlap", () => {
    const breaks = [
      { startsAt: at("11:45"), endsAt: at("12:15") },
      { startsAt: at("11:00"), endsAt: at("12:00") },
    ];
    expect(cut({ breaks })).toEqual(["10:00 am", "10:30 am", "12:15 pm"]);
  });

  it("with time for latecomers after every few slots", () => {
    expect(cut({ slotMinutes: 20, gapMinutes: 10 })).toEqual([
      "10:00 am",
      "10:20 am",
      "10:40 am",
      "11:10 am",
      "11:30 am",
      "11:50 am",
      "12:20 pm",
      "12:40 pm",
    ]);
  });

  it("in time that passes when London's clocks go forward, and back", () => {
    const night = { slotMinutes: 60 };
    const spring = { startsAt: new Date("2027-03-28T00:00:00Z"), endsAt: new Date("2027-03-28T03:00:00Z") };
    expect(cut({ ...night, ...spring }, "Europe/London")).toEqual(["12:00 am", "2:00 am", "3:00 am"]);
    const autumn = { startsAt: new Date("2027-10-30T23:30:00Z"), endsAt: new Date("2027-10-31T02:30:00Z") };
    expect(cut({ ...night, ...autumn }, "Europe/London")).toEqual(["12:30 am", "1:30 am", "1:30 am"]);
  });

  it.each([
    ["begins in the past", { startsAt: new Date(NOW), endsAt: at("13:00") }, /has passed/],
    ["ends before it begins", { endsAt: at("09:00") }, /a later end/],
    ["lasts over a day", { endsAt: new Date("2026-11-29T00:00:00Z") }, /a later end/],
    ["holds no slot", { slotMinutes: 240 }, /shorter than one slot of 240/],
    ["is all break", { breaks: [{ startsAt: at("10:00"), endsAt: at("13:00") }] }, /shorter than one slot/],
    ["has a break outside of it", { breaks: [{ startsAt: at("13:00"), endsAt: at("14:00") }] }, /within the session/],
    ["has a break that ends before it begins", { breaks: [{ startsAt: at("12:00"), endsAt: at("11:00") }] }, /break/],
    ["would have 500 slots", { startsAt: at("04:00"), endsAt: at("12:20"), slotMinutes: 5, rooms: 5 }, /500 slots/],
  ])("not when it %s", (_, how: Partial<Cutting>, said) => {
    expect(() => cut(how)).toThrowError(
      expect.objectContaining({ code: "invalid_input", said: expect.stringMatching(said) }),
    );
  });

  it("so that no slot runs into another, a break, or the end", () => {
    const minutes = fc.integer({ min: 0, max: 179 });
    const breaks = fc.array(fc.tuple(minutes, minutes), { maxLength: 3 });
    const how = fc.record({
      slotMinutes: fc.integer({ min: 5, max: 60 }),
      gapMinutes: fc.integer({ min: 0, max: 30 }),
      gapEvery: fc.integer({ min: 1, max: 5 }),
    });
    const later = (count: number) => new Date(PLAIN.startsAt.getTime() + count * 60_000);
    fc.assert(
      fc.property(how, breaks, (given, pairs) => {
        const away = pairs.map(([a, b]) => ({ startsAt: later(Math.min(a, b)), endsAt: later(Math.max(a, b) + 1) }));
        let starts: Date[];
        try {
          starts = cutSlots({ ...PLAIN, ...given, breaks: away }, { now: NOW, timeZone: ZONE });
        } catch {
          return;
        }
        const length = given.slotMinutes * 60_000;
        for (const [nth, start] of starts.entries()) {
          const end = start.getTime() + length;
          expect(end).toBeLessThanOrEqual((starts[nth + 1] ?? PLAIN.endsAt).getTime());
          for (const one of away) expect(end <= one.startsAt.getTime() || start >= one.endsAt).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
