import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { createTwilioBots } from "../../src/bots/twilio/bots.ts";
import { createTwilioClient } from "../../src/bots/twilio/client.ts";
import { twilioOutcome } from "../../src/bots/twilio/outcome.ts";
import { createWhatsAppCloudBot } from "../../src/bots/whatsapp/cloud.ts";
import { postCloudMessage } from "../../src/bots/whatsapp/cloud-client.ts";
import type { Letter } from "../../src/core/messages/message.ts";
import { type Asked, answering } from "../support/answering.ts";

const quiet = { info() {}, warn() {}, error() {}, debug() {} };
const deps = { log: quiet, now: () => new Date(), publicUrl: "https://castmatch.example" };
const account = { accountSid: `AC${"0".repeat(32)}`, authToken: "t" };
const meta = { phoneNumberId: "1", accessToken: "t", appSecret: "s", verifyToken: "v" };
const SHORT_MS = 150;

const letter = (of: Partial<Letter> = {}): Letter => ({
  outboxId: "outbox-1",
  channel: "whatsapp",
  account: "1",
  conversationKey: "+15005550010",
  outgoing: { blocks: [{ type: "text", text: "Hello" }] },
  windowOpen: true,
  createdAt: new Date(),
  ...of,
});

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});
async function server(answer: (asked: Asked, response: ServerResponse) => void) {
  const one = await answering(answer);
  close = one.close;
  return one;
}
/** An address where nothing listens any more. */
async function gone(): Promise<string> {
  const one = await answering(stall);
  await one.close();
  return one.url;
}
const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
const stall = () => {};
const cut = (_: Asked, response: ServerResponse) => response.destroy();

describe("sending by Twilio", () => {
  const sms = (apiUrl: string) => {
    const config = { ...account, apiUrl, smsFrom: "+15005550006", whatsappFrom: undefined, contentSids: {} };
    const [bot] = createTwilioBots(config, deps);
    if (!bot) throw new Error("no bot");
    return bot;
  };

  test.each([
    [400, 21610, { outcome: "failed", code: "opted_out" }],
    [400, 63016, { outcome: "failed", code: "window_closed" }],
    [400, 21211, { outcome: "failed", code: "twilio_21211" }],
    [400, 21614, { outcome: "failed", code: "twilio_21614" }],
    [429, 20429, { outcome: "retry", code: "rate_limited" }],
    [400, 63018, { outcome: "retry", code: "rate_limited" }],
    [401, 20003, { outcome: "retry", code: "http_401", afterMs: 60_000 }],
    [500, 20500, { outcome: "unknown", code: "http_500" }],
    [503, undefined, { outcome: "unknown", code: "http_503" }],
  ])("%i with error %s", async (status, code, outcome) => {
    const { url } = await server((_, response) => json(response, status, { status, code, message: "no" }));
    expect(await sms(url).send(letter())).toEqual(outcome);
  });

  test("an answer that is no JSON leaves the message's fate unknown", async () => {
    const { url } = await server((_, response) => response.writeHead(201).end("<html>"));
    expect(await sms(url).send(letter())).toMatchObject({ outcome: "unknown" });
    expect(await sms(url).find(letter())).toEqual({ outcome: "unknown" });
  });

  test("a refused connection is tried again, a cut one is not known", async () => {
    expect(await sms(await gone()).send(letter())).toEqual({ outcome: "retry", code: "unreachable" });
    const { url } = await server(cut);
    expect(await sms(url).send(letter())).toMatchObject({ outcome: "unknown" });
  });

  test("a server that does not answer is given up", async () => {
    const { url } = await server(stall);
    const client = createTwilioClient({ ...account, apiUrl: url }, { giveUpMs: SHORT_MS });
    const outcome = await client.create({ to: "+15005550010", from: "+15005550006", body: "x" }).catch(twilioOutcome);
    expect(outcome).toEqual({ outcome: "unknown", code: "timeout" });
  });

  test("the status is asked for with our outbox id", async () => {
    const { url, asked } = await server((_, response) => json(response, 201, { sid: "SM1" }));
    expect(await sms(url).send(letter())).toEqual({ outcome: "sent", providerId: "SM1" });
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
      From: "+15005550006",
      To: "+15005550010",
      Body: "Hello",
      StatusCallback: "https://castmatch.example/webhooks/twilio/status?o=outbox-1",
    });
  });

  test("a letter whose second part did not leave says so, and goes on with that part in any process", async () => {
    let calls = 0;
    const { url } = await server((_, response) => {
      calls += 1;
      if (calls === 2) json(response, 429, { code: 20429 });
      else json(response, 201, { sid: `SM${calls}` });
    });
    const bot = sms(url);
    const long = letter({ outgoing: { blocks: [{ type: "text", text: `${"a ".repeat(800)}${"b ".repeat(800)}` }] } });
    const left = { count: 1, providerId: "SM1" };
    expect(await bot.send(long)).toEqual({ outcome: "retry", code: "rate_limited", left });
    expect(await sms(url).send({ ...long, left })).toEqual({ outcome: "sent", providerId: "SM3" });
    expect(calls).toBe(3);
  });
});

test.each(["Twilio", "Meta"])("%s is asked again when it says so", async (who) => {
  const { url } = await server((_, response) => response.writeHead(429, { "retry-after": "30" }).end("{}"));
  const config = { ...account, apiUrl: url, smsFrom: "+15005550006", whatsappFrom: undefined, contentSids: {} };
  const bot =
    who === "Meta" ? createWhatsAppCloudBot({ ...meta, apiUrl: url }, deps) : createTwilioBots(config, deps)[0];
  expect(await bot?.send(letter())).toEqual({ outcome: "retry", code: "rate_limited", afterMs: 30_000 });
});

describe("sending by Meta", () => {
  const bot = (apiUrl: string) => createWhatsAppCloudBot({ ...meta, apiUrl }, deps);
  const sent = (_: Asked, response: ServerResponse) => json(response, 200, { messages: [{ id: "wamid.1" }] });

  test.each([
    [400, 131047, { outcome: "failed", code: "window_closed" }],
    [400, 131026, { outcome: "failed", code: "unreachable" }],
    [400, 131050, { outcome: "failed", code: "opted_out" }],
    [404, 132001, { outcome: "failed", code: "no_template" }],
    [400, 100, { outcome: "failed", code: "meta_100" }],
    [400, 131056, { outcome: "retry", code: "rate_limited", afterMs: 6_000 }],
    [429, 130429, { outcome: "retry", code: "rate_limited", afterMs: 6_000 }],
    [400, 80007, { outcome: "retry", code: "rate_limited", afterMs: 6_000 }],
    [401, 190, { outcome: "retry", code: "http_401", afterMs: 60_000 }],
    [500, 131000, { outcome: "unknown", code: "http_500" }],
  ])("%i with error %i", async (status, code, outcome) => {
    const { url } = await server((_, response) => json(response, status, { error: { code, message: "no" } }));
    expect(await bot(url).send(letter())).toEqual(outcome);
  });

  test("a number is written in digits, a business-scoped id as the recipient; both carry our outbox id", async () => {
    const { url, asked } = await server(sent);
    expect(await bot(url).send(letter())).toEqual({ outcome: "sent", providerId: "wamid.1" });
    await bot(url).send(letter({ conversationKey: "IN.123" }));
    expect(asked[0]).toMatchObject({ url: "/1/messages", headers: { authorization: "Bearer t" } });
    expect(asked.map(({ body }) => JSON.parse(body))).toEqual([
      {
        messaging_product: "whatsapp",
        recipient_type: "individual",
        to: "15005550010",
        biz_opaque_callback_data: "outbox-1",
        type: "text",
        text: { body: "Hello", preview_url: false },
      },
      expect.objectContaining({ recipient: "IN.123" }),
    ]);
  });

  test("only the last message of a letter speaks for it, and what left is not sent again", async () => {
    let refused = false;
    const { url, asked } = await server((one, response) => {
      const second = one.body.includes("biz_opaque");
      if (second && !refused) {
        refused = true;
        json(response, 400, { error: { code: 131056 } });
      } else sent(one, response);
    });
    const meta = bot(url);
    const long = letter({
      outgoing: { blocks: [{ type: "text", text: `${"a".repeat(4_000)} ${"b".repeat(4_000)}` }] },
    });
    const left = { count: 1, providerId: "wamid.1" };
    expect(await meta.send(long)).toMatchObject({ outcome: "retry", afterMs: 6_000, left });
    expect(await bot(url).send({ ...long, left })).toMatchObject({ outcome: "sent" });
    expect(asked.map(({ body }) => JSON.parse(body).text.body[0])).toEqual(["a", "b", "b"]);
  });

  test("a refused connection is tried again; a stalled, cut or unreadable answer is not known", async () => {
    expect(await bot(await gone()).send(letter())).toEqual({ outcome: "retry", code: "unreachable" });
    const stalled = await answering(stall);
    expect(await postCloudMessage({ ...meta, apiUrl: stalled.url }, {}, { giveUpMs: SHORT_MS })).toEqual({
      outcome: "unknown",
      code: "timeout",
    });
    await stalled.close();
    const broken = await answering(cut);
    expect(await bot(broken.url).send(letter())).toMatchObject({ outcome: "unknown" });
    await broken.close();
    const { url } = await server((_, response) => response.writeHead(200).end("<html>"));
    expect(await bot(url).send(letter())).toEqual({ outcome: "unknown", code: "unreadable_answer" });
    expect(await bot(url).find(letter())).toEqual({ outcome: "unknown" });
  });
});
