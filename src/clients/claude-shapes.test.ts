import type Anthropic from "@anthropic-ai/sdk";
import { expect, it } from "vitest";
import { answerOf, requestOf } from "./claude-shapes.ts";

const message = (content: unknown[]) =>
  ({ content, stop_reason: "tool_use", usage: { input_tokens: 1, output_tokens: 1 } }) as Anthropic.Message;

it("leaves out what the database cannot store: NUL and half a character, in words, arguments and their names", () => {
  const { content } = answerOf(
    message([
      { type: "text", text: "a\0b\ud83d" },
      {
        type: "tool_use",
        id: "toolu_1",
        name: "hold\0",
        input: { "na\0me": ["\udc00x", { deep: "y\0" }], age: 30, none: null },
      },
    ]),
  );
  expect(content).toEqual([
    { type: "text", text: "ab\ufffd" },
    { type: "tool_use", id: "toolu_1", name: "hold", input: { name: ["\ufffdx", { deep: "y" }], age: 30, none: null } },
  ]);
});

it("asks for the one tool whose call is the answer", () => {
  const question = {
    system: { stable: "s", now: "n" },
    messages: [],
    tools: [{ name: "understood", description: "", input_schema: {} }],
    signal: AbortSignal.timeout(1_000),
  };
  expect(requestOf("m", { ...question, must: "understood" }).tool_choice).toEqual({ type: "tool", name: "understood" });
  expect(requestOf("m", question)).not.toHaveProperty("tool_choice");
});
