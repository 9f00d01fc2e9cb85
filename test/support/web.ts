import { randomBytes } from "node:crypto";
import { createAuth } from "../../src/api/auth.ts";
import { createListeners } from "../../src/api/listeners.ts";
import { createWebBots } from "../../src/bots/web/bot.ts";
import { loadConfig } from "../../src/config.ts";
import { createHealth } from "../../src/health.ts";
import { createMetrics } from "../../src/metrics.ts";
import { createServer } from "../../src/server.ts";
import type { Office } from "./office.ts";

export const TOKEN = "a-token-for-tests-only";
const HOST = "127.0.0.1:5002";

type Init = Omit<RequestInit, "headers"> & { headers?: Record<string, string> };

/** The whole HTTP surface over an office, without a port: `fetch` takes a path. */
export function openWeb(office: Office, env: Record<string, string> = {}) {
  const config = loadConfig({ API_TOKEN: TOKEN, ...env });
  const { ctx } = office;
  const auth = createAuth({ db: office.db, apiToken: TOKEN, secret: randomBytes(16).toString("hex"), now: ctx.now });
  const listeners = createListeners(ctx.live);
  const app = createServer({
    config,
    ctx,
    bots: createWebBots(),
    ingest: office.ingest,
    auth,
    health: createHealth({ ctx, config }),
    metrics: createMetrics(ctx),
    listeners,
  });
  const fetch = async (path: string, init: Init = {}) =>
    app.request(`http://${HOST}${path}`, { ...init, headers: { host: HOST, ...init.headers } });
  const asked = (path: string, init: Init = {}) =>
    fetch(path, { ...init, headers: { authorization: `Bearer ${TOKEN}`, ...init.headers } });
  return {
    app,
    listeners,
    fetch,
    /** With the token. */
    asked,
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      asked(path, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    link: async () => new URL(await auth.oneTimeLink(`http://${HOST}`)),
  };
}

/** The events of a finished stream, in order. */
export function eventsOf(stream: string): { event: string; data: unknown }[] {
  return stream
    .split("\n\n")
    .map((part) => ({ event: /^event: (\w+)$/m.exec(part)?.[1], data: /^data: (.*)$/m.exec(part)?.[1] }))
    .flatMap(({ event, data }) => (event && data ? [{ event, data: JSON.parse(data) as unknown }] : []));
}
