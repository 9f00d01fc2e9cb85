import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bot } from "../../src/bots/bot.ts";
import { createSlackBot } from "../../src/bots/slack/bot.ts";
import type { Letter, Outgoing } from "../../src/core/messages/message.ts";

const TOKEN = "xoxb-test-castmatch";
const quiet = { info() {}, warn() {}, error() {}, debug() {} };
type Message = { ts: string; text: string; thread_ts?: string; blocks?: unknown[]; metadata?: unknown };

let slack: Emulator;
let bot: Bot;
let channel = "";

beforeAll(async () => {
  const users = [{ name: "castmatch", real_name: "CastMatch", email: "castmatch@example.com" }];
  const tokens = [{ token: TOKEN, user: "castmatch" }];
  slack = await createEmulator({
    service: "slack",
    port: 0,
    seed: { slack: { users, channels: [{ name: "casting" }], tokens } },
  });
  const apiUrl = `${slack.url}/api`;
  bot = createSlackBot(
    { signingSecret: "s", botToken: TOKEN, apiUrl },
    {
      log: quiet,
      now: () => new Date(),
      publicUrl: "https://castmatch.example",
      timeZone: "Asia/Kolkata",
      prefill: async () => undefined,
    },
  );
  const { channels } = await call<{ channels: { id: string; name: string }[] }>("conversations.list");
  channel = channels.find(({ name }) => name === "casting")?.id ?? "";
});
afterAll(() => slack.close());

async function call<T>(method: string, of: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(`${slack.url}/api/${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}` },
    body: new URLSearchParams(of),
  });
  return (await answer.json()) as T;
}

const letter = (conversationKey: string, outgoing: Outgoing, outboxId: string): Letter => ({
  outboxId,
  channel: "slack",
  account: "T000000001",
  conversationKey,
  outgoing,
  windowOpen: true,
  createdAt: new Date(),
});
const says = (text: string): Outgoing => ({ blocks: [{ type: "text", text }] });

test("a shortlist is posted in its thread and found there", async () => {
  const { ts } = await call<{ ts: string }>("chat.postMessage", { channel, text: "Need a cop" });
  const card = {
    type: "card" as const,
    title: "Asha",
    lines: ["24–31"],
    choices: [{ actionId: "a-1", label: "Select" }],
  };
  const shortlist = letter(`${channel}:${ts}`, { blocks: [card] }, "outbox-1");
  const result = await bot.send(shortlist);
  const { messages } = await call<{ messages: Message[] }>("conversations.replies", { channel, ts });
  const reply = messages.find((one) => one.thread_ts === ts);
  expect(result).toEqual({ outcome: "sent", providerId: `${channel}:${reply?.ts}` });
  expect(reply).toMatchObject({ text: "Asha\n24–31\nSelect", thread_ts: ts });
  expect(reply?.blocks).toHaveLength(3);
  expect(await bot.find(shortlist)).toEqual(result);
  expect(await bot.find(letter(`${channel}:${ts}`, { blocks: [card] }, "outbox-2"))).toEqual({ outcome: "absent" });
});

test("an answer to a slash command is posted in the channel and found in its history", async () => {
  const answer = letter(`${channel}:`, says("R&D <!channel>"), "outbox-3");
  const result = await bot.send(answer);
  const { messages } = await call<{ messages: Message[] }>("conversations.history", { channel });
  expect(messages[0]).toMatchObject({ text: "R&amp;D &lt;!channel&gt;" });
  expect(messages[0]?.thread_ts).toBeUndefined();
  expect(await bot.find(answer)).toEqual(result);
});

test("a channel that does not exist is a failure with Slack's reason", async () => {
  expect(await bot.send(letter("C0NOWHERE:1.2", says("Hi"), "outbox-4"))).toEqual({
    outcome: "failed",
    code: "channel_not_found",
  });
});

test("a person's name and email are asked of Slack", async () => {
  const { user_id } = await call<{ user_id: string }>("auth.test");
  expect(await bot.whois?.(user_id)).toEqual({ name: "CastMatch", email: "castmatch@example.com" });
});
