import { type ServerType, serve } from "@hono/node-server";
import { createEmulator, type Emulator } from "emulate";
import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Bot } from "../../src/bots/bot.ts";
import { createTwilioBots } from "../../src/bots/twilio/bots.ts";
import type { Accepted, Left, Letter, Outgoing } from "../../src/core/messages/message.ts";

const SID = `AC${"0".repeat(32)}`;
const TOKEN = "twilio_test_auth_token";
const SMS = "+15005550006";
const WHATSAPP = "+15005550007";
const TALENT = "+15005550010";
const quiet = { info() {}, warn() {}, error() {}, debug() {} };

const says = (text: string): Outgoing => ({ blocks: [{ type: "text", text }] });
const letter = (outgoing: Outgoing, of: Partial<Letter> = {}): Letter => ({
  outboxId: "00000000-0000-4000-8000-000000000001",
  channel: "sms",
  account: SMS,
  conversationKey: TALENT,
  outgoing,
  windowOpen: true,
  createdAt: new Date(),
  ...of,
});

describe("Twilio, emulated", () => {
  let twilio: Emulator;
  let web: ServerType;
  let sms: Bot;
  let whatsapp: Bot;
  let stored: Accepted[] = [];

  beforeAll(async () => {
    const phone_numbers = [{ phone_number: SMS }, { phone_number: `whatsapp:${WHATSAPP}` }];
    const seed = { twilio: { account: { sid: SID, auth_token: TOKEN }, phone_numbers } };
    twilio = await createEmulator({ service: "twilio", port: 0, seed });
    const app = new Hono();
    const port = await new Promise<number>((listening) => {
      web = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, (address) => listening(address.port));
    });
    const bots = createTwilioBots(
      {
        accountSid: SID,
        authToken: TOKEN,
        smsFrom: SMS,
        whatsappFrom: WHATSAPP,
        apiUrl: twilio.url,
        contentSids: { invitation: `HX${"1".repeat(32)}` },
      },
      { log: quiet, now: () => new Date(), publicUrl: `http://127.0.0.1:${port}` },
    );
    for (const { routes } of bots)
      if (routes)
        app.route(
          "/webhooks",
          routes(async (them) => void stored.push(...them)),
        );
    [sms, whatsapp] = bots as [Bot, Bot];
  });
  afterAll(async () => {
    await twilio.close();
    web.close();
  });
  beforeEach(() => {
    twilio.reset();
    stored = [];
  });

  const messages = async () => {
    const authorization = `Basic ${Buffer.from(`${SID}:${TOKEN}`).toString("base64")}`;
    const answer = await fetch(`${twilio.url}/2010-04-01/Accounts/${SID}/Messages.json`, {
      headers: { authorization },
    });
    return ((await answer.json()) as { messages: { sid: string; to: string; from: string; body: string | null }[] })
      .messages;
  };

  test("an SMS leaves with its words and its status comes back signed, with our outbox id", async () => {
    const result = await sms.send(letter(says("Friday 4 pm?")));
    const [message] = await messages();
    expect(result).toEqual({ outcome: "sent", providerId: message?.sid });
    expect(message).toMatchObject({ from: SMS, to: TALENT, body: "Friday 4 pm?" });
    await vi.waitFor(() => expect(stored).toHaveLength(1));
    expect(stored).toMatchObject([
      {
        kind: "receipt",
        channel: "sms",
        status: "queued",
        providerMessageId: message?.sid,
        outboxId: "00000000-0000-4000-8000-000000000001",
      },
    ]);
  });

  test("a WhatsApp message goes to the person's WhatsApp address", async () => {
    await whatsapp.send(letter(says("Namaste"), { channel: "whatsapp" }));
    expect(await messages()).toMatchObject([
      { from: `whatsapp:${WHATSAPP}`, to: `whatsapp:${TALENT}`, body: "Namaste" },
    ]);
  });

  test("a letter that was sent is found, one that was not is absent", async () => {
    const sent = letter(says("Friday 4 pm?"));
    await sms.send(sent);
    const [message] = await messages();
    expect(await sms.find(sent)).toEqual({ outcome: "sent", providerId: message?.sid });
    expect(await sms.find(letter(says("Saturday?")))).toEqual({ outcome: "absent" });
    const later = { ...sent, createdAt: new Date(Date.now() + 3_600_000) };
    expect(await sms.find(later)).toEqual({ outcome: "absent" });
  });

  test("of a long letter only the parts that are missing are sent after it was looked for", async () => {
    const long = letter(says(`${"a".repeat(1_500)}\n\n${"b".repeat(1_500)}`));
    const half = letter(says("a".repeat(1_500)));
    await sms.send(half);
    const found = await sms.find(long);
    expect(found).toMatchObject({ outcome: "absent", left: { count: 1 } });
    const { left } = found as { left: Left };
    expect(await sms.send({ ...long, left })).toMatchObject({ outcome: "sent" });
    expect((await messages()).map(({ body }) => body?.[0])).toEqual(["b", "a"]);
  });

  test("what belongs to another letter is not taken for this one", async () => {
    const twice = letter(says("See you tomorrow"));
    await sms.send(twice);
    const [message] = await messages();
    expect(await sms.find({ ...twice, outboxId: "outbox-2" }, [message?.sid ?? ""])).toEqual({ outcome: "absent" });
  });

  test("whether a template left cannot be told from an emulator that keeps no words of it", async () => {
    const closed = letter(
      { ...says("Come"), template: { name: "invitation", language: "en", variables: ["Asha"] } },
      { channel: "whatsapp", windowOpen: false },
    );
    expect(await whatsapp.find(closed)).toEqual({ outcome: "absent" });
    expect(await whatsapp.send(closed)).toMatchObject({ outcome: "sent" });
    expect(await whatsapp.find(closed)).toEqual({ outcome: "unknown" });
  });

  test("a number that Twilio refuses is a failure with its code", async () => {
    expect(await sms.send(letter(says("Hi"), { conversationKey: "nobody" }))).toEqual({
      outcome: "failed",
      code: "twilio_21201",
    });
  });
});
