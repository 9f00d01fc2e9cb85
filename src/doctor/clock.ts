import { type Finding, ok, problem, warning } from "./finding.ts";

/** Slack refuses signatures that are five minutes off; leases and reminders want it better. */
const WRONG_MS = 240_000;
const OFF_MS = 5_000;

/** Compares this machine's clock with another's, read between two readings of ours. */
export function checkClock(other: string, theirs: Date, { before, after }: { before: number; after: number }): Finding {
  const apartMs = theirs.getTime() - (before + after) / 2;
  // A Date header is cut to the second.
  const slackMs = (after - before) / 2 + 1_000;
  const seconds = (Math.abs(apartMs) / 1_000).toFixed(0);
  const says = `${seconds} s ${apartMs < 0 ? "ahead of" : "behind"} ${other}`;
  const todo = "Let the machine keep its clock by NTP (timedatectl set-ntp true).";
  if (Math.abs(apartMs) - slackMs > WRONG_MS) return problem("clock", says, todo);
  if (Math.abs(apartMs) - slackMs > OFF_MS) return warning("clock", says, todo);
  return ok("clock", `agrees with ${other}`);
}
