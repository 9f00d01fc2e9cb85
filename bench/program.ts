/**
 * CastMatch as a process of its own, with a channel that takes no time and tells the benchmark when each thread was replied
 * to, and a model that answers at once or streams for MODEL_MS. It broadcasts to its listeners what it is told to.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as after } from "node:timers/promises";
import { loadConfig } from "../src/config.ts";
import type { Transports } from "../src/core/messages/send-letter.ts";
import type { Ask } from "../src/core/ports.ts";
import { openData } from "../src/open-data.ts";

const { MODEL_MS = "0", ...env } = process.env;
const CHUNKS = 15;

const scripted: Ask = async ({ onDelta, signal }) => {
  const began = performance.now();
  for (let chunk = 1; Number(MODEL_MS) > 0 && chunk <= CHUNKS; chunk += 1) {
    const dueMs = began + (chunk * Number(MODEL_MS)) / CHUNKS - performance.now();
    await after(Math.max(0, dueMs), undefined, { signal });
    onDelta?.("word ");
  }
  return { content: [{ type: "text", text: "Noted." }], stopReason: "end_turn" };
};

let told: [string, number][] = [];
setInterval(() => {
  if (told.length > 0 && process.connected) process.send?.(told);
  told = [];
}, 20).unref();

const atOnce: Transports = () => ({
  send: async ({ conversationKey }) => {
    told.push([conversationKey.split(":").at(-1) ?? "", performance.timeOrigin + performance.now()]);
    return { outcome: "sent", providerId: randomUUID() };
  },
  find: async () => ({ outcome: "unknown" }),
});

const config = loadConfig(env);
const [data, { startCastMatch }] = await Promise.all([openData(config), import("../src/start.ts")]);
const { url, stop, ctx } = await startCastMatch(config, {
  data,
  ask: scripted,
  transports: atOnce,
});
const { rows } = await ctx.db.query<{ id: string }>("select id from workspaces order by created_at limit 1");
process.on("message", (turnId: string) => {
  told.push([`${turnId} begun`, performance.timeOrigin + performance.now()]);
  ctx.live.publish(rows[0]?.id ?? "", { type: "delta", conversationId: "broadcast", turnId, text: "word " });
});
process.on("SIGTERM", () => void stop().then(() => process.exit(0)));
process.stdout.write(`ready ${url}\n`);
