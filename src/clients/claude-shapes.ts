import type Anthropic from "@anthropic-ai/sdk";
import type { Answer, Question } from "../core/ports.ts";

/** A chat reply is a few sentences and at most a handful of tool calls. */
const MAX_TOKENS = 2_048;
const CACHED = { cache_control: { type: "ephemeral" as const } };

/** The prompt's stable part and the tools are cached; what changes with the turn comes after them. */
export function requestOf(model: string, { system, messages, tools, must }: Question): Anthropic.MessageStreamParams {
  return {
    model,
    max_tokens: MAX_TOKENS,
    system: [
      { type: "text", text: system.stable, ...CACHED },
      { type: "text", text: system.now },
    ],
    messages: messages as Anthropic.MessageParam[],
    tools: tools.map((tool, index) => ({
      name: tool.name,
      description: tool.description,
      input_schema: tool.input_schema as Anthropic.Tool["input_schema"],
      ...(index === tools.length - 1 && CACHED),
    })),
    ...(must && { tool_choice: { type: "tool" as const, name: must } }),
  };
}

/** A tool call that the token limit cut off is not proposed: its JSON may be half of what was meant. */
export function answerOf(message: Anthropic.Message): Answer {
  const { input_tokens, output_tokens, cache_read_input_tokens } = message.usage;
  const blocks = message.content.flatMap((block): Answer["content"] => {
    if (block.type === "text") return [{ type: "text", text: storable(block.text) as string }];
    if (block.type !== "tool_use" || message.stop_reason === "max_tokens") return [];
    return [{ type: "tool_use", id: block.id, name: storable(block.name) as string, input: storable(block.input) }];
  });
  return {
    content: blocks,
    stopReason: stopOf(message.stop_reason),
    usage: { inputTokens: input_tokens, outputTokens: output_tokens, cachedTokens: cache_read_input_tokens ?? 0 },
  };
}

/** PostgreSQL stores neither NUL nor half a surrogate pair, in no string and no key. */
function storable(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\0", "").toWellFormed();
  if (Array.isArray(value)) return value.map(storable);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [storable(key), storable(one)]));
}

function stopOf(reason: Anthropic.Message["stop_reason"]): Answer["stopReason"] {
  return reason === "tool_use" || reason === "max_tokens" || reason === "refusal" ? reason : "end_turn";
}
