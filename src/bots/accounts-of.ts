import type { Config } from "../config.ts";
import type { Account } from "../core/people/claim-accounts.ts";

/** Our side of the channels that are configured. Slack's team and a paired phone are known with their first event. */
export function accountsOf(config: Pick<Config, "slack" | "twilio" | "whatsappCloud" | "whatsappWeb">): Account[] {
  const { slack, twilio, whatsappCloud, whatsappWeb } = config;
  return [
    ...(slack ? [{ channel: "slack" as const, platform: "slack" as const }] : []),
    ...(twilio ? [named({ channel: "whatsapp", platform: "twilio_whatsapp" }, twilio.whatsappFrom)] : []),
    ...(twilio ? [named({ channel: "sms", platform: "twilio_sms" }, twilio.smsFrom)] : []),
    ...(whatsappCloud ? [named({ channel: "whatsapp", platform: "whatsapp_cloud" }, whatsappCloud.phoneNumberId)] : []),
    ...(whatsappWeb ? [{ channel: "whatsapp" as const, platform: "whatsapp_web" as const }] : []),
  ];
}

const named = (on: Pick<Account, "channel" | "platform">, account: string | undefined): Account => ({
  ...on,
  ...(account && { account }),
});
