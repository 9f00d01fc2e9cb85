/** Answers every call with a stream of Claude's shape that takes 1.5 s. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const STREAM_MS = 1_500;
const CHUNKS = 15;
const event = (type: string, data: object) => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(
    event("message_start", {
      message: {
        id: "msg_bench",
        type: "message",
        role: "assistant",
        model: "bench",
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 10, output_tokens: 1 },
      },
    }) + event("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
  );
  let sent = 0;
  const timer = setInterval(() => {
    sent += 1;
    if (sent <= CHUNKS) {
      response.write(event("content_block_delta", { index: 0, delta: { type: "text_delta", text: "a few words " } }));
      return;
    }
    clearInterval(timer);
    response.end(
      event("content_block_stop", { index: 0 }) +
        event("message_delta", {
          delta: { stop_reason: "end_turn", stop_sequence: null },
          usage: { output_tokens: 45 },
        }) +
        event("message_stop", {}),
    );
  }, STREAM_MS / CHUNKS);
  response.on("close", () => clearInterval(timer));
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.on("SIGTERM", () => process.exit(0));
