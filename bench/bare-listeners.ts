/** What pages that listen cost alone: their connections in a list, one loop of writes a broadcast, nothing else. */
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";

const pages = new Set<Socket>();
let writtenMs = 0;
const server = createServer((request, response) => {
  if (request.url === "/metrics") {
    response.end(`castmatch_broadcast_seconds_sum ${writtenMs / 1_000}\n`);
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
  const { socket } = response;
  if (!socket) return;
  pages.add(socket);
  socket.once("close", () => pages.delete(socket));
  socket.write("9\r\n: hello\n\n\r\n");
});
process.on("message", (turnId: string) => {
  const event = `event: delta\ndata: ${JSON.stringify({ type: "delta", turnId, text: "word " })}\n\n`;
  const frame = Buffer.from(`${event.length.toString(16)}\r\n${event}\r\n`);
  const begun = performance.now();
  for (const page of pages) page.write(frame);
  writtenMs += performance.now() - begun;
  process.send?.([[`${turnId} begun`, performance.timeOrigin + begun]]);
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
