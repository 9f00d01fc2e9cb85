import { expect, it } from "vitest";
import { understandReliability } from "./understand-reliability.ts";

it.each([
  ["how reliable is Tara Rao?", { names: ["Tara Rao"] }],
  ["show me the reliability of Tara and Uma", { names: ["Tara", "Uma"] }],
  ["reliability of 1 and 3", { numbers: [1, 3] }],
  ["reliability", {}],
  ["how many no-shows do we have?", {}],
  ["how long did people wait?", {}],
])("“%s”", (text, input) => {
  expect(understandReliability(text)).toEqual({ kind: "tool", name: "show_reliability", input });
});

it.each(["no-show: Mukta", "a reliable actor, 30-40", "how long is the audition?"])("“%s” asks nothing of it", (text) =>
  expect(understandReliability(text)).toBeUndefined(),
);
