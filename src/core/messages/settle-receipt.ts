import type { Ctx } from "../ctx.ts";
import { few } from "../few.ts";
import { byPlace, grouped } from "../grouped.ts";
import { continuing, span, traceparent } from "../trace.ts";
import type { Receipt } from "./message.ts";

/**
 * A receipt moves its message up and never down: queued < sent < delivered < read; failed is final. It also proves
 * that a message of unknown fate left. Ends the receipt's inbox row.
 */
export async function settleReceipt(
  ctx: Pick<Ctx, "db" | "now" | "live">,
  receipt: Receipt,
  inboxId: string,
): Promise<void> {
  const moved = await moveUp(ctx.db, {
    inbox: inboxId,
    provider: receipt.providerMessageId,
    outbox: isUuid(receipt.outboxId) ? receipt.outboxId : null,
    status: receipt.status,
    error: receipt.errorCode ?? null,
    now: ctx.now(),
  });
  const reported = traceparent();
  for (const row of moved) {
    const fields = { platform: receipt.platform, status: receipt.status, outboxId: row.id };
    await continuing(row.trace ?? undefined, () =>
      span("receipt", { fields, links: [reported] }, async () => undefined),
    );
    ctx.live.publish(row.workspaceId, { type: "message", conversationId: row.conversationId, messageId: row.id });
  }
}

const ORDER = `array['queued', 'sent', 'delivered', 'read', 'failed']`;

type Given = {
  inbox: string;
  provider: string;
  outbox: string | null | undefined;
  status: string;
  error: string | null;
  now: Date;
};
type Moved = { n: number; id: string; workspaceId: string; conversationId: string; trace: string | null };

/** Of several receipts for one message the furthest counts. */
const moveUp = grouped<Given, Moved[]>(async (db, batch) => {
  const { rows } = await db.query<Moved>(
    `with given as materialized (
       select * from jsonb_to_recordset($1::jsonb) as g(n int, inbox uuid, provider text, outbox uuid, status text, error text, now timestamptz) where ${few("g.n")}),
     meant as (
       select given.*, o.id from given join outbox o on o.provider_id = given.provider
       union
       select given.*, o.id from given join outbox o on o.id = given.outbox),
     furthest as materialized (
       select distinct on (id) *, array_position(${ORDER}, status) as rank from meant order by id, array_position(${ORDER}, status) desc),
     moved as (
       update outbox o set receipt = f.status, error_code = coalesce(f.error, o.error_code),
              state = case when f.status = 'failed' then 'failed' when o.state in ('pending', 'sending', 'unknown', 'dead') then 'sent' else o.state end,
              provider_id = coalesce(o.provider_id, f.provider), sent_at = coalesce(o.sent_at, f.now)
         from furthest f where o.id = f.id and coalesce(array_position(${ORDER}, o.receipt), 0) < f.rank
       returning f.n, o.id, o.workspace_id as "workspaceId", o.conversation_id as "conversationId", o.outgoing ->> 'trace' as trace),
     ended as (
       update inbox i set outcome = 'answered', reason = given.status, finished_at = given.now from given where i.id = given.inbox and i.outcome is null)
     select * from moved`,
    [JSON.stringify(batch.map((item, n) => ({ ...item, n })))],
  );
  return byPlace(rows, batch);
});

const isUuid = (id: string | undefined) => id !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
