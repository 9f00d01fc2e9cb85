/**
 * A stored message on its way out. The order is: claim, ask for consent and plan, call the platform, store the fate.
 * Between the claim and the fate the row is `sending`; whoever finds it so after a crash treats it as `unknown`, and
 * only the provider's word decides whether it is sent again. A claim has a number: what a worker that was stopped for a
 * while still stores does not touch what another has claimed since, and it begins no call once others may have it.
 */
import { crashPoint } from "../crash-point.ts";
import type { Ctx } from "../ctx.ts";
import type { Limits } from "../ports.ts";
import { continuing, type Fields, span } from "../trace.ts";
import { withOfficeLink } from "../visits/office-link.ts";
import { type Claimed, claimLetter } from "./claim-letter.ts";
import { limitsOf, type SendRates } from "./limits-of.ts";
import type { Found, Letter, SendResult } from "./message.ts";
import { planSend } from "./plan-send.ts";
import { type Result, type Sent, settleLetter } from "./settle-letter.ts";

/** How core reaches a platform; wired from the bots in main. */
export type Transport = {
  send: (letter: Letter) => Promise<SendResult>;
  find: (letter: Letter, taken?: string[]) => Promise<Found>;
};
export type Transports = (platform: string) => Transport | undefined;

export type SendCtx = Pick<Ctx, "db" | "now" | "log" | "live" | "publicUrl"> & {
  transports: Transports;
  holder: string;
  limits: Limits;
  rates: SendRates;
};

/** A call that begins by then and takes its 10 s, twice over, ends before the sweeper takes the message for lost (30 s). */
const BEGIN_WITHIN_MS = 8_000;

/** Sends one message if it is due and its turn. Undefined when it is not. */
export async function sendLetter(ctx: SendCtx, outboxId: string): Promise<Sent | undefined> {
  const beginBy = performance.now() + BEGIN_WITHIN_MS;
  const claimed = await claimLetter(ctx.db, { id: outboxId, holder: ctx.holder, now: ctx.now() });
  if (!claimed) return undefined;
  const fields = { platform: claimed.platform, outboxId, attempt: claimed.attempts };
  return continuing(claimed.outgoing.trace, () =>
    span("send", { fields }, (note) => deliver(ctx, { claimed, beginBy }, note)),
  );
}

type Delivery = { claimed: Claimed; beginBy: number };

async function deliver(
  ctx: SendCtx,
  { claimed, beginBy }: Delivery,
  note: (fields: Fields) => void,
): Promise<Sent | undefined> {
  const started = performance.now();
  const result = await attempt(ctx, { claimed, beginBy });
  crashPoint("after-send");
  const said = { outcome: result.outcome, ...("code" in result && { code: result.code }) };
  note(said);
  const sent = await settleLetter(ctx, claimed, result);
  ctx.log.info(
    {
      event: "send",
      outboxId: claimed.id,
      platform: claimed.platform,
      ...said,
      ms: Math.round(performance.now() - started),
    },
    "message sent or not",
  );
  return sent;
}

async function attempt(ctx: SendCtx, { claimed, beginBy }: Delivery): Promise<Result> {
  if (claimed.outdated) return { outcome: "void", code: "outdated" };
  const plan = await planSend(ctx, claimed);
  if (plan.go === "never") return { outcome: "failed", code: plan.code };
  if (plan.go === "void") return { outcome: "void", code: plan.code };
  if (plan.go === "later") {
    const afterMs = plan.at.getTime() - ctx.now().getTime();
    return { outcome: "retry", code: plan.code, afterMs, untried: true };
  }
  const transport = ctx.transports(claimed.platform);
  if (!transport) return { outcome: "retry", code: "no_transport" };
  const waitMs = await ctx.limits.take(claimed.id, limitsOf(claimed, ctx.rates));
  if (waitMs > 0) return { outcome: "retry", code: "our_limit", afterMs: waitMs, untried: true };
  const outgoing = await withOfficeLink(ctx, claimed);
  return transport.send({ ...letterOf(claimed, plan.windowOpen), outgoing, beginBy });
}

export const letterOf = (claimed: Claimed, windowOpen: boolean): Letter => ({
  outboxId: claimed.id,
  channel: claimed.channel,
  account: claimed.account,
  conversationKey: claimed.key,
  outgoing: claimed.outgoing,
  windowOpen,
  createdAt: claimed.triedSince,
  ...(claimed.left && { left: claimed.left }),
});
