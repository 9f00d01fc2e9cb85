import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openToken, sealToken } from "./seal-token.ts";

const KEY = randomBytes(32).toString("base64");
const personId = "0b0e1c8e-0000-4000-8000-000000000001";

test("a token opens for the person it was sealed for, under the same key, and never reads the same twice", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      const token = Buffer.from(text).toString();
      const sealed = sealToken(KEY, { token, personId });
      expect(openToken(KEY, { sealed, personId })).toBe(token);
      expect(sealToken(KEY, { token, personId })).not.toBe(sealed);
    }),
  );
});

test("nothing opens for another person, under another key, or once a byte of it changed", () => {
  const sealed = sealToken(KEY, { token: "a-refresh-token", personId });
  expect(sealed).not.toContain("a-refresh-token");
  expect(openToken(KEY, { sealed, personId: "0b0e1c8e-0000-4000-8000-000000000002" })).toBeUndefined();
  expect(openToken(randomBytes(32).toString("base64"), { sealed, personId })).toBeUndefined();
  for (let at = 0; at < sealed.length; at += 1) {
    const other = sealed[at] === "A" ? "B" : "A";
    const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
    const opened = openToken(KEY, { sealed: changed, personId });
    // The last character may hold bits that are no part of a byte.
    if (opened !== undefined) expect([at, opened]).toEqual([sealed.length - 1, "a-refresh-token"]);
  }
  for (const short of ["", "v1.", "v1.AAAA"]) expect(openToken(KEY, { sealed: short, personId })).toBeUndefined();
});
