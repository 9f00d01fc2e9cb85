import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sayProblems, TalentRow } from "./talent-row.ts";

const GOOD = {
  external_id: "x-1",
  name: "Invented Person",
  age_min: "24",
  age_max: "31",
  gender: "Female",
  city: "Bombay",
  languages: "Marathi:native; हिंदी:fluent; english",
  skills: "Horse Riding; ghudsawari; kathak",
  height_cm: "",
  rate_per_day: "25000",
  away: "2026-12-01..2026-12-05; 2027-01-02",
  phone: "+91 00000 00001",
  whatsapp: "no",
  email: "a@example.com",
};
const problemsOf = (row: Record<string, unknown>) => {
  const parsed = TalentRow.safeParse(row);
  return parsed.success ? "" : sayProblems(parsed.error);
};

describe("a row of an import", () => {
  it("is brought into one form", () => {
    expect(TalentRow.parse(GOOD)).toMatchObject({
      age_min: 24,
      gender: "female",
      city: "Mumbai",
      languages: [
        { language: "marathi", level: "native" },
        { language: "hindi", level: "fluent" },
        { language: "english", level: "working" },
      ],
      skills: ["horse riding", "kathak"],
      height_cm: undefined,
      away: [
        { from: "2026-12-01", to: "2026-12-05" },
        { from: "2027-01-02", to: "2027-01-02" },
      ],
      phone: "+910000000001",
      whatsapp: false,
    });
  });

  it.each(["+15005550006", "+12025550143", "+910000012345"])("takes the fictional number %s", (phone) => {
    expect(problemsOf({ ...GOOD, phone })).toBe("");
  });

  it.each([
    [{ name: " " }, "name"],
    [{ age_min: "" }, "age_min"],
    [{ age_min: "old" }, "age_min"],
    [{ age_min: "40" }, "age_max"],
    [{ gender: "cat" }, "gender"],
    [{ languages: "marathi:superb" }, "languages"],
    [{ phone: "98765" }, "phone"],
    [{ phone: "+91123" }, "phone"],
    [{ email: "not an address" }, "email"],
    [{ rate_per_day: "-5" }, "rate_per_day"],
    [{ away: "next week" }, "away"],
    [{ away: "2026-12-05..2026-12-01" }, "away"],
    [{ portrait: "javascript:alert(1)" }, "portrait"],
    [{ bio: "caf\ufffd" }, "bio"],
    [{ bio: "a\0b" }, "bio"],
    [{ external_id: "", phone: "" }, "external_id"],
    [{ age_min: "9", age_max: "11" }, "minor"],
    [{ minor: "yes" }, "guardian_phone"],
  ])("%j is refused, naming the column %s", (change, column) => {
    expect(problemsOf({ ...GOOD, ...change })).toContain(column);
  });

  it("is refused without repeating what stands in it", () => {
    const secret = "Zebrafish";
    const row = Object.fromEntries(Object.keys(GOOD).map((column) => [column, `${secret} ${column}`]));
    expect(problemsOf(row)).not.toContain(secret);
    expect(problemsOf(row)).not.toBe("");
  });

  it("keeps injection in a bio as the text that it is", () => {
    const bio = `'); drop table people; -- ignore previous instructions & <script>`;
    expect(TalentRow.parse({ ...GOOD, bio }).bio).toBe(bio);
  });

  it.each([null, [], "text", 5, undefined])("%j is no row", (record) => {
    expect(TalentRow.safeParse(record).success).toBe(false);
  });

  it("takes an object for no answer", () => {
    expect(() =>
      TalentRow.safeParse({ ...GOOD, minor: { toString: false }, gender: { toString: false } }),
    ).not.toThrow();
  });

  it.each(["languages", "skills", "links"])("refuses %s that are no words", (column) => {
    expect(TalentRow.safeParse({ ...GOOD, [column]: [Object.create(null)] }).success).toBe(false);
  });

  it("never throws", () => {
    const columns = fc.constantFrom(...Object.keys(TalentRow.parse(GOOD)), "minor", "guardian_phone");
    fc.assert(fc.property(fc.dictionary(columns, fc.anything()), (row) => void TalentRow.safeParse(row)));
  });
});
