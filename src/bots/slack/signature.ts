import { createHmac, timingSafeEqual } from "node:crypto";

const SECONDS = 300;

type Signed = { signature: string | undefined; timestamp: string | undefined; body: Uint8Array; now: Date };

/**
 * Slack's v0 signature over the raw bytes, in constant time; the timestamp is at most 300 s off in either direction.
 * Bolt's own check takes the body as decoded text and lets any future timestamp pass.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function isSignedBySlack(signingSecret: string, { signature, timestamp, body, now }: Signed): boolean {
  if (!signature || !timestamp || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Math.floor(now.getTime() / 1_000) - Number(timestamp)) > SECONDS) return false;
  const ours = createHmac("sha256", signingSecret).update(`v0:${timestamp}:`).update(body).digest("hex");
  const expected = Buffer.from(`v0=${ours}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
