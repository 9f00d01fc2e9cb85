import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createJsonSplitter } from "./split-json.ts";

/** Everything that comes of a text that arrives in pieces of this length. */
function split(text: string, length = text.length) {
  const splitter = createJsonSplitter();
  const rows = [];
  for (let index = 0; index < text.length; index += Math.max(1, length))
    rows.push(...splitter.push(text.slice(index, index + Math.max(1, length))));
  return [...rows, ...splitter.end()];
}

describe("splitting JSON as it streams", () => {
  it("gives the same objects from an array on one line, a pretty one and an object a line, whatever the pieces", () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 6 }),
        fc.integer({ min: 1, max: 40 }),
        (objects, length) => {
          const forms = [
            JSON.stringify(objects),
            JSON.stringify(objects, null, 2),
            objects.map((one) => JSON.stringify(one)).join("\n"),
          ];
          for (const form of forms)
            expect(split(form, length).map((row) => row.record)).toEqual(JSON.parse(JSON.stringify(objects)));
        },
      ),
    );
  });

  it("names the line on which an object begins", () => {
    expect(split('[\n{"a":1},\n{\n"b":\n2}]', 3).map((row) => row.line)).toEqual([2, 3]);
  });

  it("tells what cannot be read by its line and goes on behind it", () => {
    expect(split('{"a":1}\nnonsense here\n{"b":,}\n{"c":3}')).toEqual([
      { line: 1, record: { a: 1 } },
      { line: 2, record: undefined, problem: "could not be read as JSON" },
      { line: 3, record: undefined, problem: "could not be read as JSON" },
      { line: 4, record: { c: 3 } },
    ]);
  });

  it("tells of an object that never ends, and holds no more than its limit of it", () => {
    expect(split(`{"a":"${"x".repeat(300_000)}`, 1_000)).toEqual([
      { line: 1, record: undefined, problem: "could not be read as JSON" },
    ]);
    expect(split(`{"a":"${"x".repeat(300_000)}"}{"b":1}`, 1_000)).toEqual([
      { line: 1, record: undefined, problem: "is too long" },
      { line: 1, record: { b: 1 } },
    ]);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.integer({ min: 1, max: 9 }),
        (text, length) => void split(text, length),
      ),
    );
  });
});
