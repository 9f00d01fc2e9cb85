import type { Config } from "../../config.ts";
import type { Bot } from "../bot.ts";
// biome-ignore lint/style/noRestrictedImports: the one place that puts the two channels of a Twilio account together
import { createSmsBot } from "../sms/bot.ts";
// biome-ignore lint/style/noRestrictedImports: the one place that puts the two channels of a Twilio account together
import { createTwilioWhatsAppBot } from "../whatsapp/twilio.ts";
import { createTwilioClient } from "./client.ts";
import type { Deps } from "./routes.ts";

export type TwilioConfig = NonNullable<Config["twilio"]>;

/** A bot for each of the account's numbers. The first takes the statuses of both. Only what has a number has a route. */
export function createTwilioBots(config: TwilioConfig, deps: Deps): Bot[] {
  const { smsFrom, whatsappFrom } = config;
  const shared = { ...config, client: createTwilioClient(config), deps };
  return [
    ...(smsFrom ? [createSmsBot({ smsFrom, whatsappFrom }, { ...shared, path: "/twilio/sms", statuses: true })] : []),
    ...(whatsappFrom
      ? [
          createTwilioWhatsAppBot(
            { whatsappFrom, contentSids: config.contentSids },
            { ...shared, path: "/twilio/whatsapp", statuses: !smsFrom },
          ),
        ]
      : []),
  ];
}
