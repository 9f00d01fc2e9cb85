import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { guardBot } from "../../src/bots/guard-bot.ts";
import { createWhatsAppCloudBot } from "../../src/bots/whatsapp/cloud.ts";
import { createBreakers } from "../../src/breakers/breakers.ts";
import { createBreaker } from "../../src/breakers/provider-breaker.ts";
import { createCalendar } from "../../src/clients/calendar.ts";
import { createHttpEmbed } from "../../src/clients/embeddings-http.ts";
import { guardCalendar } from "../../src/clients/guard-calendar.ts";
import type { Letter } from "../../src/core/messages/message.ts";
import { type Asked, answering } from "../support/answering.ts";
import { until } from "../support/until.ts";

const lines: Record<string, unknown>[] = [];
const note = (fields: Record<string, unknown>) => void lines.push(fields);
const log = { info: note, warn: note, error: note, debug: note };
const letter: Letter = {
  outboxId: "outbox-1",
  channel: "whatsapp",
  account: "1",
  conversationKey: "+15005550010",
  outgoing: { blocks: [{ type: "text", text: "Hello" }] },
  windowOpen: true,
  createdAt: new Date(),
};

type Answer = (asked: Asked, response: ServerResponse) => void;
const json =
  (status: number, body: unknown): Answer =>
  (_, response) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
const broken = json(500, { error: { code: 131_000 } });

let answer: Answer = broken;
let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  lines.length = 0;
});

async function provider() {
  const server = await answering((asked, response) => answer(asked, response));
  close = server.close;
  return server;
}

describe("a provider that answers nothing but errors", () => {
  const bot = (url: string, halfOpenMs = 60_000) =>
    guardBot(
      createWhatsAppCloudBot(
        { phoneNumberId: "1", accessToken: "t", appSecret: "s", verifyToken: "v", apiUrl: url },
        { log, now: () => new Date(), publicUrl: "https://castmatch.example" },
      ),
      createBreaker({ provider: "whatsapp_cloud", log, halfOpenMs }),
    );

  test("is not called any more, and letters wait: none is failed, none is of unknown fate", async () => {
    answer = broken;
    const { url, asked } = await provider();
    const guarded = bot(url);
    for (let call = 0; call < 5; call += 1) expect((await guarded.send(letter)).outcome).toBe("unknown");
    const held = await guarded.send(letter);
    expect(held).toEqual({ outcome: "retry", code: "breaker_open", afterMs: expect.any(Number) });
    expect((held as { afterMs: number }).afterMs).toBeGreaterThanOrEqual(60_000);
    expect(await guarded.find(letter)).toEqual({ outcome: "unknown" });
    expect(asked).toHaveLength(5);
    expect(lines).toContainEqual({ event: "breaker", provider: "whatsapp_cloud", state: "open" });
  });

  test("is tried by one call after a while, and called again when that one is answered", async () => {
    answer = broken;
    const { url, asked } = await provider();
    const guarded = bot(url, 50);
    for (let call = 0; call < 5; call += 1) await guarded.send(letter);
    answer = json(200, { messages: [{ id: "wamid.1" }] });
    await until("a letter leaves again", async () => (await guarded.send(letter)).outcome === "sent");
    expect(await guarded.send(letter)).toEqual({ outcome: "sent", providerId: "wamid.1" });
    expect(asked).toHaveLength(7);
  });

  test("refusals and rate limits do not count: a provider that gives them is well", async () => {
    const { url } = await provider();
    const guarded = bot(url);
    for (const refusal of [json(429, { error: { code: 130_429 } }), json(400, { error: { code: 131_026 } })]) {
      answer = refusal;
      for (let call = 0; call < 12; call += 1) expect((await guarded.send(letter)).outcome).toMatch(/retry|failed/);
    }
    answer = json(200, { messages: [{ id: "wamid.1" }] });
    expect((await guarded.send(letter)).outcome).toBe("sent");
  });
});

test("a calendar that is down is not called any more, and what was to be written waits", async () => {
  answer = (asked, response) =>
    (asked.url === "/token" ? json(200, { access_token: "t", expires_in: 3600 }) : broken)(asked, response);
  const { url, asked } = await provider();
  const google = { clientId: "c", clientSecret: "s", refreshToken: "r", calendarId: "primary", apiUrl: url };
  const calendar = guardCalendar(
    createCalendar({ ...google, tokenUrl: `${url}/token` }, { log }),
    createBreakers(log).of("google"),
  );
  for (let call = 0; call < 5; call += 1) expect(await calendar.remove("abcde")).toMatchObject({ code: "http_500" });
  const before = asked.length;
  expect(await calendar.remove("abcde")).toMatchObject({ outcome: "retry", code: "breaker_open" });
  expect(asked).toHaveLength(before);
});

test("an embedding service that is down is not called any more", async () => {
  answer = broken;
  const { url, asked } = await provider();
  const breaker = createBreakers(log).of("embeddings");
  const { embed } = createHttpEmbed({ url, api: "openai", apiKey: undefined, model: "m", breaker });
  for (let call = 0; call < 8; call += 1)
    await expect(embed(["x"], "query")).rejects.toMatchObject({ code: "unavailable" });
  expect(asked).toHaveLength(5);
});
