/**
 * Webhooks wait for their row to be committed before they answer. Rows that arrive while a statement is under way share
 * the next one (FACTS, speed); when a batch is refused, each row is tried alone.
 */
import { crashPoint } from "../crash-point.ts";
import { AppError } from "../errors.ts";
import { grouped } from "../grouped.ts";
import type { Db, Log, Wake } from "../ports.ts";
import { traceparent } from "../trace.ts";
import { cleanStrings } from "./clean-text.ts";
import type { Accepted } from "./message.ts";

/** Receipts concern a letter, not a conversation: they share one queue per account. */
export const RECEIPTS = "receipts";

/**
 * The way into the inbox. The returned function resolves after the commit and wakes the conversations; it rejects with
 * `unavailable` when a row could not be stored, and what could be is. A row that is there already is not an error.
 */
export function createIngest(ctx: { db: Db; wake: Pick<Wake, "inbound">; log: Log }) {
  return async (given: Accepted[]): Promise<void> => {
    const accepted = given.map(cleanStrings);
    const stored = await Promise.allSettled(accepted.map((one) => store(ctx.db, rowOf(one))));
    crashPoint("after-inbox-commit");
    for (const [index, one] of accepted.entries()) {
      if (stored[index]?.status === "rejected") continue;
      ctx.wake.inbound({ channel: one.channel, account: one.account, key: conversationKeyOf(one) });
    }
    crashPoint("before-ack");
    const failed = stored.filter((one) => one.status === "rejected");
    if (!failed[0]) return;
    const cause: unknown = failed[0].reason;
    ctx.log.error({ event: "inbox_not_stored", rows: failed.length, err: cause }, "inbox rows were not stored");
    throw new AppError("unavailable", "the inbox could not store an event", { cause });
  };
}

function rowOf(accepted: Accepted) {
  const trace = traceparent();
  return {
    channel: accepted.channel,
    account: accepted.account,
    provider_event_id: accepted.providerEventId,
    conversation_key: conversationKeyOf(accepted),
    kind: accepted.kind,
    incoming: { ...accepted, ...(trace && { trace }) },
  };
}

const store = grouped<ReturnType<typeof rowOf>, undefined>(async (db, rows) => {
  await db.query(
    `with given as materialized (
       select gen_random_uuid() as id, g.* from jsonb_to_recordset($1::jsonb)
         as g(channel text, account text, provider_event_id text, conversation_key text, kind text, incoming jsonb)),
     stored as (
       insert into inbox (id, channel, account, provider_event_id, conversation_key, kind)
       select id, channel, account, provider_event_id, conversation_key, kind from given
       on conflict on constraint inbox_once do nothing
       returning id)
     insert into inbox_payloads (inbox_id, incoming) select id, incoming from given where id in (select id from stored)`,
    [JSON.stringify(rows)],
  );
  return rows.map(() => undefined);
});

export function conversationKeyOf(accepted: Accepted): string {
  return accepted.kind === "receipt" ? RECEIPTS : accepted.conversationKey;
}
