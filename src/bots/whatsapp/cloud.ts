import { z } from "zod";
import type { Config } from "../../config.ts";
import type { Log } from "../../core/ports.ts";
import type { Bot } from "../bot.ts";
import { askAboutFile, fetchFile, hostOf } from "../fetch-file.ts";
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
    fetchFile: async ({ reference = "" }, signal) => {
      const hosts = [hostOf(config.apiUrl), ".facebook.com", ".fbsbx.com", ".fbcdn.net", ".whatsapp.net"];
      const asking = { authorization: `Bearer ${config.accessToken}`, hosts, signal };
      const told = Announced.safeParse(await askAboutFile(`${config.apiUrl}/${encodeURIComponent(reference)}`, asking));
      if (!told.success) return "gone";
      const { url, file_size: bytes } = told.data;
      const found = await fetchFile(url, asking);
      return found === "gone" || bytes === undefined ? found : { ...found, bytes };
    },
    find: async () => ({ outcome: "unknown" }),
  };
}

/** What Meta says of a media id; the address stands for five minutes. */
const Announced = z.object({ url: z.url(), file_size: z.coerce.number().optional() });

/** A number, or a business-scoped id of a person who hides it ("IN.…"). */
const recipient = (address: string) =>
  /^\+?\d+$/.test(address) ? { to: address.replace(/\D/g, "") } : { recipient: address };
