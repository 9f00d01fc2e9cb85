import { describe, expect, it } from "vitest";
import { sayRange } from "../messages/say-time.ts";
import { findTimes, type Guest, type Watcher, type Wish } from "./find-times.ts";

/** Saturday 21 November 2026, 10:00 IST. */
const NOW = new Date("2026-11-21T04:30:00Z");
const WISH: Wish = { from: "2026-11-21", to: "2026-11-25", earliest: "10:00", latest: "18:00", minutes: 120 };
const hours = (day: number, from: number, to: number) => ({
  from: new Date(Date.UTC(2026, 10, day, from - 5, -30)),
  to: new Date(Date.UTC(2026, 10, day, to - 5, -30)),
});
const find = (
  wish: Partial<Wish>,
  { team = [], guests = [], zone = "Asia/Kolkata" }: { team?: Watcher[]; guests?: Guest[]; zone?: string } = {},
) =>
  findTimes({ ...WISH, ...wish }, { team, guests, now: NOW, timeZone: zone }).map(
    ({ startsAt, endsAt, busy, away }) => [sayRange(startsAt, endsAt, zone), busy, away],
  );

describe("times for a session", () => {
  it("are the earliest of the first three days when nobody is taken, on Sundays only when nothing else was asked", () => {
    expect(find({})).toEqual([
      ["Saturday 21 November, 10:30 am to 12:30 pm IST", [], []],
      ["Monday 23 November, 10:00 am to 12:00 pm IST", [], []],
      ["Tuesday 24 November, 10:00 am to 12:00 pm IST", [], []],
    ]);
    expect(find({ from: "2026-11-22", to: "2026-11-22" })).toHaveLength(1);
  });

  it("go around what the team's calendars say, and around who is unknown as if free", () => {
    const team = [{ name: "Meher", busy: [hours(23, 9, 15), hours(24, 9, 20), hours(25, 11, 12)] }, { name: "Dev" }];
    expect(find({ from: "2026-11-23" }, { team })).toEqual([
      ["Monday 23 November, 3:00 pm to 5:00 pm IST", [], []],
      ["Tuesday 24 November, 10:00 am to 12:00 pm IST", ["Meher"], []],
      ["Wednesday 25 November, 12:00 pm to 2:00 pm IST", [], []],
    ]);
  });

  it("put days first on which fewer talents are away or at another audition", () => {
    const guests = [
      { name: "Asha", away: [{ from: "2026-11-21", to: "2026-11-24" }], busy: [] },
      { name: "Bela", away: [], busy: [hours(23, 10, 13), hours(24, 8, 20)] },
    ];
    expect(find({ from: "2026-11-23", to: "2026-11-26" }, { guests })).toEqual([
      ["Monday 23 November, 1:00 pm to 3:00 pm IST", [], ["Asha"]],
      ["Wednesday 25 November, 10:00 am to 12:00 pm IST", [], []],
      ["Thursday 26 November, 10:00 am to 12:00 pm IST", [], []],
    ]);
  });

  it("keep to the clock across London's change of it", () => {
    const spring = { from: "2027-03-27", to: "2027-03-29" };
    expect(find(spring, { zone: "Europe/London" }).map(([when]) => when)).toEqual([
      "Saturday 27 March, 10:00 am to 12:00 pm GMT",
      "Monday 29 March, 10:00 am to 12:00 pm GMT+1",
    ]);
  });

  it("are none where the hours are shorter than what is asked, or the days are over", () => {
    expect(find({ latest: "11:00" })).toEqual([]);
    expect(find({ from: "2026-11-24", to: "2026-11-23" })).toEqual([]);
    expect(find({ from: "2026-11-01", to: "2026-11-20" })).toEqual([]);
  });
});
