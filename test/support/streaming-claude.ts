/** Claude's Messages API as a stream, answered by a function: a test decides when, what, and whether at all. */
import type { ServerResponse } from "node:http";
import { type Asked, answering } from "./answering.ts";

type Block = { type: "text"; text: string } | { type: "tool_use"; id: string; name: string; input: unknown };

/** Streams one answer, whole. */
export function streamAnswer(response: ServerResponse, content: Block[]): void {
  const stopReason = content.some((block) => block.type === "tool_use") ? "tool_use" : "end_turn";
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (type: string, data: object) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  const message = { id: "msg_1", type: "message", role: "assistant", model: "m", content: [], stop_reason: null };
  send("message_start", { message: { ...message, usage: { input_tokens: 1, output_tokens: 1 } } });
  for (const [index, block] of content.entries()) {
    const empty = block.type === "text" ? { ...block, text: "" } : { ...block, input: {} };
    const delta =
      block.type === "text"
        ? { type: "text_delta", text: block.text }
        : { type: "input_json_delta", partial_json: JSON.stringify(block.input) };
    send("content_block_start", { index, content_block: empty });
    send("content_block_delta", { index, delta });
    send("content_block_stop", { index });
  }
  send("message_delta", { delta: { stop_reason: stopReason }, usage: { output_tokens: 2 } });
  send("message_stop", {});
  response.end();
}

export async function startStreamingClaude(answer: (asked: Asked, response: ServerResponse) => void) {
  const { url, asked, close } = await answering(answer);
  return { env: { ANTHROPIC_API_KEY: "test-anthropic-key", ANTHROPIC_BASE_URL: url }, asked, close };
}
