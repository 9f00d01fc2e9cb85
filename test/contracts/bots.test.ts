import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createWebBots } from "../../src/bots/web/bot.ts";
import type { BotCase } from "./bot-case.ts";
import { describeBot } from "./bots.ts";

/** Folders below src/bots without a webhook of their own, and why. */
const WITHOUT_CASE: Record<string, string> = {
  twilio: "what SMS and WhatsApp over Twilio share; both run the suite",
  web: "the stage has neither webhooks nor a provider; its promises are below",
};

const root = import.meta.dirname;
const names = (folder: string) => readdirSync(join(root, folder), { withFileTypes: true });
const cases = await Promise.all(
  names("cases").map(async ({ name }) => ((await import(join(root, "cases", name))) as { botCase: BotCase }).botCase),
);

test("every folder of bots has a case", () => {
  const folders = names("../../src/bots").flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  const known = [...cases.map(({ folder }) => folder), ...Object.keys(WITHOUT_CASE)];
  expect(known.toSorted()).toEqual(folders.toSorted());
});

for (const given of cases) describe(given.folder, () => describeBot(given));

test("what the stage is sent has arrived, and is found under the same id", async () => {
  const bots = createWebBots();
  expect(bots.map(({ channel }) => channel).toSorted()).toEqual(["slack", "sms", "whatsapp"]);
  for (const bot of bots) {
    const letter = { ...(cases[0] as BotCase).letter(), channel: bot.channel };
    expect(await bot.send(letter)).toEqual({ outcome: "sent", providerId: `web:${letter.outboxId}` });
    expect(await bot.find(letter)).toEqual(await bot.send(letter));
  }
});
