import { App } from "@slack/bolt";
import type { Config } from "../../config.ts";
import type { Log } from "../../core/ports.ts";
import type { Bot } from "../bot.ts";
import { fetchFile, hostOf } from "../fetch-file.ts";
import { createSlackClient, QUIET } from "./client.ts";
import { failureOf } from "./failure.ts";
import { findSlack } from "./find.ts";
import { createHonoReceiver } from "./receiver.ts";
import { sendSlack } from "./send.ts";

type Deps = { log: Log; now: () => Date; publicUrl: string };
const LIFECYCLE = ["app_uninstalled", "tokens_revoked"] as const;

/**
 * Slack through Bolt: its Web API client, its types, and its App behind a Hono receiver for events that are no message.
 * Messages and taps are stored before Slack is answered, which Bolt's own listeners cannot promise: it answers first.
 */
export function createSlackBot(config: NonNullable<Config["slack"]>, deps: Deps): Bot {
  const client = createSlackClient(config);
  const receiver = createHonoReceiver({ signingSecret: config.signingSecret, log: deps.log, now: deps.now });
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: config.botToken }),
    convoStore: false,
    logger: QUIET,
  });
  for (const event of LIFECYCLE) {
    app.event(event, async ({ body }) =>
      deps.log.warn({ event: "slack_access_ended", reason: event, team: body.team_id }, "Slack has ended our access"),
    );
  }
  return {
    platform: "slack",
    channel: "slack",
    routes: receiver.routes,
    send: (letter) => sendSlack(client, letter, deps.publicUrl),
    find: (letter) => findSlack(client, letter, deps.publicUrl),
    fetchFile: async ({ reference = "" }, signal) => {
      const { file } = await client.files.info({ file: reference }).catch((error: unknown) => {
        if (failureOf(error).outcome !== "failed") throw error;
        return { file: undefined };
      });
      const address = file?.url_private_download ?? file?.url_private;
      if (!address) return "gone";
      const hosts = [hostOf(config.apiUrl), ".slack.com"];
      return fetchFile(address, { authorization: `Bearer ${config.botToken}`, hosts, signal });
    },
    whois: async (address) => {
      const { user } = await client.users.info({ user: address }).catch((error: unknown) => {
        const failure = failureOf(error);
        if (failure.outcome !== "failed") throw error;
        deps.log.warn({ event: "slack_whois_refused", code: failure.code }, "Slack does not say who somebody is");
        return { user: undefined };
      });
      const { email, real_name: name } = user?.profile ?? {};
      const guest = user?.is_restricted || user?.is_ultra_restricted || user?.is_stranger;
      return { ...(email && { email }), ...(name && { name }), ...(guest && { guest }) };
    },
  };
}
