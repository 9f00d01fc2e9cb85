import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";

/** Serves an app on a free port of loopback. */
export async function serveOnLoopback(app: Pick<Hono, "fetch">): Promise<{ url: string; close: () => Promise<void> }> {
  const { promise, resolve } = Promise.withResolvers<AddressInfo>();
  const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, resolve);
  const { port } = await promise;
  const close = () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      if ("closeAllConnections" in server) server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, close };
}
