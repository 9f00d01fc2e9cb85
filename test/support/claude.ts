/** Claude, played by aimock: a script decides from what was said and what its tools answered, as the model would. */
import { type ChatCompletionRequest, LLMock } from "@copilotkit/aimock";

export type Turn = {
  /** The person's last words. */
  said: string;
  /** What each tool answered in this turn, in order. */
  results: { tool: string; content: Record<string, unknown> }[];
};
export type Reply = { text: string } | { tool: string; input: Record<string, unknown> };
export type Script = (turn: Turn) => Reply;

export type FakeClaude = Awaited<ReturnType<typeof startClaude>>;

export async function startClaude(script: Script) {
  let calls = 0;
  const mock = new LLMock({ port: 0, latency: 0, strict: true });
  mock.on({ predicate: () => true }, (request) => {
    calls += 1;
    const reply = script(turnOf(request));
    if ("text" in reply) return { content: reply.text };
    return { toolCalls: [{ id: `toolu_${calls}`, name: reply.tool, arguments: JSON.stringify(reply.input) }] };
  });
  await mock.start();
  return {
    env: { ANTHROPIC_API_KEY: "test-anthropic-key", ANTHROPIC_BASE_URL: mock.url },
    calls: () => calls,
    close: () => mock.stop(),
  };
}

function turnOf({ messages }: ChatCompletionRequest): Turn {
  const last = messages.findLastIndex((message) => message.role === "user");
  const names = new Map(
    messages.flatMap((message) => (message.tool_calls ?? []).map((call) => [call.id, call.function.name] as const)),
  );
  return {
    said: wordsOf(messages[last]?.content),
    results: messages
      .slice(last + 1)
      .filter((message) => message.role === "tool")
      .map((message) => ({
        tool: names.get(message.tool_call_id ?? "") ?? "",
        content: JSON.parse(wordsOf(message.content)) as Record<string, unknown>,
      })),
  };
}

const wordsOf = (content: ChatCompletionRequest["messages"][number]["content"] | undefined) =>
  typeof content === "string" ? content : (content ?? []).map((part) => part.text ?? "").join("\n");
