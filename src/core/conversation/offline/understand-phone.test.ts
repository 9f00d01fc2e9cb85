import { describe, expect, test } from "vitest";
import { understand } from "./understand.ts";

/** Saturday 21 November 2026, 10:00 IST. */
const listening = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata", side: "team" as const };
const read = (text: string) => {
  const intent = understand(text, listening);
  return intent.kind === "tool" ? [intent.name, intent.input] : intent.kind;
};

describe("what was said on the phone", () => {
  test.each([
    ["book Asha for Friday 11:00, we agreed by phone", { name: "Asha", at: "11:00", weekday: 5 }],
    ["Book Asha Rao on Friday at 2:20 pm (agreed by phone)", { name: "Asha Rao", at: "14:20", weekday: 5 }],
    ["book Asha at 11, agreed on the phone", { name: "Asha", at: "11:00" }],
    ["Asha ko Friday 4 baje book karo, phone pe baat hui", { name: "Asha", at: "16:00", weekday: 5 }],
  ])("%s", (text, input) => {
    expect(read(text)).toEqual(["book_by_phone", input]);
  });

  test.each([
    ["Asha says yes to the dates, by phone", "dates", "yes"],
    ["Asha is not free on the dates, by phone", "dates", "no"],
    ["Asha accepted the offer by phone", "offer", "yes"],
    ["Asha declined the offer on the phone", "offer", "no"],
    ["Asha will send the self-tape, she said on the phone", "tape", "yes"],
    ["Asha won't send a self-tape, by phone", "tape", "no"],
  ])("%s", (text, about, answer) => {
    expect(read(text)).toEqual(["answer_by_phone", { name: "Asha", about, answer }]);
  });

  test("is not heard where nobody speaks of a phone", () => {
    expect(read("Asha accepted the offer")).not.toEqual(expect.arrayContaining(["answer_by_phone"]));
  });
});
