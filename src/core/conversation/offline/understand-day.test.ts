import { describe, expect, it } from "vitest";
import { understandDay } from "./understand-day.ts";

/** Saturday 21 November 2026, 10:00 IST. */
const CLOCKWORK = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" };

describe("what the desk says of people on the day", () => {
  it.each([
    ["Rewa is here", ["Rewa"], "checked_in"],
    ["rewa has arrived", ["rewa"], "checked_in"],
    ["check in Rewa Kulkarni", ["Rewa Kulkarni"], "checked_in"],
    ["Rewa and Mukta are here", ["Rewa", "Mukta"], "checked_in"],
    ["Rewa aa gayi hai", ["Rewa"], "checked_in"],
    ["रेवा आ गई है", ["रेवा"], "checked_in"],
    ["Rewa is seen", ["Rewa"], "seen"],
    ["mark Rewa as seen", ["Rewa"], "seen"],
    ["Rewa ho gayi", ["Rewa"], "seen"],
    ["Mukta is running late", ["Mukta"], "late"],
    ["no-show: Mukta", ["Mukta"], "no_show"],
    ["Mukta is a no show", ["Mukta"], "no_show"],
    ["Mukta didn't turn up", ["Mukta"], "no_show"],
    ["Mukta nahi aayi", ["Mukta"], "no_show"],
  ])("“%s”", (text, names, to) => {
    expect(understandDay(text, CLOCKWORK)).toEqual({ kind: "tool", name: "mark_booking", input: { names, to } });
  });

  it.each([
    "who is here",
    "is Rewa here?",
    "nobody is here",
    "she is late",
    "the session is over",
    "we are done",
    "I am here",
    "them all are seen",
    "Need a woman, 30-40, who is never late",
    "where are we?",
    "show me the board",
    "call sheet: 10 December 7 am at Film City, contact Ravi",
  ])("“%s” is nothing of the kind", (text) => {
    expect(understandDay(text, CLOCKWORK)).toBeUndefined();
  });
});

describe("the sheet of a day", () => {
  it.each([
    ["send me Friday's sheet", { day: "2026-11-27" }],
    ["session sheet", {}],
    ["today's sheet please", { day: "2026-11-21" }],
    ["kal ki sheet bhejo", { day: "2026-11-22" }],
    ["can you print the session sheet for 27 November?", { day: "2026-11-27" }],
    ["शीट दिखाओ", {}],
  ])("“%s”", (text, input) => {
    expect(understandDay(text, CLOCKWORK)).toEqual({ kind: "tool", name: "session_sheet", input });
  });
});
