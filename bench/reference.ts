/**
 * What the parts cost alone, each beside ours in the same run. MODE=plain: a route that reads its body and answers 200.
 * insert: the same HMAC and one INSERT before the answer. turn: insert, hand-over in the process, one statement that stores
 * a reply and marks the row, and a post that takes no time.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import pg from "pg";
import { SIGNING_SECRET } from "./load.ts";

const { MODE = "plain", DATABASE_URL } = process.env;
const app = new Hono();
const pool = DATABASE_URL ? new pg.Pool({ connectionString: DATABASE_URL, max: 20 }) : undefined;
await pool?.query(
  `create table if not exists reference_inbox (id bigint generated always as identity primary key, body jsonb, done_at timestamptz)`,
);
await pool?.query(
  `create table if not exists reference_outbox (id bigint generated always as identity primary key, inbox_id bigint, text text)`,
);

let told: [string, number][] = [];
setInterval(() => {
  if (told.length > 0) process.send?.(told);
  told = [];
}, 20).unref();

function verified(body: string, timestamp: string, signature: string): boolean {
  const own = Buffer.from(`v0=${createHmac("sha256", SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest("hex")}`);
  const given = Buffer.from(signature);
  return own.length === given.length && timingSafeEqual(own, given);
}

async function reply(id: number, thread: string): Promise<void> {
  await pool?.query({
    name: "reply",
    text: `with done as (update reference_inbox set done_at = now() where id = $1)
           insert into reference_outbox (inbox_id, text) values ($1, $2)`,
    values: [id, "Noted."],
  });
  told.push([thread, performance.timeOrigin + performance.now()]);
}

app.post("*", async (c) => {
  const body = await c.req.text();
  if (MODE === "plain" || !pool) return c.body(null, 200);
  if (!verified(body, c.req.header("x-slack-request-timestamp") ?? "", c.req.header("x-slack-signature") ?? "")) {
    return c.body(null, 401);
  }
  const { rows } = await pool.query<{ id: number }>({
    name: "insert",
    text: `insert into reference_inbox (body) values ($1) returning id`,
    values: [body],
  });
  if (MODE === "turn") {
    const { event } = JSON.parse(body) as { event: { ts: string } };
    setImmediate(() => void reply((rows[0] as { id: number }).id, event.ts));
  }
  return c.body(null, 200);
});
serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, ({ port }: AddressInfo) => {
  process.stdout.write(`ready http://127.0.0.1:${port}\n`);
});
process.on("SIGTERM", () => process.exit(0));
