import { describe, expect, test } from "vitest";
import { matchSlot } from "./match-slot.ts";
import { parseWhen } from "./when.ts";

const ZONE = "Asia/Kolkata";
const at = { now: new Date("2026-11-21T06:00:00Z"), timeZone: ZONE };

/** Every 20 minutes on Friday 27 November, 2 to 6 pm. */
const FRIDAY = Array.from({ length: 12 }, (_, index) => {
  const startsAt = new Date(Date.parse("2026-11-27T08:30:00Z") + index * 20 * 60_000);
  return { slotId: clock(startsAt), startsAt };
});
const SATURDAY = [{ slotId: "sat 4:00", startsAt: new Date("2026-11-28T10:30:00Z") }];

function clock(at: Date): string {
  return at.toLocaleTimeString("en-GB", { timeZone: ZONE, hour: "numeric", minute: "2-digit" });
}

const match = (text: string, slots = FRIDAY) => {
  const { exact, near, several } = matchSlot(parseWhen(text, at), slots, ZONE);
  return { exact: exact?.slotId, near: near.map((slot) => slot.slotId), several };
};

describe("matchSlot", () => {
  test.each([
    ["kal nahi, shaam ko 5 baje chalega", "17:00"],
    ["4", "16:00"],
    ["Friday 4 pm", "16:00"],
    ["शुक्रवार ४ बजे", "16:00"],
    ["quarter past 2", undefined],
    ["3:40", "15:40"],
  ])("%j is the slot %j", (text, slotId) => {
    expect(match(text).exact).toBe(slotId);
  });

  test("a time that is not on offer brings the three closest, in order", () => {
    expect(match("Friday 4:10 pm")).toEqual({
      exact: undefined,
      near: ["15:40", "16:00", "16:20"],
      several: undefined,
    });
    expect(match("Friday 11 am").near).toEqual(["14:00", "14:20", "14:40"]);
  });

  test("another day brings the closest on offer", () => {
    expect(match("kal 4 baje")).toMatchObject({ exact: undefined, near: ["14:00", "14:20", "14:40"] });
  });

  test("a range with several slots names them and takes none", () => {
    expect(match("after 5").near).toEqual(["17:00", "17:20", "17:40"]);
    expect(match("after 5")).toMatchObject({ exact: undefined, several: true });
  });

  test("a range with one slot is that slot", () => {
    expect(match("after 5:30 pm").exact).toBe("17:40");
  });

  test("the same hour on two days is asked about, not guessed", () => {
    expect(match("4 baje", [...FRIDAY, ...SATURDAY])).toMatchObject({
      exact: undefined,
      near: ["16:00", "sat 4:00"],
      several: true,
    });
  });

  test("a day that was ruled out is never offered", () => {
    expect(match("friday nahi", [...FRIDAY, ...SATURDAY]).near).toEqual(["sat 4:00"]);
  });

  test("a day told by its name may be the later week's when only that is on offer", () => {
    expect(match("Saturday", SATURDAY).exact).toBe("sat 4:00");
  });

  test("an unsure hour is read as the other half of the day when only that is on offer", () => {
    const early = [{ slotId: "early", startsAt: new Date("2026-11-27T01:30:00Z") }];
    expect(match("7 baje", early).exact).toBe("early");
    expect(match("7 pm", early).exact).toBeUndefined();
  });

  test("nothing on offer matches nothing", () => {
    expect(match("Friday 4 pm", [])).toEqual({ exact: undefined, near: [], several: undefined });
  });
});
