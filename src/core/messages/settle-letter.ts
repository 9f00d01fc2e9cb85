import { type Claimed, type Fate, storeFate } from "./claim-letter.ts";
import type { SendResult } from "./message.ts";
import type { SendCtx } from "./send-letter.ts";

/** Backoff doubles from two seconds to ten minutes; after a day the message is dead. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 10 * 60_000;
const GIVE_UP_MS = 24 * 60 * 60_000;
/** A provider that broke off may still be at it: it is asked a little later. */
const ASK_AFTER_MS = 5_000;

/** When to try again, and what comes next in the same conversation. */
export type Sent = { retryAt: Date | undefined; next: string | undefined };

/** What became of a claimed message: what a platform said, or a decision of our own. `untried`: nothing was attempted. */
export type Result = (SendResult | { outcome: "void"; code: string }) & { untried?: boolean };

/** Stores what became of a claimed message. Undefined when it came too late. */
export async function settleLetter(
  ctx: Pick<SendCtx, "db" | "now" | "live" | "log">,
  claimed: Claimed,
  result: Result,
): Promise<Sent | undefined> {
  const fate = fateOf(claimed, result, ctx.now());
  const stored = await storeFate(ctx.db, fate);
  if (!stored) {
    const level = result.outcome === "sent" ? "error" : "warn";
    ctx.log[level](
      { event: "late_fate", outboxId: claimed.id, claim: claimed.claim, outcome: result.outcome },
      "another has taken a message on meanwhile",
    );
    return undefined;
  }
  ctx.live.publish(claimed.workspaceId, {
    type: "message",
    conversationId: claimed.conversationId,
    messageId: claimed.id,
  });
  return { retryAt: fate.state === "pending" ? (fate.nextAt ?? undefined) : undefined, next: stored.next };
}

function fateOf(claimed: Claimed, result: Result, now: Date): Fate {
  const common = {
    id: claimed.id,
    claim: claimed.claim,
    providerId: null,
    errorCode: "code" in result ? result.code : null,
    nextAt: null,
    untried: result.untried ?? false,
    left: ("left" in result && result.left) || null,
    now,
  };
  if (result.outcome === "sent") return { ...common, state: "sent", providerId: result.providerId };
  if (result.outcome === "unknown") {
    return { ...common, state: "unknown", nextAt: new Date(now.getTime() + ASK_AFTER_MS) };
  }
  if (result.outcome !== "retry") return { ...common, state: result.outcome };
  const tooOld = now.getTime() - claimed.triedSince.getTime() > GIVE_UP_MS;
  if (tooOld && !common.untried) return { ...common, state: "dead" };
  const waitMs = result.afterMs ?? backoffMs(claimed.attempts);
  return { ...common, state: "pending", nextAt: new Date(now.getTime() + Math.min(waitMs, GIVE_UP_MS)) };
}

/** With jitter, so that what failed together does not come back together. */
function backoffMs(attempts: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 12));
  return Math.round(wait * (0.75 + Math.random() / 2));
}
