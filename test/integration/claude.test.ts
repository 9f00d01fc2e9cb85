import { LLMock } from "@copilotkit/aimock";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createClaude } from "../../src/clients/claude.ts";
import type { Question } from "../../src/core/ports.ts";

const claude = new LLMock({ port: 0, latency: 0, chunkSize: 8, strict: true });
const lines: Record<string, unknown>[] = [];
const note = (fields: Record<string, unknown>) => void lines.push(fields);
const log = { info: note, warn: note, error: note, debug: note };
const tool = { name: "show_status", description: "The state", input_schema: { type: "object", properties: {} } };

const question = (text: string, more: Partial<Question> = {}): Question => ({
  system: { stable: "You are CastMatch.", now: "It is Saturday." },
  messages: [{ role: "user", content: [{ type: "text", text }] }],
  tools: [tool],
  signal: AbortSignal.timeout(5_000),
  ...more,
});
const ask = (asked: Question) =>
  createClaude({ apiKey: "test-key", baseUrl: claude.url, model: "claude-sonnet-5-5" }, { log })(asked);

beforeAll(() => claude.start());
afterEach(() => {
  claude.reset();
  lines.length = 0;
});
afterAll(() => claude.stop());

it("passes text on as it is produced and returns it whole", async () => {
  claude.onMessage("hello", { content: "Namaste, tell me about the role." });
  const deltas: string[] = [];
  const answer = await ask(question("hello", { onDelta: (text) => deltas.push(text) }));
  expect(answer).toMatchObject({
    content: [{ type: "text", text: "Namaste, tell me about the role." }],
    stopReason: "end_turn",
  });
  expect(deltas.length).toBeGreaterThan(2);
  expect(deltas.join("")).toBe("Namaste, tell me about the role.");
});

it("returns the tools it proposes with their input", async () => {
  claude.onMessage("where are we", {
    content: "Let me look.",
    toolCalls: [{ id: "toolu_1", name: "show_status", arguments: '{"roleId":"r1"}' }],
  });
  const answer = await ask(question("where are we?"));
  expect(answer.stopReason).toBe("tool_use");
  expect(answer.content).toEqual([
    { type: "text", text: "Let me look." },
    { type: "tool_use", id: "toolu_1", name: "show_status", input: { roleId: "r1" } },
  ]);
});

it("understands the results of its tools", async () => {
  claude.onToolResult("toolu_1", { content: "Two are booked." });
  const answer = await ask(
    question("", {
      messages: [
        { role: "user", content: [{ type: "text", text: "where are we?" }] },
        { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: "show_status", input: {} }] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "2 booked" }] },
      ],
    }),
  );
  expect(answer.content).toEqual([{ type: "text", text: "Two are booked." }]);
});

it("does not propose a tool whose input the token limit cut off", async () => {
  claude.onMessage("long", {
    content: "I will",
    toolCalls: [{ name: "show_status", arguments: '{"roleId":"r' }],
    finishReason: "length",
  });
  const answer = await ask(question("long"));
  expect(answer).toMatchObject({ content: [{ type: "text", text: "I will" }], stopReason: "max_tokens" });
});

it("says one line for a call: how long, how many tokens, how it ended; nothing of what was said", async () => {
  claude.onMessage("secret words", { content: "an answer", usage: { input_tokens: 12, output_tokens: 3 } });
  await ask(question("secret words"));
  expect(lines).toEqual([
    expect.objectContaining({
      event: "model",
      outcome: "end_turn",
      ms: expect.any(Number),
      inputTokens: 12,
      outputTokens: 3,
      cachedTokens: 0,
    }),
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/secret|answer|test-key/);
});
