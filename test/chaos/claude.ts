import type { ServerResponse } from "node:http";
import type { Random } from "../support/random.ts";
import { streamAnswer } from "../support/streaming-claude.ts";

/** What a message of ours carries, so that its answer can be told from others. */
export const MARKER = /\bnote-\d+\b/g;
const FASTEST_MS = 100;
const SLOWEST_MS = 1_200;

type Block = { type: string; text?: string; id?: string };
type Message = { role: string; content: Block[] | string };
type Around = { random: Random; troubleShare: number; asked: Map<string, number[]> };

/** Thinks a while, uses a tool once for some, and then repeats the markers of what was said last. */
export function answerClaude(body: string, response: ServerResponse, { random, troubleShare, asked }: Around): void {
  const { messages } = JSON.parse(body) as { messages: Message[] };
  const markers = saidLast(messages);
  for (const marker of markers) asked.set(marker, [...(asked.get(marker) ?? []), Date.now()]);
  const used = blocksOf(messages.at(-1)).some((block) => block.type === "tool_result");
  const wantsTool = Number(/\d+/.exec(markers[0] ?? "0")?.[0]) % 3 === 0;
  const waitMs = random.between(FASTEST_MS, SLOWEST_MS);
  const trouble = random.chance(troubleShare) ? random.pick(["429", "529", "500", "cut"] as const) : undefined;
  setTimeout(() => {
    if (response.destroyed) return;
    if (trouble === "cut") {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`event: message_start\ndata: {"type":"message_start","mess`);
      response.destroy();
    } else if (trouble) {
      response.writeHead(Number(trouble), { "content-type": "application/json", "retry-after": "1" });
      response.end(JSON.stringify({ type: "error", error: { type: "overloaded_error", message: "busy" } }));
    } else if (wantsTool && !used) {
      const id = `toolu_${markers[0] ?? "none"}`.replace("-", "_");
      streamAnswer(response, [{ type: "tool_use", id, name: "show_status", input: {} }]);
    } else streamAnswer(response, [{ type: "text", text: `Noted: ${markers.join(" ")}.` }]);
  }, waitMs);
}

const blocksOf = (message: Message | undefined): Block[] =>
  typeof message?.content === "string" ? [{ type: "text", text: message.content }] : (message?.content ?? []);

/** The markers of what people said after the model's last words. */
function saidLast(messages: Message[]): string[] {
  const spoke = messages.findLastIndex(
    (message) => message.role === "assistant" && !blocksOf(message).some((block) => block.type === "tool_use"),
  );
  const texts = messages.slice(spoke + 1).flatMap((message) => blocksOf(message).map((block) => block.text ?? ""));
  return [...new Set(texts.join(" ").match(MARKER) ?? [])];
}
