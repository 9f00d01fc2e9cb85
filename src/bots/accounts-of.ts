import type { Config } from "../config.ts";
import type { Account } from "../core/people/claim-accounts.ts";

/** Our side of the channels that the configuration names. Slack's team and a paired phone are known with their first event. */
export function accountsOf({ twilio, whatsappCloud }: Pick<Config, "twilio" | "whatsappCloud">): Account[] {
  return [
    ...(twilio?.whatsappFrom
      ? [{ channel: "whatsapp" as const, platform: "twilio_whatsapp" as const, account: twilio.whatsappFrom }]
      : []),
    ...(twilio?.smsFrom ? [{ channel: "sms" as const, platform: "twilio_sms" as const, account: twilio.smsFrom }] : []),
    ...(whatsappCloud
      ? [{ channel: "whatsapp" as const, platform: "whatsapp_cloud" as const, account: whatsappCloud.phoneNumberId }]
      : []),
  ];
}
