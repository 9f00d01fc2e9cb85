import type { Clock } from "./clock.ts";
import { startGoogle } from "./google.ts";
import { startSlack } from "./slack.ts";
import { startTwilio } from "./twilio.ts";

export type Emulators = Awaited<ReturnType<typeof startEmulators>>;

/** Slack, Twilio and Google on free ports of loopback, and the variables that point CastMatch at them. */
export async function startEmulators(clock: Clock) {
  const [slack, twilio, google] = await Promise.all([startSlack(), startTwilio(clock), startGoogle()]);
  return {
    slack,
    twilio,
    google,
    env: { ...slack.env, ...twilio.env, ...google.env },
    close: async () => void (await Promise.all([slack.close(), twilio.close(), google.close()])),
  };
}
