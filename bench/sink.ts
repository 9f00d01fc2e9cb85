/** Slack's and an embedder's API at no cost: remembers when a reply to each thread came, and gives every text a vector. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

const VECTOR = Array.from({ length: 512 }, (_, index) => (index === 0 ? 1 : 0));

export async function openSink() {
  const repliedAt = new Map<string, number>();
  let embeddedAt = Number.POSITIVE_INFINITY;
  const answer = async (request: IncomingMessage): Promise<object> => {
    const body = await text(request);
    if (request.url?.endsWith("/embeddings")) {
      const { input } = JSON.parse(body) as { input: string[] };
      embeddedAt = performance.now();
      return { data: input.map((_, index) => ({ index, embedding: VECTOR })) };
    }
    if (request.url?.endsWith("/chat.postMessage")) {
      const form = new URLSearchParams(body);
      repliedAt.set(form.get("thread_ts") ?? "", performance.now());
      return { ok: true, ts: `${Date.now() / 1_000}`, channel: form.get("channel") };
    }
    return { ok: true };
  };
  const server = createServer((request, response) => {
    void answer(request).then((body) => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** When the reply to a thread came, by `performance.now()`. */
    repliedAt,
    /** Since the last text was embedded; negative before the first. */
    quietForMs: () => performance.now() - embeddedAt,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
