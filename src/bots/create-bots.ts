import type { Config } from "../config.ts";
import type { Ctx } from "../core/ctx.ts";
import type { Bot } from "./bot.ts";
import { createSlackBot } from "./slack/bot.ts";
import { createTwilioBots } from "./twilio/bots.ts";
import { createWebBots } from "./web/bot.ts";
import { createWhatsAppCloudBot } from "./whatsapp/cloud.ts";

/** One bot for each platform whose secrets are set, and the stage. */
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
    ...(config.slack ? [createSlackBot(config.slack, deps)] : []),
    ...(config.twilio ? createTwilioBots(config.twilio, deps) : []),
    ...(config.whatsappCloud ? [createWhatsAppCloudBot(config.whatsappCloud, deps)] : []),
    ...(config.whatsappWeb ? [(await import("./whatsapp/web.ts")).createWhatsAppWebBot({ ...deps, dataDir })] : []),
  ];
}
