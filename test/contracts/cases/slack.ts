import { createHmac } from "node:crypto";
import { createSlackBot } from "../../../src/bots/slack/bot.ts";
import type { BotCase } from "../bot-case.ts";

const SECRET = "signing-secret";
const quiet = { info() {}, warn() {}, error() {}, debug() {} };

function signed(body: string): RequestInit {
  const at = String(Math.floor(Date.now() / 1_000));
  const signature = `v0=${createHmac("sha256", SECRET).update(`v0:${at}:${body}`).digest("hex")}`;
  const headers = {
    "content-type": "application/json",
    "x-slack-request-timestamp": at,
    "x-slack-signature": signature,
  };
  return { method: "POST", headers, body };
}

function event(id: string, text: string): string {
  const message = { type: "message", channel: "D1", channel_type: "im", user: "U1", ts: id, text };
  return JSON.stringify({ type: "event_callback", team_id: "T1", event: message });
}

export const botCase: BotCase = {
  folder: "slack",
  create: (apiUrl) =>
    createSlackBot(
      { signingSecret: SECRET, botToken: "xoxb-test", apiUrl },
      {
        log: quiet,
        now: () => new Date(),
        publicUrl: "https://castmatch.example",
        timeZone: "Asia/Kolkata",
        prefill: async () => undefined,
      },
    ),
  path: "/webhooks/slack/events",
  message: (id, text) => signed(event(id, text)),
  unreadable: () => signed("{"),
  letter: () => ({
    outboxId: "00000000-0000-4000-8000-000000000001",
    channel: "slack",
    account: "T1",
    conversationKey: "C1:1795240000.000100",
    outgoing: { blocks: [{ type: "text", text: "Friday 4 pm?" }], choices: [{ actionId: "a1", label: "4 pm" }] },
    windowOpen: true,
    createdAt: new Date(),
  }),
  taken: { status: 200, body: { ok: true, ts: "1795240001.000100", messages: [] } },
};
