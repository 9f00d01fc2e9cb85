import type { Limit } from "../ports.ts";
import type { Claimed } from "./claim-letter.ts";

/** Messages a second. */
export type SendRates = {
  /** To one channel of a workspace's Slack. */
  slack: number;
  /** From one number. */
  sms: number;
  whatsapp: number;
  /** To one person. */
  whatsappPerson: number;
};

/**
 * What the platforms take: Slack 1 a second in a channel (docs.slack.dev, rate limits), Twilio 1 a second from a long
 * code, WhatsApp 80 a second from a number and 1 in 6 s to one person (error 131056).
 */
export const PLATFORM_RATES: SendRates = { slack: 1, sms: 1, whatsapp: 80, whatsappPerson: 1 / 6 };

/** The limits that a message falls under; none on the stage. */
export function limitsOf(
  { platform, channel, account, key }: Pick<Claimed, "platform" | "channel" | "account" | "key">,
  rates: SendRates,
): Limit[] {
  if (platform === "web") return [];
  const limit = (name: string, rate: number): Limit => ({
    key: `${channel}:${account}${name}`,
    everyMs: 1_000 / rate,
    atOnce: Math.max(1, Math.ceil(rate / 4)),
  });
  if (channel === "slack") return [limit(`:${key.split(":")[0]}`, rates.slack)];
  if (channel === "sms") return [limit("", rates.sms)];
  return [limit("", rates.whatsapp), limit(`:${key}`, rates.whatsappPerson)];
}
