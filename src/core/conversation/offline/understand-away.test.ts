import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenise } from "./tokens.ts";
import { understandAway } from "./understand-away.ts";

/** Saturday 21 November 2026, 10:00 IST. */
const AT = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" };
const read = (text: string) => understandAway(text, tokenise(text), AT);

describe("dates away", () => {
  it.each([
    ["main 5 se 12 tak shoot pe hoon", "2026-12-05", "2026-12-12"],
    ["28 se 3 tak shoot pe hoon", "2026-11-28", "2026-12-03"],
    ["I am out of town from 10 to 20 December", "2026-12-10", "2026-12-20"],
    ["on shoot 10-20 December", "2026-12-10", "2026-12-20"],
    ["not available 28 Dec to 4 Jan", "2026-12-28", "2027-01-04"],
    ["not available between 5 and 9 December", "2026-12-05", "2026-12-09"],
    ["busy from 24/12 to 2/1", "2026-12-24", "2027-01-02"],
    ["Monday se Wednesday tak bahar hoon", "2026-11-23", "2026-11-25"],
    ["book me out next week", "2026-11-23", "2026-11-29"],
    ["travelling for 3 days from Friday", "2026-11-27", "2026-11-29"],
    ["12 tarikh tak shoot pe hu", "2026-11-21", "2026-12-12"],
    ["poore December shoot hai", "2026-12-01", "2026-12-31"],
    ["मैं 5 से 12 तक शूट पर हूँ", "2026-12-05", "2026-12-12"],
    ["मैं ५ से १२ दिसंबर तक बाहर हूं", "2026-12-05", "2026-12-12"],
    ["मी ५ ते १२ डिसेंबर शूटला आहे", "2026-12-05", "2026-12-12"],
    ["मी 5 तारखेपासून 12 तारखेपर्यंत बाहेरगावी आहे", "2026-12-05", "2026-12-12"],
    ["सोमवारपासून बुधवारपर्यंत सुट्टीवर", "2026-11-23", "2026-11-25"],
    ["mi 5 te 12 paryant bahergavi ahe", "2026-12-05", "2026-12-12"],
    ["on leave tomorrow", "2026-11-22", "2026-11-22"],
  ])("%s", (text, from, to) => {
    expect(read(text)).toEqual({ kind: "away", from, to });
  });

  it("knows a beginning without an end", () => {
    expect(read("main Monday se bahar hoon")).toEqual({ kind: "away", from: "2026-11-23" });
  });

  it.each([
    ["free again from Monday", "2026-11-23", undefined],
    ["I am back on 8 December", "2026-12-08", undefined],
    ["main 8 December se phir se free hoon", "2026-12-08", undefined],
    ["सोमवार से फ्री हूं", "2026-11-23", undefined],
    ["सोमवार पासून मोकळी आहे", "2026-11-23", undefined],
    ["shoot cancelled, free again 10 to 12 December", "2026-12-10", "2026-12-12"],
    ["I am free again", "2026-11-21", undefined],
  ])("%s", (text, from, to) => {
    expect(read(text)).toMatchObject({ kind: "free_again", from, ...(to && { to }) });
  });

  it.each([
    "kal shoot hai, parso aa sakti hoon",
    "not available on Friday",
    "I'm already shooting on Friday",
    "5 se 7 baje shoot pe hoon",
    "is the shoot from 5 to 12 December?",
    "Friday 4 pm",
    "shoot pe hoon",
    "5 se 12 tak nahi aa paungi, cancel",
    "I am free from 4 pm",
  ])("leaves to others: %s", (text) => {
    expect(read(text)).toBeUndefined();
  });

  it("reads any text without a throw", () => {
    const piece = fc.constantFrom(
      "5",
      "31",
      "se",
      "tak",
      "shoot pe",
      "Dec",
      "next week",
      "free again",
      "/",
      "-",
      "2026",
      "से",
      "ते",
    );
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 120 }),
      fc.array(piece).map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(text, (one) => void read(one)),
      { numRuns: 300 },
    );
  });
});
