import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchTerms, toEnglish, understoodShare } from "./normalise.ts";
import { cityName, languageOfWord } from "./places.ts";
import { toLatin } from "./to-latin.ts";

describe("normalising", () => {
  it.each([
    ["मराठी", "marathi"],
    ["पुलिस", "pulis"],
    ["बोलना", "bolna"],
    ["लड़की", "ladki"],
    ["मुंबई", "mumbai"],
    ["में", "mein"],
    ["सितंबर", "sitambar"],
    ["२५", "25"],
  ])("writes %s as %s", (devanagari, latin) => {
    expect(toLatin(devanagari)).toBe(latin);
  });

  it.each([
    [["kathak", "katthak", "कथक"]],
    [["nachna", "naachna", "नाचना"]],
    [["cop", "police", "पुलिस", "पोलीस", "pulis"]],
    [["women", "ladki", "mahila", "मुली"]],
    [["doctor", "डॉक्टर", "daktar"]],
  ])("%j share a search term", (words) => {
    const [first, ...others] = words.map((word) => new Set(searchTerms(word)));
    for (const other of others) expect([...(first ?? [])].some((term) => other.has(term))).toBe(true);
  });

  it("knows cities and languages by their other names", () => {
    expect(["Bombay", "मुंबई", "Navi Mumbai", "mumbai "].map(cityName)).toEqual(Array(4).fill("Mumbai"));
    expect(cityName("Ratnagiri")).toBe("Ratnagiri");
    expect(["marathi", "मराठी", "Maraathi"].map((word) => languageOfWord(toLatin(word).toLowerCase()))).toEqual(
      Array(3).fill("marathi"),
    );
  });

  it("gives the embedder English words, spelt as in English", () => {
    expect(toEnglish("पुलिस mahila nachna")).toBe("police woman dance");
  });

  it("trusts the English model less the more unknown Hindi a query has", () => {
    expect(understoodShare("cop thriller")).toBe(1);
    expect(understoodShare("doctor in a period drama")).toBe(1);
    expect(understoodShare("khamosh sa banda aankhen bolti")).toBeLessThan(0.5);
    expect(understoodShare("")).toBe(0);
  });

  it("never throws, and leaves only letters and digits that a text query can hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const term of searchTerms(text)) expect(term).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });
});
