import fc from "fast-check";
import { expect, test } from "vitest";
import { cutText, splitText } from "./cut-text.ts";

const words = fc.string({ unit: "grapheme", maxLength: 400 });
const bare = (text: string) => text.replace(/\s+/g, "");

test("a cut text is never longer than asked, nor holds half a character", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 8, max: 60 }), (text, longest) => {
      const cut = cutText(text, longest);
      expect(cut.length).toBeLessThanOrEqual(longest);
      expect(cut.isWellFormed()).toBe(text.isWellFormed());
    }),
  );
});

test("a family emoji at the edge is left out whole", () => {
  expect(cutText("abc 👩‍👩‍👧‍👦 def", 9)).toBe("abc…");
});

test("pieces lose only white space and stay within the limit", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 20, max: 80 }), (text, longest) => {
      const pieces = splitText(text, longest);
      expect(bare(pieces.join(""))).toBe(bare(text));
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(longest);
        expect(piece.length).toBeGreaterThan(0);
        expect(piece.isWellFormed()).toBe(true);
      }
    }),
  );
});

test("a text splits between paragraphs before it splits within one", () => {
  expect(splitText("one two three\n\nfour five", 20)).toEqual(["one two three", "four five"]);
});
