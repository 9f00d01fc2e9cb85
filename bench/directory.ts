/** Slack's directory, which knows everybody and is asked once about each. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export async function openDirectory() {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader("content-type", "application/json").end('{"ok":true,"user":{"id":"U1"}}');
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
