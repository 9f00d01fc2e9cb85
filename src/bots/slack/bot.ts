import bolt, { type webApi } from "@slack/bolt";
import type { Config } from "../../config.ts";
import type { Log } from "../../core/ports.ts";
import type { Bot } from "../bot.ts";
import type { Progress } from "../send-parts.ts";
import { createHonoReceiver } from "./receiver.ts";
import { findSlack, sendSlack } from "./send.ts";

const TIMEOUT_MS = 10_000;

type Deps = { log: Log; now: () => Date; publicUrl: string };
const LIFECYCLE = ["app_uninstalled", "tokens_revoked"] as const;

/**
 * Slack through Bolt: its signature check and Web API client, and its App behind a Hono receiver for what is no message.
 * Messages and taps are stored before Slack is answered, which Bolt's own listeners could not promise (FACTS).
 */
export function createSlackBot(config: NonNullable<Config["slack"]>, deps: Deps): Bot {
  const client: webApi.WebClient = new bolt.webApi.WebClient(config.botToken, {
    slackApiUrl: `${config.apiUrl}/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    logger: QUIET,
  });
  const receiver = createHonoReceiver({ signingSecret: config.signingSecret, log: deps.log, now: deps.now });
  const app = new bolt.App({ receiver, authorize: async () => ({ botToken: config.botToken }), logger: QUIET });
  for (const event of LIFECYCLE) {
    app.event(event, async ({ body }) => deps.log.warn({ event, team: body.team_id }, "Slack has ended our access"));
  }
  const progress: Progress = new Map();
  return {
    platform: "slack",
    channel: "slack",
    routes: receiver.routes,
    send: (letter) => sendSlack(client, letter, { publicUrl: deps.publicUrl, progress }),
    find: (letter) => findSlack(client, letter),
    whois: async (address) => {
      const { user } = await client.users.info({ user: address });
      const { email, real_name: name } = user?.profile ?? {};
      return { ...(email && { email }), ...(name && { name }) };
    },
  };
}

/** Bolt and its client log requests whole, tokens and texts among them. */
const QUIET = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => bolt.LogLevel.ERROR,
  setName: () => undefined,
};
