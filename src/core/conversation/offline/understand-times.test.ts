import { expect, it } from "vitest";
import { understandTimes } from "./understand-times.ts";

/** Saturday 21 November 2026, 10:00 IST. */
const CLOCKWORK = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" };

it.each([
  ["suggest times", {}],
  ["Can you suggest some times for next week?", { from: "2026-11-23", to: "2026-11-29" }],
  ["when can we see them?", {}],
  ["when is everyone free on Friday", { from: "2026-11-27", to: "2026-11-27" }],
  ["find a time of two hours this week", { from: "2026-11-21", to: "2026-11-22", minutes: 120 }],
  ["kab bula sakte hain?", {}],
])("“%s” asks when a session could be", (text, input) => {
  expect(understandTimes(text, CLOCKWORK)).toEqual({ kind: "tool", name: "suggest_times", input });
});

it.each(["find a dancer", "when is the session?", "show me the board", "Invite them for Friday between 2 and 6"])(
  "“%s” does not",
  (text) => expect(understandTimes(text, CLOCKWORK)).toBeUndefined(),
);
