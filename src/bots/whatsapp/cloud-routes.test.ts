import { createHmac } from "node:crypto";
import fc from "fast-check";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { AppError } from "../../core/errors.ts";
import type { Accepted } from "../../core/messages/message.ts";
import { createWhatsAppCloudBot } from "./cloud.ts";
import { parseCloud } from "./cloud-parse.ts";

const config = {
  phoneNumberId: "100000000000001",
  accessToken: "t",
  appSecret: "app-secret",
  verifyToken: "our word",
  apiUrl: "http://127.0.0.1:1",
};
const quiet = { info() {}, warn() {}, error() {}, debug() {} };

function served({ fails = false } = {}) {
  const stored: Accepted[] = [];
  const ingest = async (accepted: Accepted[]) => {
    if (fails) throw new AppError("unavailable", "no database");
    stored.push(...accepted);
  };
  const bot = createWhatsAppCloudBot(config, { log: quiet, now: () => new Date(0), publicUrl: "https://c.example" });
  const app = new Hono();
  if (bot.routes) app.route("/webhooks", bot.routes(ingest));
  const post = (body: string, signature = `sha256=${createHmac("sha256", "app-secret").update(body).digest("hex")}`) =>
    app.request("/webhooks/whatsapp", { method: "POST", headers: { "x-hub-signature-256": signature }, body });
  return { app, stored, post };
}

const value = (of: object) => ({ metadata: { phone_number_id: "100000000000001" }, ...of });
const body = (...values: object[]) =>
  JSON.stringify({ entry: values.map((one) => ({ changes: [{ field: "messages", value: one }] })) });
const text = (id: string) => ({ id, from: "15005550010", timestamp: "1772998054", type: "text", text: { body: "hi" } });

test("the handshake echoes the challenge for the right token only", async () => {
  const { app } = served();
  const ask = (token: string) =>
    app.request(`/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`);
  const right = await ask("our+word");
  expect([right.status, await right.text()]).toEqual([200, "1158201444"]);
  expect((await ask("another")).status).toBe(403);
  expect((await app.request("/webhooks/whatsapp")).status).toBe(403);
});

test("several entries, messages and statuses in one body are stored together", async () => {
  const { post, stored } = served();
  const statuses = [{ id: "w3", status: "delivered", biz_opaque_callback_data: "outbox-1" }];
  const response = await post(body(value({ messages: [text("w1"), text("w2")] }), value({ statuses })));
  expect(response.status).toBe(200);
  expect(stored.map((one) => one.providerEventId)).toEqual(["w1", "w2", "w3:delivered"]);
  expect(stored[2]).toMatchObject({ kind: "receipt", outboxId: "outbox-1", status: "delivered" });
});

test("one malformed message costs no other", async () => {
  const { post, stored } = served();
  expect((await post(body(value({ messages: [{ type: 7 }, null, text("w1")] })))).status).toBe(200);
  expect(stored.map((one) => one.providerEventId)).toEqual(["w1"]);
});

test("a wrong or missing signature is refused and nothing is stored", async () => {
  const { post, stored } = served();
  const signed = body(value({ messages: [text("w1")] }));
  for (const signature of ["", "sha256=", `sha256=${"0".repeat(64)}`, "sha1=aa"]) {
    expect((await post(signed, signature)).status).toBe(401);
  }
  expect(stored).toEqual([]);
});

test("a signed body that does not parse is a bad request", async () => {
  const { post } = served();
  for (const bad of ["", "{", "[]", '"x"', '{"entry":1}']) expect((await post(bad)).status).toBe(400);
});

test("what could not be stored is answered 503, so that Meta tries again", async () => {
  expect((await served({ fails: true }).post(body(value({ messages: [text("w1")] })))).status).toBe(503);
});

test("four megabytes are refused", async () => {
  expect((await served().post("x".repeat(4_000_000))).status).toBe(413);
});

const content = (message: object) =>
  parseCloud(
    new TextEncoder().encode(body(value({ messages: [{ id: "w1", from: "15005550010", ...message }] }))),
    new Date(0),
  )?.[0];

test("buttons, list rows and template quick replies are the actions they carry", () => {
  const button = { type: "interactive", interactive: { type: "button_reply", button_reply: { id: "a1", title: "x" } } };
  expect(content(button)).toMatchObject({ kind: "action", actionId: "a1" });
  const row = { type: "interactive", interactive: { type: "list_reply", list_reply: { id: "a2", title: "x" } } };
  expect(content(row)).toMatchObject({ kind: "action", actionId: "a2" });
  expect(content({ type: "button", button: { payload: "a3", text: "x" } })).toMatchObject({ actionId: "a3" });
  expect(content({ type: "button", button: { text: "Yes" } })).toMatchObject({ kind: "message", text: "Yes" });
});

test("a person without a number is known by the business-scoped id", () => {
  const contacts = [{ profile: { name: "Ana" }, user_id: "IN.123" }];
  const message = { id: "w1", from_user_id: "IN.123", type: "text", text: { body: "hi" } };
  const bytes = new TextEncoder().encode(body(value({ contacts, messages: [message] })));
  expect(parseCloud(bytes, new Date(0))).toMatchObject([
    { conversationKey: "IN.123", sender: { address: "IN.123", name: "Ana" }, sentAt: "1970-01-01T00:00:00.000Z" },
  ]);
});

test("no body makes the parser throw", () => {
  const odd = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: "small" }, fc.jsonValue(), tie("message")),
    message: fc.record({ id: fc.string(), type: fc.constantFrom("text", "image", "interactive"), text: tie("value") }),
  }));
  fc.assert(
    fc.property(odd.value, odd.message, (one, two) => {
      const given = {
        entry: [{ changes: [{ field: "messages", value: value({ messages: [one, two], statuses: [one] }) }] }],
      };
      for (const event of parseCloud(new TextEncoder().encode(JSON.stringify(given)), new Date(0)) ?? []) {
        expect(["message", "action", "receipt", "ignored"]).toContain(event.kind);
      }
    }),
  );
});
