import fc from "fast-check";
import { expect, it } from "vitest";
import { drawPortrait } from "./portrait.ts";

it("draws the same picture for the same seed, and others for others", () => {
  const faces = Array.from({ length: 40 }, (_, index) => drawPortrait(`demo-${index}`, { gender: "female", age: 30 }));
  expect(faces[3]).toBe(drawPortrait("demo-3", { gender: "female", age: 30 }));
  expect(new Set(faces).size).toBeGreaterThan(30);
});

it("holds nothing of its seed or of any text, whatever is asked for", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer({ min: 0, max: 120 }), (seed, gender, age) => {
      expect(drawPortrait(`<script>${seed}`, { gender: `"${gender}`, age })).toMatch(
        /^<svg [^>]*>(?:<[a-z/][^<>]*>)+<\/svg>$/,
      );
    }),
  );
});
