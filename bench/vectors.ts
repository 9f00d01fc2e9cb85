/** An embedder at no cost: every text has the same vector. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

const VECTOR = Array.from({ length: 512 }, (_, index) => (index === 0 ? 1 : 0));

export async function openVectors() {
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { input } = JSON.parse(body) as { input: string[] };
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ data: input.map((_, index) => ({ index, embedding: VECTOR })) }));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
