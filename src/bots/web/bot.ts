import type { Channel, Found, Letter, SendResult } from "../../core/messages/message.ts";
import type { Bot } from "../bot.ts";

const CHANNELS: Channel[] = ["slack", "whatsapp", "sms"];

/**
 * The stage plays each channel on one page. What it is sent is on the page as soon as it is stored, so a letter has
 * always arrived; the page is told by the outbox itself.
 */
export function createWebBots(): Bot[] {
  return CHANNELS.map((channel) => ({ platform: "web", channel, send, find }));
}

const send = async (letter: Letter): Promise<SendResult> => ({ outcome: "sent", providerId: `web:${letter.outboxId}` });
const find = async (letter: Letter): Promise<Found> => ({ outcome: "sent", providerId: `web:${letter.outboxId}` });
