import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guarded, unguarded } from "./guard-cell.ts";
import { columnOf, createSheetReader } from "./sheet-columns.ts";

const read = createSheetReader(new Date("2026-11-21T04:30:00Z"));

describe("the columns of a sheet", () => {
  it.each([
    ["Mobile No.", "phone"],
    ["WhatsApp Number", "phone"],
    ["HEIGHT (in cms)", "height_cm"],
    ["नाम", "name"],
    ["Age (yrs)", "age"],
    ["Parent's name", "guardian_name"],
    ["Timestamp", undefined],
  ])("%s is %s", (header, column) => {
    expect(columnOf(header)).toBe(column);
  });

  it("two columns of a name are one, the first of two phones counts", () => {
    expect(
      read({ "First Name": "Ira", Surname: "Sen", Mobile: "91 00000 71003", "Contact No": "1", Age: "25-32 yrs" }),
    ).toEqual({ name: "Ira Sen", phone: "+910000071003", age_min: 25, age_max: 32 });
  });

  it("our own columns stay as they are", () => {
    const row = { name: "Ira", phone: "0000071003" };
    expect(read(row)).toBe(row);
  });

  it("any cell is read without a throw", () => {
    const header = fc.constantFrom(
      "Age",
      "DOB",
      "Height",
      "Rate",
      "Languages",
      "Links",
      "WhatsApp",
      "Mobile",
      "Experience",
      "Photo",
    );
    const cells = fc.dictionary(header, fc.string({ unit: "grapheme", maxLength: 60 }));
    fc.assert(
      fc.property(cells, (record) => void read(record)),
      { numRuns: 200 },
    );
  });

  it("a guarded cell comes back as it was, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", "=", "+", "-", "@", "\t", "\r", "a") }), (text) => {
        expect(unguarded(guarded(text))).toBe(text);
        expect(guarded(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
      { numRuns: 200 },
    );
  });
});
