import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import type { Tx } from "../ports.ts";
import { auditDead } from "./audit-dead.ts";
import type { By, DeadLetter } from "./dead-letter.ts";
import { findDead } from "./find-dead.ts";

type RetryCtx = Pick<Ctx, "db" | "now"> & { wake: Pick<Ctx["wake"], "inbound" | "outbox" | "calendar"> };

/**
 * Sets a dead letter on its way again; who asks for an unknown message takes it upon him that it may arrive twice. An
 * event goes on with its turn, whose tools have run and do not run again, together with the others of that turn. Throws
 * `not_found`, and `conflict` when it has moved meanwhile.
 */
export async function retryDead(
  ctx: RetryCtx,
  { by, ...which }: { id: string; workspaceId?: string; by: By },
): Promise<DeadLetter> {
  const now = ctx.now();
  const letter = await findDead(ctx.db, { ...which, now });
  const wake = await ctx.db.transaction(async (tx) => {
    const woken = await RETRIES[letter.kind](tx, { id: letter.id, now, ctx });
    if (!woken)
      throw new AppError("conflict", `${letter.kind} ${letter.id} has moved`, { said: "It has moved meanwhile." });
    await tx.query(`update dead_letters set told_at = null where kind = $1 and subject_id = $2`, [
      letter.kind,
      letter.id,
    ]);
    await auditDead(tx, { verb: "retry_dead_letter", letter, now, details: { by } });
    return woken;
  });
  wake();
  return letter;
}

type Retrying = { id: string; now: Date; ctx: RetryCtx };

const RETRIES: Record<DeadLetter["kind"], (tx: Tx, retrying: Retrying) => Promise<(() => void) | undefined>> = {
  inbox: retryEvent,
  outbox: retryMessage,
  calendar: retryCalendarEvent,
};

async function retryEvent(tx: Tx, { id, ctx }: Retrying) {
  const { rows } = await tx.query<{ channel: string; account: string; key: string }>(
    `with back as (
       update inbox i set outcome = null, reason = null, finished_at = null, attempts = 0
        where i.turn_id = (select turn_id from inbox where id = $1) and i.outcome = 'dead'
          and exists (select from inbox_payloads p where p.inbox_id = i.id)
       returning i.turn_id, i.channel, i.account, i.conversation_key as key),
     turn as (update turns set state = 'running', finished_at = null where id in (select turn_id from back)),
     apology as (
       update outbox set dedupe_key = dedupe_key || ':' || id
        where dedupe_key in (select 'turn:' || turn_id || ':reply' from back))
     select distinct channel, account, key from back`,
    [id],
  );
  const [ref] = rows;
  return ref && (() => ctx.wake.inbound(ref));
}

async function retryMessage(tx: Tx, { id, now, ctx }: Retrying) {
  const { rowCount } = await tx.query(
    `update outbox set state = 'pending', claim = claim + 1, attempts = 0, next_at = $2, retried_at = $2, error_code = null,
            receipt = null, provider_id = null, sent_at = null
      where id = $1 and state in ('dead', 'failed', 'unknown')`,
    [id, now],
  );
  return rowCount > 0 ? () => ctx.wake.outbox([id]) : undefined;
}

async function retryCalendarEvent(tx: Tx, { id, now, ctx }: Retrying) {
  const { rowCount } = await tx.query(
    `update calendar_events set state = 'pending', attempts = 0, next_at = $2, error_code = null where id = $1 and state = 'failed'`,
    [id, now],
  );
  return rowCount > 0 ? () => ctx.wake.calendar([id]) : undefined;
}
