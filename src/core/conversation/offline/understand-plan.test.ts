import { describe, expect, it } from "vitest";
import { understandInvite } from "./understand-invite.ts";
import { understandPlaces } from "./understand-places.ts";

/** Saturday 21 November 2026, 10:00 IST. */
const CLOCKWORK = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" };
const HOURS = { day: "2026-11-27", from: "10:00", to: "18:00", place: "Andheri studio" };

describe("how a session is laid out", () => {
  it.each([
    ["in rooms A and B", { rooms: ["Room A", "Room B"] }],
    ["in two rooms at once", { rooms: ["Room 1", "Room 2"] }],
    ["reader Kabir", { readers: ["Kabir"] }],
    ["with Kabir Sethi and Noor reading", { readers: ["Kabir Sethi", "Noor"] }],
    ["3 at a time", { capacity: 3 }],
    ["groups of four", { capacity: 4 }],
    ["in pairs", { capacity: 2 }],
    ["lunch 1 to 2", { breaks: [{ from: "13:00", to: "14:00" }] }],
    [
      "lunch break from 1 pm to 1:45 pm and tea 4 to 4:15",
      {
        breaks: [
          { from: "13:00", to: "13:45" },
          { from: "16:00", to: "16:15" },
        ],
      },
    ],
    ["10 min gap every hour", { gapMinutes: 10, gapEvery: 3 }],
    ["keep a gap of 5 minutes after every 4 slots for latecomers", { gapMinutes: 5, gapEvery: 4 }],
    ["5 minutes free between slots", { gapMinutes: 5, gapEvery: 1 }],
    ["fill in order", { fill: "order" }],
    ["by hand", { fill: "hand" }],
    ["let them choose", { fill: "choice" }],
    [
      "rooms A, B and C, readers Kabir, Noor and Zoya, in pairs, lunch 1-2, fill them in order",
      {
        rooms: ["Room A", "Room B", "Room C"],
        readers: ["Kabir", "Noor", "Zoya"],
        capacity: 2,
        breaks: [{ from: "13:00", to: "14:00" }],
        fill: "order",
      },
    ],
  ])("“%s”", (said, layout) => {
    expect(understandInvite(`Invite them for Friday 10 to 6 at the Andheri studio, ${said}`, CLOCKWORK)).toEqual({
      ...HOURS,
      layout,
    });
    expect(understandInvite(`Invite them for Friday, ${said}, 10 to 6 at the Andheri studio`, CLOCKWORK)).toEqual({
      ...HOURS,
      layout,
    });
  });

  it("keeps an evening's break in the evening, and says when a break has no time that is", () => {
    const evening = understandInvite("Session Friday 7 pm to 11 pm at Versova, break 9 to 9:15", CLOCKWORK);
    expect(evening.layout?.breaks).toEqual([{ from: "21:00", to: "21:15" }]);
    expect(understandInvite("Session Friday 2 to 6 at Versova, lunch 25 to 26", CLOCKWORK).bad).toBe("impossible");
  });
});

describe("times that the team gives", () => {
  it.each([
    [
      "Asha at 2, Meera at 2:20",
      [
        ["Asha", "14:00"],
        ["Meera", "14:20"],
      ],
    ],
    [
      "Asha Rao: 11.30 am and Meera: 12 pm",
      [
        ["Asha Rao", "11:30"],
        ["Meera", "12:00"],
      ],
    ],
    ["put Asha at 3 pm", [["Asha", "15:00"]]],
  ])("“%s”", (said, places) => {
    expect(understandPlaces(said)?.input).toEqual({ places: places.map(([name, at]) => ({ name, at })) });
  });

  it.each(["Asha at 2", "Asha at 2, somebody at the door", "Need a woman at 30", "meet at 2, at 3"])(
    "“%s” gives none",
    (said) => expect(understandPlaces(said)).toBeUndefined(),
  );
});
