import type { Breakers } from "../breakers/breakers.ts";
import type { Config } from "../config.ts";
import { criteriaFormOf } from "../core/auditions/edit-criteria.ts";
import type { Ctx } from "../core/ctx.ts";
import type { IncomingAction } from "../core/messages/message.ts";
import type { Bot } from "./bot.ts";
import { guardBot } from "./guard-bot.ts";
import { createWebBots } from "./web/bot.ts";

type Around = { ctx: Ctx; dataDir: string; breakers: Breakers };

/** One bot for each platform whose secrets are set, and the stage. An SDK is loaded only where it is used: they are slow to load. Calls to a provider stop while it is taken for down. */
export async function createBots(config: Config, { ctx, dataDir, breakers }: Around): Promise<Bot[]> {
  const deps = {
    log: ctx.log,
    now: ctx.now,
    timeZone: ctx.timeZone,
    prefill: (tapped: IncomingAction) => criteriaFormOf(ctx, tapped),
    get publicUrl() {
      return ctx.publicUrl;
    },
  };
  const bots = [
    ...(config.slack ? [(await import("./slack/bot.ts")).createSlackBot(config.slack, deps)] : []),
    ...(config.twilio ? (await import("./twilio/bots.ts")).createTwilioBots(config.twilio, deps) : []),
    ...(config.whatsappCloud
      ? [(await import("./whatsapp/cloud.ts")).createWhatsAppCloudBot(config.whatsappCloud, deps)]
      : []),
    ...(config.whatsappWeb ? [(await import("./whatsapp/web.ts")).createWhatsAppWebBot({ ...deps, dataDir })] : []),
  ];
  return [...createWebBots(), ...bots.map((bot) => guardBot(bot, breakers.of(providerOf(bot))))];
}

/** One account of Twilio's carries two platforms. */
const providerOf = ({ platform }: Bot) => (platform.startsWith("twilio_") ? "twilio" : platform);
