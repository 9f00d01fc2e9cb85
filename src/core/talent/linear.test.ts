/** Parsers of what strangers write take time in proportion to its length: sixteen times the text, nowhere near its square. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenise } from "../conversation/offline/tokens.ts";
import { understand } from "../conversation/offline/understand.ts";
import { understandProfile } from "../conversation/offline/understand-profile.ts";
import { understandWords } from "../conversation/offline/understand-words.ts";
import { searchTerms, slotsOf, toEnglish } from "./normalise.ts";
import { readBrief } from "./read-brief.ts";

const AT = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" };
const [SHORT, TIMES] = [360, 16];
/** A square would be 256; what is linear stays near 16, on a busy machine too. */
const FAR_FROM_SQUARE = 90;
/** Below it a clock says nothing. */
const FLOOR_US = 1_500;

const PARSERS: [string, (text: string) => unknown][] = [
  ["a brief", (text) => readBrief(text, AT)],
  ["a document", searchTerms],
  ["a query", (text) => slotsOf(text)],
  ["English for the embedder", (text) => toEnglish(text)],
  ["what talent means", (text) => understand(text, { ...AT, side: "talent" })],
  ["what the team means", (text) => understand(text, { ...AT, side: "team" })],
  ["a profile in words", (text) => understandProfile(text, tokenise(text))],
  ["a team's own word", understandWords],
];

const UNITS = [
  "a ",
  "aa",
  "in our house ",
  "25-",
  "“",
  "women ",
  "my height is ",
  "https://",
  "मुली ",
  "क्",
  "10 Dec ",
  "' ",
  "Aarav’s ",
  "🎬",
  "क",
  "é",
  "\u0301",
  "\n",
  "preferably ",
];

/** Of the processor, the least of three. */
function costUs(parse: (text: string) => unknown, text: string): number {
  const costs = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    parse(text);
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...costs);
}

describe.each(PARSERS)("%s", (_, parse) => {
  it.each(UNITS)("is linear in the length of a text of %j", (unit) => {
    const text = (length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
    parse(text(SHORT));
    const [short, long] = [costUs(parse, text(SHORT)), costUs(parse, text(SHORT * TIMES))];
    expect(long / Math.max(short, FLOOR_US)).toBeLessThan(FAR_FROM_SQUARE);
  });

  it("throws at nothing", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc
        .array(fc.constantFrom(...UNITS, "means", "=", "kal 4 baje", "₹", "\0", "\ud800"), { maxLength: 40 })
        .map((all) => all.join(" ")),
    );
    fc.assert(
      fc.property(texts, (text) => void parse(text)),
      { numRuns: 100 },
    );
  });
});
