import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { hoursBreach, type Stretch } from "./child-hours.ts";

const ZONE = "Asia/Kolkata";
const at = (clock: string, minutes: number, day = "2026-11-27"): Stretch => {
  const from = DateTime.fromISO(`${day}T${clock}`, { zone: ZONE });
  return { from: from.toJSDate(), to: from.plus({ minutes }).toJSDate() };
};
const work = (stretches: Stretch[], shootDays: string[] = []) => ({ stretches, shootDays });
const days = (count: number, from = "2026-12-01") =>
  Array.from({ length: count }, (_, index) => DateTime.fromISO(from).plus({ days: index }).toISODate() ?? "");

describe("a child's hours", () => {
  test("five hours a day are kept and a minute more is not", () => {
    const morning = work([at("09:00", 150), at("13:00", 140)]);
    expect(hoursBreach(morning, work([at("18:00", 10)]), ZONE)).toBeUndefined();
    expect(hoursBreach(morning, work([at("18:00", 11)]), ZONE)).toBe("day");
  });

  test("three hours go without a rest, and a pause of less than an hour is none", () => {
    expect(hoursBreach(work([]), work([at("09:00", 180)]), ZONE)).toBeUndefined();
    expect(hoursBreach(work([]), work([at("09:00", 181)]), ZONE)).toBe("stretch");
    expect(hoursBreach(work([at("09:00", 120)]), work([at("11:30", 60)]), ZONE)).toBe("stretch");
    expect(hoursBreach(work([at("09:00", 120)]), work([at("12:00", 60)]), ZONE)).toBeUndefined();
    expect(hoursBreach(work([at("09:00", 20), at("12:30", 60)]), work([at("11:10", 60)]), ZONE)).toBeUndefined();
  });

  test("a shoot day is a whole day's work", () => {
    expect(hoursBreach(work([], ["2026-11-27"]), work([at("09:00", 20)]), ZONE)).toBe("day");
    expect(hoursBreach(work([at("09:00", 20)]), work([], ["2026-11-27"]), ZONE)).toBe("day");
    expect(hoursBreach(work([], ["2026-11-27"]), work([at("09:00", 20, "2026-11-28")]), ZONE)).toBeUndefined();
  });

  test("27 days in a row go and a 28th does not, also when it closes a gap", () => {
    expect(hoursBreach(work([]), work([], days(27)), ZONE)).toBeUndefined();
    expect(hoursBreach(work([]), work([], days(28)), ZONE)).toBe("run");
    const gap = [...days(14), ...days(13, "2026-12-16")];
    expect(hoursBreach(work([], gap), work([], ["2026-12-15"]), ZONE)).toBe("run");
    expect(hoursBreach(work([], days(28)), work([], ["2027-02-01"]), ZONE)).toBeUndefined();
  });

  test("days are those of the zone, not of UTC", () => {
    const late = work([at("23:00", 45, "2026-11-26")], []);
    expect(hoursBreach(late, work([], ["2026-11-27"]), ZONE)).toBeUndefined();
  });
});
