import { createHmac } from "node:crypto";
import { createWhatsAppCloudBot } from "../../../src/bots/whatsapp/cloud.ts";
import type { BotCase } from "../bot-case.ts";

const SECRET = "app-secret";
const ACCOUNT = "100000000000001";
const quiet = { info() {}, warn() {}, error() {}, debug() {} };

function signed(body: string): RequestInit {
  const signature = `sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`;
  return { method: "POST", headers: { "content-type": "application/json", "x-hub-signature-256": signature }, body };
}

function event(id: string, text: string): string {
  const message = { id, from: "15005550010", timestamp: "1772998054", type: "text", text: { body: text } };
  const value = { metadata: { phone_number_id: ACCOUNT }, messages: [message] };
  return JSON.stringify({ object: "whatsapp_business_account", entry: [{ changes: [{ field: "messages", value }] }] });
}

export const botCase: BotCase = {
  folder: "whatsapp",
  create: (apiUrl) =>
    createWhatsAppCloudBot(
      { phoneNumberId: ACCOUNT, accessToken: "t", appSecret: SECRET, verifyToken: "v", apiUrl },
      { log: quiet, now: () => new Date(), publicUrl: "https://castmatch.example" },
    ),
  path: "/webhooks/whatsapp",
  message: (id, text) => signed(event(id, text)),
  unreadable: () => signed("{"),
  letter: () => ({
    outboxId: "00000000-0000-4000-8000-000000000001",
    channel: "whatsapp",
    account: ACCOUNT,
    conversationKey: "+15005550010",
    outgoing: { blocks: [{ type: "text", text: "Friday 4 pm?" }], choices: [{ actionId: "a1", label: "4 pm" }] },
    windowOpen: true,
    createdAt: new Date(),
  }),
  taken: { status: 200, body: { messages: [{ id: "wamid.1" }] } },
};
