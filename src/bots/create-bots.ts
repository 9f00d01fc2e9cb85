import type { Config } from "../config.ts";
import type { Ctx } from "../core/ctx.ts";
import type { Bot } from "./bot.ts";
import { createWebBots } from "./web/bot.ts";

/** One bot for each platform whose secrets are set, and the stage. An SDK is loaded only where it is used: they are slow to load. */
export async function createBots(config: Config, { ctx, dataDir }: { ctx: Ctx; dataDir: string }): Promise<Bot[]> {
  const deps = {
    log: ctx.log,
    now: ctx.now,
    get publicUrl() {
      return ctx.publicUrl;
    },
  };
  return [
    ...createWebBots(),
    ...(config.slack ? [(await import("./slack/bot.ts")).createSlackBot(config.slack, deps)] : []),
    ...(config.twilio ? (await import("./twilio/bots.ts")).createTwilioBots(config.twilio, deps) : []),
    ...(config.whatsappCloud
      ? [(await import("./whatsapp/cloud.ts")).createWhatsAppCloudBot(config.whatsappCloud, deps)]
      : []),
    ...(config.whatsappWeb ? [(await import("./whatsapp/web.ts")).createWhatsAppWebBot({ ...deps, dataDir })] : []),
  ];
}
