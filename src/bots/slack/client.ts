import { LogLevel, WebClient } from "@slack/web-api";

export type SlackClient = WebClient;

/** Bolt and its client log requests whole, texts among them: nothing of it is written. */
export const QUIET = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

type Options = { botToken: string; apiUrl: string };

/** Slack's Web API, one try a call: what is to be tried again, and when, is for the outbox to decide. */
export function createSlackClient({ botToken, apiUrl }: Options, { giveUpMs = 10_000 } = {}): SlackClient {
  return new WebClient(botToken, {
    slackApiUrl: `${apiUrl}/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: giveUpMs,
    logger: QUIET,
  });
}
