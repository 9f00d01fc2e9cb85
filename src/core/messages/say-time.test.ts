import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sayDay, sayRange, sayTime } from "./say-time.ts";

const FRIDAY_FIVE = new Date("2026-11-27T11:30:00Z");

describe("sayTime", () => {
  test("says day, date, time and IST in India", () => {
    expect(sayTime(FRIDAY_FIVE, "Asia/Kolkata")).toBe("Friday 27 November, 5:00 pm IST");
    expect(sayTime(FRIDAY_FIVE, "Asia/Calcutta")).toBe("Friday 27 November, 5:00 pm IST");
  });

  test("says the offset elsewhere, with minutes where the zone has them", () => {
    expect(sayTime(FRIDAY_FIVE, "Asia/Dubai")).toBe("Friday 27 November, 3:30 pm GMT+4");
    expect(sayTime(FRIDAY_FIVE, "Asia/Kathmandu")).toBe("Friday 27 November, 5:15 pm GMT+5:45");
    expect(sayTime(FRIDAY_FIVE, "America/New_York")).toBe("Friday 27 November, 6:30 am GMT-5");
    expect(sayTime(FRIDAY_FIVE, "UTC")).toBe("Friday 27 November, 11:30 am GMT");
  });

  test.each([
    ["hi", "शुक्रवार 27 नवंबर, 5:00 pm IST"],
    ["mr", "शुक्रवार 27 नोव्हेंबर, 5:00 pm IST"],
    ["hinglish", "Friday 27 November, 5:00 pm IST"],
  ] as const)("names the day in %s, with the digits of a phone", (language, said) => {
    expect(sayTime(FRIDAY_FIVE, "Asia/Kolkata", language)).toBe(said);
    expect(sayDay(FRIDAY_FIVE, "Asia/Kolkata", language)).toBe(said.split(",")[0]);
  });

  test("noon is 12 pm and midnight 12 am", () => {
    expect(sayTime(new Date("2026-11-27T06:30:00Z"), "Asia/Kolkata")).toContain("12:00 pm");
    expect(sayTime(new Date("2026-11-26T18:30:00Z"), "Asia/Kolkata")).toBe("Friday 27 November, 12:00 am IST");
  });

  test("never throws, whatever the instant", () => {
    fc.assert(
      fc.property(fc.date(), (at) => {
        expect(sayTime(at, "Asia/Kolkata")).toMatch(/IST$|Invalid/);
      }),
    );
  });
});

describe("sayRange and sayDay", () => {
  test("a range of one day names the day once", () => {
    const to = new Date("2026-11-27T12:30:00Z");
    expect(sayRange(FRIDAY_FIVE, to, "Asia/Kolkata")).toBe("Friday 27 November, 5:00 pm to 6:00 pm IST");
  });

  test("a range over midnight names both days", () => {
    const to = new Date("2026-11-27T20:30:00Z");
    expect(sayRange(FRIDAY_FIVE, to, "Asia/Kolkata")).toBe(
      "Friday 27 November, 5:00 pm to Saturday 28 November, 2:00 am IST",
    );
  });

  test("a day has no clock", () => {
    expect(sayDay(FRIDAY_FIVE, "Asia/Kolkata")).toBe("Friday 27 November");
  });
});
