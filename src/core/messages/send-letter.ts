/**
 * A stored message on its way out. The order is: claim, ask for consent and plan, call the platform, store the fate.
 * Between the claim and the fate the row is `sending`; whoever finds it so after a crash treats it as `unknown`, and
 * only the provider's word decides whether it is sent again.
 */
import type { Ctx } from "../ctx.ts";
import { continuing, type Fields, span } from "../trace.ts";
import { CLAIMED, type Claimed, claimLetter, storeFate } from "./claim-letter.ts";
import type { Found, Letter, SendResult } from "./message.ts";
import { planSend } from "./plan-send.ts";

/** How core reaches a platform; wired from the bots in main. */
export type Transport = {
  send: (letter: Letter) => Promise<SendResult>;
  find: (letter: Letter) => Promise<Found>;
};
export type Transports = (platform: string) => Transport | undefined;

export type SendCtx = Pick<Ctx, "db" | "now" | "log" | "live"> & { transports: Transports; holder: string };

/** Backoff doubles from two seconds to ten minutes; after a day the message is dead. */
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 10 * 60_000;
const GIVE_UP_MS = 24 * 60 * 60_000;

/** When to try again, and what comes next in the same conversation. */
export type Sent = { retryAt: Date | undefined; next: string | undefined };

/** Sends one message if it is due and its turn. Undefined when it is not. */
export async function sendLetter(ctx: SendCtx, outboxId: string): Promise<Sent | undefined> {
  const claimed = await claimLetter(ctx.db, { id: outboxId, holder: ctx.holder, now: ctx.now() });
  if (!claimed) return undefined;
  const fields = { platform: claimed.platform, outboxId, attempt: claimed.attempts };
  return continuing(claimed.outgoing.trace, () => span("send", { fields }, (note) => deliver(ctx, claimed, note)));
}

async function deliver(ctx: SendCtx, claimed: Claimed, note: (fields: Fields) => void): Promise<Sent> {
  const started = performance.now();
  const plan = await planSend(ctx, claimed);
  const result: SendResult =
    plan.go === "now"
      ? ((await ctx.transports(claimed.platform)?.send(letterOf(claimed, plan.windowOpen))) ?? {
          outcome: "retry",
          code: "no_transport",
        })
      : plan.go === "later"
        ? { outcome: "retry", code: plan.code, afterMs: plan.at.getTime() - ctx.now().getTime() }
        : { outcome: "failed", code: plan.code };
  note({ outcome: result.outcome, ...("code" in result && { code: result.code }) });
  const sent = await settle(ctx, claimed, result);
  ctx.log.info(
    {
      event: "send",
      outboxId: claimed.id,
      platform: claimed.platform,
      outcome: result.outcome,
      ...("code" in result && { code: result.code }),
      ms: Math.round(performance.now() - started),
    },
    "message sent or not",
  );
  return sent;
}

export function letterOf(claimed: Claimed, windowOpen: boolean): Letter {
  return {
    outboxId: claimed.id,
    channel: claimed.channel,
    account: claimed.account,
    conversationKey: claimed.key,
    outgoing: claimed.outgoing,
    windowOpen,
    createdAt: claimed.createdAt,
  };
}

async function settle(ctx: SendCtx, claimed: Claimed, result: SendResult): Promise<Sent> {
  const now = ctx.now();
  const tooOld = now.getTime() - claimed.createdAt.getTime() > GIVE_UP_MS;
  const retryAt =
    result.outcome === "retry" && !tooOld
      ? new Date(now.getTime() + (result.afterMs ?? backoffMs(claimed.attempts)))
      : undefined;
  const state = result.outcome === "retry" ? (retryAt ? "pending" : "dead") : result.outcome;
  const next = await storeFate(ctx.db, {
    id: claimed.id,
    state,
    providerId: result.outcome === "sent" ? result.providerId : null,
    errorCode: "code" in result ? result.code : null,
    retryAt: retryAt ?? null,
    now,
  });
  ctx.live.publish(claimed.workspaceId, {
    type: "message",
    conversationId: claimed.conversationId,
    messageId: claimed.id,
  });
  return { retryAt, next };
}

/** With jitter, so that what failed together does not come back together. */
function backoffMs(attempts: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 12));
  return Math.round(wait * (0.75 + Math.random() / 2));
}

/**
 * Settles a message whose fate is not known by asking the provider: found is sent, absent goes back to pending, and no
 * word leaves it as it is for a person to see.
 */
export async function reconcileLetter(ctx: SendCtx, outboxId: string): Promise<void> {
  const { rows } = await ctx.db.query<Claimed>(
    `update outbox o set state = 'unknown', claimed_by = $2, claimed_at = clock_timestamp(), next_at = $3::timestamptz + interval '15 seconds'
       from conversations c join channel_accounts a on a.channel = c.channel and a.account = c.account
      where o.id = $1 and c.id = o.conversation_id and o.state in ('sending', 'unknown') returning ${CLAIMED}`,
    [outboxId, ctx.holder, ctx.now()],
  );
  const claimed = rows[0];
  if (!claimed) return;
  const found: Found = (await ctx.transports(claimed.platform)?.find(letterOf(claimed, true))) ?? {
    outcome: "unknown",
  };
  ctx.log.info(
    { event: "reconcile", outboxId, platform: claimed.platform, outcome: found.outcome },
    "message of unknown fate",
  );
  if (found.outcome === "unknown") return;
  await settle(ctx, claimed, found.outcome === "sent" ? found : { outcome: "retry", code: "absent", afterMs: 0 });
}
