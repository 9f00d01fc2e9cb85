import { createHmac } from "node:crypto";
import { Hono } from "hono";
import { expect, test, vi } from "vitest";
import { AppError } from "../../core/errors.ts";
import type { Accepted } from "../../core/messages/message.ts";
import { createSlackBot } from "./bot.ts";

const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const NOW = new Date("2026-11-21T06:00:00Z");
const seconds = Math.floor(NOW.getTime() / 1_000);
const config = { signingSecret: SECRET, botToken: "xoxb-test", apiUrl: "http://127.0.0.1:1/api" };

function served({ ingest }: { ingest?: (accepted: Accepted[]) => Promise<void> } = {}) {
  const stored: Accepted[] = [];
  const warnings: Record<string, unknown>[] = [];
  const log = { info() {}, warn: (fields: Record<string, unknown>) => warnings.push(fields), error() {}, debug() {} };
  const bot = createSlackBot(config, {
    log,
    now: () => NOW,
    publicUrl: "https://castmatch.example",
    timeZone: "Asia/Kolkata",
    prefill: async () => undefined,
  });
  const app = new Hono();
  const store = ingest ?? (async (accepted: Accepted[]) => void stored.push(...accepted));
  if (bot.routes) app.route("/webhooks", bot.routes(store));
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, { at = seconds, signature = "" } = {}) => {
    const signed = createHmac("sha256", SECRET).update(`v0:${at}:`).update(body).digest("hex");
    const headers = { "x-slack-request-timestamp": String(at), "x-slack-signature": signature || `v0=${signed}` };
    return app.request(`/webhooks/slack/${path}`, { method: "POST", headers, body });
  };
  return { app, post, stored, warnings };
}

const event = (fields: Record<string, unknown> = {}) =>
  JSON.stringify({
    type: "event_callback",
    team_id: "T1",
    event: { type: "app_mention", user: "U1", ts: "1.2", channel: "C1", text: "<@U2> कास्टिंग 🎬", ...fields },
  });
const tap = new URLSearchParams({
  payload: JSON.stringify({
    type: "block_actions",
    user: { id: "U1" },
    team: { id: "T1" },
    channel: { id: "C1" },
    actions: [{ action_id: "x", value: "a-1", action_ts: "1.3" }],
  }),
}).toString();
const command = "command=%2Fcastmatch&text=need+a+cop&team_id=T1&channel_id=C1&user_id=U1&trigger_id=1.2.3";

test("events, taps and commands are stored and answered with 200", async () => {
  const { post, stored } = served();
  expect((await post("events", event())).status).toBe(200);
  expect((await post("interactive", tap)).status).toBe(200);
  const answer = await post("commands", command);
  expect(await answer.json()).toEqual({ response_type: "in_channel" });
  expect(stored).toMatchObject([
    { kind: "message", text: "कास्टिंग 🎬" },
    { kind: "action", actionId: "a-1" },
    { kind: "message", text: "need a cop" },
  ]);
});

test("the challenge is answered and stored nowhere", async () => {
  const { post, stored } = served();
  const answer = await post("events", JSON.stringify({ type: "url_verification", challenge: "abc" }));
  expect(await answer.json()).toEqual({ challenge: "abc" });
  expect((await post("commands", "ssl_check=1&token=x")).status).toBe(200);
  expect(stored).toEqual([]);
});

test.each([
  ["wrong", { signature: `v0=${"0".repeat(64)}` }],
  ["of another version", { signature: "v1=abc" }],
  ["301 s old", { at: seconds - 301 }],
  ["301 s ahead", { at: seconds + 301 }],
])("a request whose signature is %s is refused and nothing is stored", async (_, signing) => {
  const { post, stored } = served();
  for (const path of ["events", "interactive", "commands"]) {
    expect((await post(path, event(), signing)).status).toBe(401);
  }
  expect(stored).toEqual([]);
});

test("a signature of five minutes either way is taken, none at all is not", async () => {
  const { app, post } = served();
  expect((await post("events", event(), { at: seconds - 300 })).status).toBe(200);
  expect((await post("events", event(), { at: seconds + 300 })).status).toBe(200);
  expect((await app.request("/webhooks/slack/events", { method: "POST", body: event() })).status).toBe(401);
});

test.each<[string, string | Uint8Array<ArrayBuffer>]>([
  ["events", "{"],
  ["events", "[]"],
  ["events", "null"],
  ["events", new Uint8Array([0x22, 0xff, 0x22])],
  ["interactive", "payload=%7B"],
  ["interactive", "hello=there"],
  ["commands", "text=hello"],
])("a signed body for %s that does not parse is a bad request", async (path, body) => {
  const { post, stored } = served();
  expect((await post(path, body)).status).toBe(400);
  expect(stored).toEqual([]);
});

test("more than three megabytes are refused, announced or chunked", async () => {
  const { app, post } = served();
  expect((await post("events", event({ text: "x".repeat(4_000_000) }))).status).toBe(413);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let sent = 0; sent < 64; sent += 1) controller.enqueue(new Uint8Array(65_536));
      controller.close();
    },
  });
  const chunked = new Request("http://x/webhooks/slack/events", { method: "POST", body, duplex: "half" });
  expect((await app.request(chunked)).status).toBe(413);
});

test("Slack is answered only after the row is stored, and 503 when it could not be", async () => {
  const storing = Promise.withResolvers<void>();
  const slow = served({ ingest: () => storing.promise });
  let answered = false;
  const answer = Promise.resolve(slow.post("events", event())).then((response) => {
    answered = true;
    return response;
  });
  await new Promise((turn) => setImmediate(turn));
  expect(answered).toBe(false);
  storing.resolve();
  expect((await answer).status).toBe(200);
  const failing = served({ ingest: () => Promise.reject(new AppError("unavailable", "no database")) });
  expect((await failing.post("events", event())).status).toBe(503);
  expect((await failing.post("interactive", tap)).status).toBe(503);
  expect((await failing.post("commands", command)).status).toBe(503);
});

test("events that are no message are accepted, and Bolt hears that our access has ended", async () => {
  const { post, stored, warnings } = served();
  for (const type of ["reaction_added", "app_uninstalled", "tokens_revoked", "an_event_of_tomorrow"]) {
    const body = JSON.stringify({ type: "event_callback", team_id: "T1", event: { type, tokens: { bot: ["U2"] } } });
    expect((await post("events", body)).status).toBe(200);
  }
  expect((await post("events", JSON.stringify({ type: "app_rate_limited" }))).status).toBe(200);
  expect((await post("interactive", `payload=${encodeURIComponent('{"type":"view_closed"}')}`)).status).toBe(200);
  await vi.waitFor(() => expect(warnings.map(({ reason }) => reason)).toEqual(["app_uninstalled", "tokens_revoked"]));
  expect(stored).toEqual([]);
});
