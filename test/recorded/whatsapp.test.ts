import { createHmac } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseCloud } from "../../src/bots/whatsapp/cloud-parse.ts";
import { isSignedByMeta } from "../../src/bots/whatsapp/cloud-routes.ts";

const folder = process.env.RECORDED_WEBHOOKS;
const there = folder !== undefined && existsSync(join(folder, "whatsapp-cloud.json"));
if (!there) console.log("WhatsApp's recorded webhooks are skipped: RECORDED_WEBHOOKS names no folder with them");

type Sample = { name: string; payload: unknown };
const NOW = new Date("2026-11-21T06:00:00Z");

describe.skipIf(!there)("WhatsApp's recorded webhooks", () => {
  const samples = there
    ? (JSON.parse(readFileSync(join(folder ?? "", "whatsapp-cloud.json"), "utf8")) as { samples: Sample[] }).samples
    : [];
  const bytesOf = (name: string) =>
    new TextEncoder().encode(JSON.stringify(samples.find((sample) => sample.name === name)?.payload));

  test("every sample is a message, an action, a receipt or ignored for a reason", () => {
    const kinds = samples.map(({ name }) => {
      const events = parseCloud(bytesOf(name), NOW);
      expect(events, name).toHaveLength(1);
      const [event] = events ?? [];
      return `${name} ${event?.kind === "ignored" ? `ignored: ${event.reason}` : event?.kind}`;
    });
    expect(kinds).toEqual([
      "message/text message",
      "message/media_with_url message",
      "message/document message",
      "message/voice message",
      "message/animated_sticker message",
      "message/unreaction_empty ignored: type:reaction",
      "message/current_location message",
      "message/contacts message",
      "message/unsupported message",
      "message/reply message",
      "message/forwarded_many_times message",
      "message/referral message",
      "callback_button/quick_reply action",
      "callback_selection/callback action",
      "message_status/sent receipt",
      "message_status/read receipt",
      "message_status/failed receipt",
      "message_status/group receipt",
      "deleted_message/revoke ignored: type:revoke",
      "system/identity_change ignored: type:system",
      "user_marketing_preferences/signup ignored: field:user_preferences",
      "template_status_update/rejected ignored: field:message_template_status_update",
      "recorded/secondMessage message",
    ]);
  });

  test("a sample says who, where, when and what", () => {
    expect(parseCloud(bytesOf("recorded/secondMessage"), NOW)).toEqual([
      {
        kind: "message",
        channel: "whatsapp",
        platform: "whatsapp_cloud",
        account: "100000000000001",
        providerEventId: "wamid.FAKE_MSG_ID_002",
        conversationKey: "+15550002222",
        sender: { address: "+15550002222", name: "Test User" },
        sentAt: "2026-03-08T19:27:34.000Z",
        text: "Tell me more",
        media: [],
        mentioned: true,
        direct: true,
      },
    ]);
    expect(parseCloud(bytesOf("message/document"), NOW)).toMatchObject([
      {
        text: "caption",
        media: [{ kind: "document", contentType: "application/pdf", reference: "1234567890987654321" }],
      },
    ]);
    expect(parseCloud(bytesOf("message_status/failed"), NOW)).toMatchObject([
      { status: "failed", errorCode: "130472" },
    ]);
  });

  test("every sample's bytes verify under their own signature and under no other", () => {
    for (const { name } of samples) {
      const body = bytesOf(name);
      const sign = (secret: string) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
      expect(isSignedByMeta("right", sign("right"), body), name).toBe(true);
      expect(isSignedByMeta("right", sign("wrong"), body), name).toBe(false);
      expect(isSignedByMeta("right", undefined, body), name).toBe(false);
    }
  });
});
