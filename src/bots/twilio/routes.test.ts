import { Hono } from "hono";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { expect, test } from "vitest";
import { AppError } from "../../core/errors.ts";
import type { Accepted } from "../../core/messages/message.ts";
import { createTwilioBots, type TwilioConfig } from "./bots.ts";

const TOKEN = "12345";
const PUBLIC = "https://castmatch.example";
const quiet = { info() {}, warn() {}, error() {}, debug() {} };
const config: TwilioConfig = {
  accountSid: `AC${"0".repeat(32)}`,
  authToken: TOKEN,
  smsFrom: "+15005550006",
  whatsappFrom: "+15005550007",
  apiUrl: "http://127.0.0.1:1",
  contentSids: {},
};

function served({ given = config, fails = false } = {}) {
  const stored: Accepted[] = [];
  const ingest = async (accepted: Accepted[]) => {
    if (fails) throw new AppError("unavailable", "no database");
    stored.push(...accepted);
  };
  const app = new Hono();
  for (const bot of createTwilioBots(given, { log: quiet, now: () => new Date(0), publicUrl: PUBLIC })) {
    if (bot.routes) app.route("/webhooks", bot.routes(ingest));
  }
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-twilio-signature": getExpectedTwilioSignature(TOKEN, `${PUBLIC}${path}`, fields),
        ...headers,
      },
      body: new URLSearchParams(fields).toString(),
    });
  return { app, stored, post };
}

const SMS = { MessageSid: "SM1", From: "+15005550010", To: "+15005550006", Body: "2", NumMedia: "0" };

test("a signed message is stored and answered with empty TwiML", async () => {
  const { post, stored } = served();
  const response = await post("/webhooks/twilio/sms", SMS);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/xml/);
  expect(await response.text()).toContain("<Response/>");
  expect(stored).toMatchObject([{ kind: "message", channel: "sms", providerEventId: "SM1", text: "2" }]);
});

test("a status carries our outbox id back under a signature that covers it", async () => {
  const { post, stored } = served();
  const fields = { MessageSid: "SM1", MessageStatus: "delivered", From: "whatsapp:+15005550007", To: "x" };
  expect((await post("/webhooks/twilio/status?o=outbox-1", fields)).status).toBe(200);
  expect(stored).toMatchObject([
    { kind: "receipt", channel: "whatsapp", account: "+15005550007", status: "delivered", outboxId: "outbox-1" },
  ]);
  const forged = await post("/webhooks/twilio/status?o=outbox-2", fields, {
    "x-twilio-signature": getExpectedTwilioSignature(TOKEN, `${PUBLIC}/webhooks/twilio/status?o=outbox-1`, fields),
  });
  expect(forged.status).toBe(401);
  expect(stored).toHaveLength(1);
});

test.each(["", "wrong", "RSOYDt4T1cUTdK1PDd93/VVr8B8="])(
  "signature %j stores nothing and is refused",
  async (value) => {
    const { post, stored } = served();
    expect((await post("/webhooks/twilio/sms", SMS, { "x-twilio-signature": value })).status).toBe(401);
    expect(stored).toEqual([]);
  },
);

test("another content type than the one that was signed is refused", async () => {
  const { post } = served();
  expect((await post("/webhooks/twilio/sms", SMS, { "content-type": "application/json" })).status).toBe(401);
});

test("a signed body that is no message is a bad request", async () => {
  const { post, stored } = served();
  expect((await post("/webhooks/twilio/sms", { Hello: "there" })).status).toBe(400);
  expect(stored).toEqual([]);
});

test("four megabytes are refused, announced or chunked", async () => {
  const { app, post } = served();
  expect((await post("/webhooks/twilio/sms", { Body: "x".repeat(4_000_000) })).status).toBe(413);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let sent = 0; sent < 64; sent += 1) controller.enqueue(new Uint8Array(65_536));
      controller.close();
    },
  });
  const chunked = new Request("http://x/webhooks/twilio/sms", { method: "POST", body, duplex: "half" });
  expect((await app.request(chunked)).status).toBe(413);
});

test("what could not be stored is answered 503, so that Twilio tries again", async () => {
  const { post } = served({ fails: true });
  expect((await post("/webhooks/twilio/sms", SMS)).status).toBe(503);
});

test("an unknown kind of event is accepted and stored nowhere", async () => {
  const { post, stored } = served();
  expect((await post("/webhooks/twilio/whatsapp", { ...SMS, MessageType: "reaction" })).status).toBe(200);
  expect((await post("/webhooks/twilio/status", { ...SMS, MessageStatus: "dreaming" })).status).toBe(200);
  expect(stored).toEqual([]);
});

test("a channel without a number has no route", async () => {
  const { post } = served({ given: { ...config, whatsappFrom: undefined } });
  expect((await post("/webhooks/twilio/sms", SMS)).status).toBe(200);
  expect((await post("/webhooks/twilio/whatsapp", SMS)).status).toBe(404);
  expect((await post("/webhooks/twilio/status", { ...SMS, MessageStatus: "sent" })).status).toBe(200);
});
