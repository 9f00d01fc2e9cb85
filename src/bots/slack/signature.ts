import { isValidSlackRequest } from "@slack/bolt";

const SECONDS = 300;

type Signed = { signature: string | undefined; timestamp: string | undefined; body: string; now: Date };

/** Slack's v0 signature over the raw body, in constant time; the timestamp is at most 300 s off in either direction. */
export function isSignedBySlack(signingSecret: string, { signature, timestamp, body, now }: Signed): boolean {
  if (!signature || !timestamp || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > SECONDS) return false;
  return isValidSlackRequest({
    signingSecret,
    body,
    headers: { "x-slack-signature": signature, "x-slack-request-timestamp": Number(timestamp) },
    nowMilliseconds: now.getTime(),
  });
}
