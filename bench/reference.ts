/** What the HTTP stack costs alone: a route that reads its body and answers 200. Started by bench/run.ts. */
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";

const app = new Hono();
app.post("*", async (c) => {
  await c.req.arrayBuffer();
  return c.body(null, 200);
});
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }: AddressInfo) => {
  process.stdout.write(`ready http://127.0.0.1:${port}\n`);
});
