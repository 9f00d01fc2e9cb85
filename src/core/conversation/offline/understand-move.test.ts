import { describe, expect, test } from "vitest";
import { understand } from "./understand.ts";

/** Saturday 21 November 2026, 10:00 IST. */
const clockwork = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" };
const TOMORROW = "2026-11-22";
const read = (text: string) => {
  const intent = understand(text, { ...clockwork, side: "team" });
  return intent.kind === "tool" ? [intent.name, intent.input] : intent.kind;
};

describe("a whole session", () => {
  test.each([
    ["move Friday's session to Saturday, same times", { weekday: 5, toWeekday: 6 }],
    ["Please move the whole session on Friday to Monday at 3 pm", { weekday: 5, toWeekday: 1, from: "15:00" }],
    ["shift the session to 28 November", { toDay: "2026-11-28" }],
    ["push the session by an hour", { byMinutes: 60 }],
    ["push back Friday's session by 30 minutes", { weekday: 5, byMinutes: 30 }],
    ["prepone the session by half an hour", { byMinutes: -30 }],
    ["move the session an hour earlier", { byMinutes: -60 }],
    ["move tomorrow's session to Andheri studio 2", { day: TOMORROW, place: "Andheri studio 2" }],
    ["can you move the auditions on Friday to Versova", { weekday: 5, place: "Versova" }],
    ["move the session to room B", { room: "room B" }],
    ["reschedule Friday's session to Saturday at the Juhu studio", { weekday: 5, toWeekday: 6, place: "Juhu studio" }],
    ["Friday ka session Saturday ko shift karo", { weekday: 5, toWeekday: 6 }],
    ["session ek ghanta aage badhao", { byMinutes: 60 }],
    ["शुक्रवार का सेशन शनिवार को करो", { weekday: 5, toWeekday: 6 }],
  ])("%s", (text, input) => {
    expect(read(text)).toEqual(["move_session", input]);
  });

  test.each([
    ["call off Friday's session because the room is gone", { weekday: 5, reason: "the room is gone" }],
    ["cancel the session", {}],
    ["Please cancel tomorrow's auditions, the director is ill", { day: TOMORROW, reason: "the director is ill" }],
    ["Friday ka session cancel karo", { weekday: 5 }],
    ["शुक्रवार का सेशन रद्द करो", { weekday: 5 }],
  ])("%s", (text, input) => {
    expect(read(text)).toEqual(["call_off_session", input]);
  });

  test("is offered again in a few words", () => {
    expect(read("Yes, offer them other times")).toEqual(["offer_new_times", {}]);
  });

  test.each([
    ["move Asha's audition to 5 pm", "move"],
    ["cancel Asha's audition", "cancel"],
    ["cancel Asha's booking", "cancel"],
  ])("is not meant by %s", (text, kind) => {
    expect(read(text)).toBe(kind);
  });
});
