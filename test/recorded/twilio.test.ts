import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readForm } from "../../src/bots/twilio/form.ts";
import { parseTwilioMessage, parseTwilioStatus } from "../../src/bots/twilio/parse.ts";
import { isSignedByTwilio } from "../../src/bots/twilio/signature.ts";

const folder = process.env.RECORDED_WEBHOOKS;
const there = folder !== undefined && existsSync(join(folder, "twilio-webhooks.json"));
if (!there) console.log("Twilio's recorded webhooks are skipped: RECORDED_WEBHOOKS names no folder with them");

const read = <Shape>(name: string): Shape => JSON.parse(readFileSync(join(folder ?? "", name), "utf8")) as Shape;
const bytes = (text: string) => new TextEncoder().encode(text);
const FORM = "application/x-www-form-urlencoded";
const NOW = new Date("2026-11-21T06:00:00Z");

type Params = Record<string, string | string[]>;
type Vector = { name: string; url: string; signature: string | null; valid: boolean };
type Vectors = {
  authToken: string;
  formVectors: (Vector & { params: Params })[];
  bodyVectors: (Vector & { body: string })[];
};
type Sample = { name: string; kind: string; url: string; rawBody: string; signature: string; contentType: string };
type Samples = { authToken: string; samples: Sample[] };

function encoded(params: Params): string {
  const pairs = Object.entries(params).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}

describe.skipIf(!there)("Twilio's recorded webhooks", () => {
  const vectors = there ? read<Vectors>("twilio-signatures.json") : undefined;
  const recorded = there ? read<Samples>("twilio-webhooks.json") : undefined;

  test("every signature vector agrees", () => {
    const { authToken, formVectors, bodyVectors } = vectors as Vectors;
    for (const { name, url, params, signature, valid } of formVectors) {
      const signed = { url, signature: signature ?? undefined, contentType: FORM, body: bytes(encoded(params)) };
      expect(isSignedByTwilio(authToken, signed), name).toBe(valid);
    }
    for (const { name, url, body, signature, valid } of bodyVectors) {
      const signed = { url, signature: signature ?? undefined, contentType: "application/json", body: bytes(body) };
      expect(isSignedByTwilio(authToken, signed), name).toBe(valid);
    }
  });

  test("every sample is signed by what its raw bytes say, and no other bytes are", () => {
    const { authToken, samples } = recorded as Samples;
    for (const { name, url, rawBody, signature, contentType } of samples) {
      const signed = { url, signature, contentType, body: bytes(rawBody) };
      expect(isSignedByTwilio(authToken, signed), name).toBe(true);
      expect(isSignedByTwilio(authToken, { ...signed, body: bytes(`${rawBody}x`) }), name).toBe(false);
      expect(isSignedByTwilio("54321", signed), name).toBe(false);
    }
  });

  test("every sample is a message, an action, a receipt or ignored for a reason", () => {
    const { samples } = recorded as Samples;
    const kinds = samples.map(({ name, kind, rawBody }) => {
      const form = readForm(bytes(rawBody));
      const incoming = kind === "status" ? parseTwilioStatus(form, "o-1") : parseTwilioMessage(form, NOW);
      expect(incoming, name).toBeDefined();
      if (incoming?.kind === "ignored") expect(incoming.reason).not.toBe("");
      return `${name} ${incoming?.kind}`;
    });
    expect(kinds).toEqual([
      "sms/text message",
      "sms/STOP message",
      "whatsapp/text message",
      "whatsapp/from-BSUID-no-phone message",
      "whatsapp/voice-note message",
      "whatsapp/location message",
      "whatsapp/quoted-reply message",
      "whatsapp/button-session-interactive action",
      "status/queued receipt",
      "status/delivered receipt",
      "status/failed-21610-unsubscribed receipt",
      "whatsapp-status/sent receipt",
      "whatsapp-status/read receipt",
      "whatsapp-status/failed-63018-rate-limit receipt",
    ]);
  });

  test("a sample says who, where and what", () => {
    const { samples } = recorded as Samples;
    const parse = (name: string) =>
      parseTwilioMessage(readForm(bytes(samples.find((sample) => sample.name === name)?.rawBody ?? "")), NOW);
    expect(parse("whatsapp/from-BSUID-no-phone")).toEqual({
      kind: "message",
      channel: "whatsapp",
      platform: "twilio_whatsapp",
      account: "+15005550006",
      providerEventId: "SM3667f6a0c97490758d7dc9659d01ea34",
      conversationKey: "US.1234567890",
      sender: { address: "US.1234567890", name: "Ana Test" },
      sentAt: NOW.toISOString(),
      text: "hola",
      media: [],
      mentioned: true,
      direct: true,
    });
    expect(parse("sms/STOP")).toMatchObject({ channel: "sms", platform: "twilio_sms", text: "STOP" });
    expect(parse("whatsapp/voice-note")).toMatchObject({
      text: "",
      media: [{ kind: "audio", contentType: "audio/ogg" }],
    });
    expect(parse("whatsapp/location")).toMatchObject({ media: [{ kind: "location" }] });
    expect(parse("whatsapp/button-session-interactive")).toMatchObject({ actionId: "offer:accept:42" });
  });
});
