import { describe, expect, it } from "vitest";
import { spreadAlike } from "./spread-alike.ts";

const one = (id: string, score: number, words: string) => ({ id, score, terms: new Set(words.split(" ")) });
const order = (ranked: ReturnType<typeof one>[]) => spreadAlike(ranked, 1).map(({ id }) => id);

describe("near-twins", () => {
  it("make room for somebody else after the first", () => {
    expect(
      order([one("a", 1, "cop tall pune"), one("b", 0.99, "cop tall pune"), one("c", 0.8, "cop shy nagpur")]),
    ).toEqual(["a", "c", "b"]);
  });

  it("still come before who fits far less", () => {
    expect(order([one("a", 1, "cop tall"), one("b", 0.9, "cop tall"), one("c", 0.2, "nurse")])).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  it("are not those who have a few words in common, or none at all", () => {
    expect(order([one("a", 1, "cop tall pune"), one("b", 0.99, "cop bald delhi"), one("c", 0.8, "")])).toEqual([
      "a",
      "b",
      "c",
    ]);
    expect(order([one("a", 1, ""), one("b", 0.9, "")])).toEqual(["a", "b"]);
  });
});
