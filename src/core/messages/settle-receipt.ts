import type { Ctx } from "../ctx.ts";
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
  const { rows } = await ctx.db.query<{
    workspace_id: string;
    conversation_id: string;
    id: string;
    trace: string | null;
  }>(
    `with moved as (
       update outbox set receipt = $2, error_code = coalesce($3, error_code),
              state = case when $2 = 'failed' then 'failed' when state in ('pending', 'sending', 'unknown', 'dead') then 'sent' else state end,
              provider_id = coalesce(provider_id, $1), sent_at = coalesce(sent_at, $5)
        where (provider_id = $1 or id = $4::uuid)
          and coalesce(array_position(array['queued', 'sent', 'delivered', 'read', 'failed'], receipt), 0)
            < array_position(array['queued', 'sent', 'delivered', 'read', 'failed'], $2)
       returning id, workspace_id, conversation_id, outgoing ->> 'trace' as trace),
     ended as (
       update inbox set outcome = 'answered', reason = $2, finished_at = $5 where id = $6 and outcome is null)
     select * from moved`,
    [
      receipt.providerMessageId,
      receipt.status,
      receipt.errorCode ?? null,
      isUuid(receipt.outboxId) ? receipt.outboxId : null,
      ctx.now(),
      inboxId,
    ],
  );
  const reported = traceparent();
  for (const row of rows) {
    const fields = { platform: receipt.platform, status: receipt.status, outboxId: row.id };
    await continuing(row.trace ?? undefined, () =>
      span("receipt", { fields, links: [reported] }, async () => undefined),
    );
    ctx.live.publish(row.workspace_id, { type: "message", conversationId: row.conversation_id, messageId: row.id });
  }
}

const isUuid = (id: string | undefined) => id !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
