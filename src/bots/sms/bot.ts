import type { Bot } from "../bot.ts";
import { createTwilioBot, type TwilioWiring } from "../twilio/bot.ts";
import { renderSms } from "./render.ts";

type Numbers = { smsFrom: string; whatsappFrom: string | undefined };

/** SMS over Twilio. With a WhatsApp number, people in India are sent there to answer. */
export function createSmsBot({ smsFrom, whatsappFrom }: Numbers, wiring: TwilioWiring): Bot {
  return createTwilioBot(
    {
      platform: "twilio_sms",
      channel: "sms",
      from: smsFrom,
      addressOf: (conversationKey) => conversationKey,
      render: ({ outgoing, conversationKey }) =>
        renderSms(outgoing, { to: conversationKey, whatsappNumber: whatsappFrom }).map((body) => ({ body })),
    },
    wiring,
  );
}
