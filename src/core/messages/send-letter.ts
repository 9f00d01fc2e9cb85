/**
 * A stored message on its way out. The order is: claim, ask for consent and plan, call the platform, store the fate.
 * Between the claim and the fate the row is `sending`; whoever finds it so after a crash treats it as `unknown`, and
 * only the provider's word decides whether it is sent again.
 */
import type { Ctx } from "../ctx.ts";
import { continuing, type Fields, span } from "../trace.ts";
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

export type Claimed = {
  id: string;
  workspaceId: string;
  conversationId: string;
  personId: string | null;
  purpose: "reply" | "utility" | "promotional";
  attempts: number;
  outgoing: Letter["outgoing"];
  createdAt: Date;
  channel: Letter["channel"];
  account: string;
  key: string;
  platform: string;
  lastInboundAt: Date | null;
};

const CLAIMED = `o.id, o.workspace_id as "workspaceId", o.conversation_id as "conversationId", o.person_id as "personId",
  o.purpose, o.attempts, o.outgoing, o.created_at as "createdAt", c.channel, c.account, c.key, a.platform,
  c.last_inbound_at as "lastInboundAt"`;
const JOINED = `from conversations c join channel_accounts a on a.channel = c.channel and a.account = c.account`;

/** Sends one message if it is due and nothing before it in its conversation waits (ten minutes, for an unknown fate). Returns when to try again, if ever. */
export async function sendLetter(ctx: SendCtx, outboxId: string): Promise<{ retryAt: Date } | undefined> {
  const { rows } = await ctx.db.query<Claimed>(
    `update outbox o set state = 'sending', attempts = o.attempts + 1, claimed_by = $3, claimed_at = clock_timestamp()
       ${JOINED}
      where o.id = $1 and c.id = o.conversation_id and o.state = 'pending' and o.next_at <= $2
        and not exists (select from outbox e where e.conversation_id = o.conversation_id and e.seq < o.seq
                          and (e.state = 'sending' or (e.state = 'unknown' and e.created_at > $2::timestamptz - interval '10 minutes')
                               or (e.state = 'pending' and e.next_at <= $2)))
     returning ${CLAIMED}`,
    [outboxId, ctx.now(), ctx.holder],
  );
  const claimed = rows[0];
  if (!claimed) return undefined;
  const fields = { platform: claimed.platform, outboxId, attempt: claimed.attempts };
  return continuing(claimed.outgoing.trace, () => span("send", { fields }, (note) => deliver(ctx, claimed, note)));
}

async function deliver(
  ctx: SendCtx,
  claimed: Claimed,
  note: (fields: Fields) => void,
): Promise<{ retryAt: Date } | undefined> {
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
  const retryAt = await storeFate(ctx, claimed, result);
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
  return retryAt && { retryAt };
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

async function storeFate(ctx: SendCtx, claimed: Claimed, result: SendResult): Promise<Date | undefined> {
  const now = ctx.now();
  const tooOld = now.getTime() - claimed.createdAt.getTime() > GIVE_UP_MS;
  const retryAt =
    result.outcome === "retry" && !tooOld
      ? new Date(now.getTime() + (result.afterMs ?? backoffMs(claimed.attempts)))
      : undefined;
  const state = result.outcome === "retry" ? (retryAt ? "pending" : "dead") : result.outcome;
  await ctx.db.query(
    `update outbox set state = $2, provider_id = coalesce($3, provider_id), error_code = $4, next_at = coalesce($5, next_at),
            sent_at = case when $2 = 'sent' then coalesce(sent_at, $6) else sent_at end,
            receipt = case when $2 = 'sent' then coalesce(receipt, 'sent') else receipt end
      where id = $1 and state in ('sending', 'unknown')`,
    [
      claimed.id,
      state,
      result.outcome === "sent" ? result.providerId : null,
      "code" in result ? result.code : null,
      retryAt ?? null,
      now,
    ],
  );
  ctx.live.publish(claimed.workspaceId, {
    type: "message",
    conversationId: claimed.conversationId,
    messageId: claimed.id,
  });
  return retryAt;
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
       ${JOINED}
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
  await storeFate(ctx, claimed, found.outcome === "sent" ? found : { outcome: "retry", code: "absent", afterMs: 0 });
}
