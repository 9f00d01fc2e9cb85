import type { Config } from "../../config.ts";
import type { Log } from "../../core/ports.ts";
import type { Bot } from "../bot.ts";
import { sendParts } from "../send-parts.ts";
import { postCloudMessage } from "./cloud-client.ts";
import { renderCloud } from "./cloud-render.ts";
import { cloudRoutes } from "./cloud-routes.ts";

export type CloudConfig = NonNullable<Config["whatsappCloud"]>;
export type CloudDeps = { log: Log; now: () => Date; publicUrl: string };

/**
 * WhatsApp by Meta's Cloud API. Meta has no way to look a message up, so a letter of unknown fate is settled by its
 * statuses, which carry our outbox id.
 */
export function createWhatsAppCloudBot(config: CloudConfig, deps: CloudDeps): Bot {
  return {
    platform: "whatsapp_cloud",
    channel: "whatsapp",
    routes: cloudRoutes(config, deps),
    send: (letter) =>
      sendParts({
        letter,
        parts: renderCloud(letter, { publicUrl: deps.publicUrl }),
        send: (part, last) =>
          postCloudMessage(config, {
            messaging_product: "whatsapp",
            recipient_type: "individual",
            ...recipient(letter.conversationKey),
            ...(last && { biz_opaque_callback_data: letter.outboxId }),
            ...part,
          }),
      }),
    find: async () => ({ outcome: "unknown" }),
  };
}

/** A number, or a business-scoped id of a person who hides it ("IN.…"). */
const recipient = (address: string) =>
  /^\+?\d+$/.test(address) ? { to: address.replace(/\D/g, "") } : { recipient: address };
