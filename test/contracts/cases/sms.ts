import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { createTwilioBots } from "../../../src/bots/twilio/bots.ts";
import type { BotCase } from "../bot-case.ts";

const TOKEN = "12345";
const PUBLIC = "https://castmatch.example";
const path = "/webhooks/twilio/sms";
const quiet = { info() {}, warn() {}, error() {}, debug() {} };

function signed(fields: Record<string, string>): RequestInit {
  return {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": getExpectedTwilioSignature(TOKEN, `${PUBLIC}${path}`, fields),
    },
    body: new URLSearchParams(fields).toString(),
  };
}

export const botCase: BotCase = {
  folder: "sms",
  create: (apiUrl) => {
    const [bot] = createTwilioBots(
      {
        accountSid: `AC${"0".repeat(32)}`,
        authToken: TOKEN,
        smsFrom: "+15005550006",
        whatsappFrom: undefined,
        apiUrl,
        contentSids: {},
      },
      { log: quiet, now: () => new Date(), publicUrl: PUBLIC },
    );
    if (!bot) throw new Error("Twilio made no SMS bot");
    return bot;
  },
  path,
  message: (id, text) => signed({ MessageSid: id, From: "+15005550010", To: "+15005550006", Body: text }),
  unreadable: () => signed({ Hello: "there" }),
  letter: () => ({
    outboxId: "00000000-0000-4000-8000-000000000001",
    channel: "sms",
    account: "+15005550006",
    conversationKey: "+15005550010",
    outgoing: { blocks: [{ type: "text", text: "Friday 4 pm?" }], choices: [{ actionId: "a1", label: "4 pm" }] },
    windowOpen: true,
    createdAt: new Date(),
  }),
  taken: { status: 201, body: { sid: "SM1" } },
};
