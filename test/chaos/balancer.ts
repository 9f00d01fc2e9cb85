import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const GIVE_UP_MS = 10_000;

export type Balancer = Awaited<ReturnType<typeof startBalancer>>;

/** Hands requests round to the ports in turn; 502 when the one whose turn it is does not answer. */
export async function startBalancer(ports: () => number[]) {
  let turn = 0;
  const agent = new Agent({ keepAlive: true });
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const open = ports();
    turn += 1;
    const port = open[turn % open.length];
    const refuse = () => {
      if (!outgoing.headersSent) outgoing.writeHead(502);
      outgoing.end();
    };
    if (port === undefined) return refuse();
    const { method, url, headers } = incoming;
    const onward = request({ agent, host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.on("error", refuse);
    });
    onward.setTimeout(GIVE_UP_MS, () => onward.destroy());
    onward.on("error", refuse);
    incoming.pipe(onward);
  };
  const server = createServer(pass);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
