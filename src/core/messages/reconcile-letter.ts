import { CLAIMED, type Claimed } from "./claim-letter.ts";
import type { Found } from "./message.ts";
import { letterOf, type SendCtx } from "./send-letter.ts";
import { settleLetter } from "./settle-letter.ts";

/** A send that has not ended after this long has died with its process, or begins no call any more. */
const STUCK_SECONDS = 30;
const ROWS = 200;

/** SQL: the outbox row `o` waits to be reconciled at the time in this parameter; `sending` by the database's clock. */
const stuck = (
  now: string,
) => `((o.state = 'sending' and coalesce(o.claimed_at, '-infinity') < clock_timestamp() - make_interval(secs => ${STUCK_SECONDS}))
    or (o.state = 'unknown' and o.next_at <= ${now}))`;

/** Messages whose fate is not known, oldest first. */
export async function stuckLetters(ctx: Pick<SendCtx, "db" | "now">): Promise<string[]> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select o.id from outbox o where ${stuck("$1")} order by o.seq limit ${ROWS}`,
    [ctx.now()],
  );
  return rows.map((row) => row.id);
}

/**
 * Settles a message whose fate is not known by asking the provider: found is sent, absent goes back to pending, and no
 * word leaves it as it is for a person to see. Asked again after 15 s, after ten minutes every ten. Of two who do it at
 * once, one does.
 */
export async function reconcileLetter(ctx: SendCtx, outboxId: string): Promise<void> {
  const { rows } = await ctx.db.query<Claimed>(
    `with o as (
       update outbox o set state = 'unknown', claim = o.claim + 1, claimed_by = $2, claimed_at = clock_timestamp(),
              error_code = case when o.state = 'sending' then 'interrupted' else o.error_code end,
              next_at = $3::timestamptz + case when coalesce(o.retried_at, o.created_at) > $3::timestamptz - interval '10 minutes'
                                               then interval '15 seconds' else interval '10 minutes' end
        where o.id = $1 and ${stuck("$3::timestamptz")} returning o.*)
     select ${CLAIMED} from o join conversations c on c.id = o.conversation_id
       join channel_accounts a on a.channel = c.channel and a.account = c.account`,
    [outboxId, ctx.holder, ctx.now()],
  );
  const claimed = rows[0];
  if (!claimed) return;
  const found = await ask(ctx, claimed);
  ctx.log.info(
    { event: "reconcile", outboxId, platform: claimed.platform, outcome: found.outcome },
    "message of unknown fate",
  );
  if (found.outcome === "unknown") return;
  const result = found.outcome === "sent" ? found : { ...found, outcome: "retry" as const, code: "absent", afterMs: 0 };
  await settleLetter(ctx, claimed, result);
}

/** What other messages of the conversation are known by cannot be this one. */
async function ask(ctx: SendCtx, claimed: Claimed): Promise<Found> {
  const transport = ctx.transports(claimed.platform);
  if (!transport) return { outcome: "unknown" };
  const { rows } = await ctx.db.query<{ taken: string }>(
    `select provider_id as taken from outbox
      where conversation_id = $1 and id <> $2 and provider_id is not null and sent_at > $3::timestamptz - interval '5 minutes'`,
    [claimed.conversationId, claimed.id, claimed.createdAt],
  );
  return transport.find(
    letterOf(claimed, true),
    rows.map((row) => row.taken),
  );
}
