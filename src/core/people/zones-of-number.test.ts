import { describe, expect, it } from "vitest";
import { quietUntil } from "../messages/plan-send.ts";
import { zonesOfNumber } from "./zones-of-number.ts";

const quiet = (number: string, at: string) => quietUntil(new Date(at), zonesOfNumber(number))?.toISOString();

describe("quiet hours", () => {
  it("are those of where the phone is", () => {
    const eveningInMumbai = "2026-11-23T14:00:00Z";
    expect(quiet("+910000012345", eveningInMumbai)).toBeUndefined();
    expect(quiet("+440000012345", eveningInMumbai)).toBeUndefined();
    expect(quiet("+650000012345", eveningInMumbai)).toBe("2026-11-24T02:00:00.000Z");
    expect(quiet("+440000012345", "2026-11-23T08:00:00Z")).toBe("2026-11-23T10:00:00.000Z");
  });

  it("end when it is day at both ends of a country", () => {
    expect(quiet("+12120000123", "2026-11-23T15:30:00Z")).toBe("2026-11-23T18:00:00.000Z");
    expect(quiet("+12120000123", "2026-11-24T02:30:00Z")).toBe("2026-11-24T18:00:00.000Z");
  });

  it("keep to the clock when London's changes", () => {
    expect(quiet("+440000012345", "2027-03-27T22:00:00Z")).toBe("2027-03-28T09:00:00.000Z");
    expect(quiet("+440000012345", "2027-10-30T21:00:00Z")).toBe("2027-10-31T10:00:00.000Z");
  });

  it("are India's for what is no number, a number that has no place, or one of a country that we do not know", () => {
    for (const number of ["IN.123", "", "+15005550006", "+3710000123"]) {
      expect(quiet(number, "2026-11-23T16:00:00Z")).toBe("2026-11-24T04:30:00.000Z");
    }
  });
});
