/**
 * Webhooks wait for their row to be committed before they answer. Rows that arrive while a statement is under way share
 * the next one: at once when idle, at most two statements in flight, at most 200 rows each (FACTS, speed).
 */
import { AppError } from "../errors.ts";
import type { Db, Log, Wake } from "../ports.ts";
import { traceparent } from "../trace.ts";
import { cleanText } from "./clean-text.ts";
import type { Accepted } from "./message.ts";

const ROWS_A_STATEMENT = 200;
const STATEMENTS_IN_FLIGHT = 2;

/** Receipts concern a letter, not a conversation: they share one queue per account. */
export const RECEIPTS = "receipts";

type Waiting = { accepted: Accepted; trace: string | undefined; done: () => void; failed: (error: unknown) => void };

/**
 * The way into the inbox. The returned function resolves after the commit and wakes the conversations; it rejects with
 * `unavailable` when the rows could not be stored. A row that is there already is not an error.
 */
export function createIngest(ctx: { db: Db; wake: Pick<Wake, "inbound">; log: Log }) {
  const waiting: Waiting[] = [];
  let inFlight = 0;

  const flush = async () => {
    if (inFlight >= STATEMENTS_IN_FLIGHT || waiting.length === 0) return;
    const batch = waiting.splice(0, ROWS_A_STATEMENT);
    inFlight += 1;
    try {
      await store(ctx.db, batch);
      for (const entry of batch) entry.done();
    } catch (error) {
      ctx.log.error({ event: "inbox_not_stored", rows: batch.length, err: error }, "inbox rows were not stored");
      for (const entry of batch) entry.failed(error);
    } finally {
      inFlight -= 1;
      void flush();
    }
  };

  return async (accepted: Accepted[]): Promise<void> => {
    const stored = accepted.map(
      (one) =>
        new Promise<void>((done, failed) => {
          waiting.push({ accepted: one, trace: traceparent(), done, failed });
        }),
    );
    void flush();
    await Promise.all(stored).catch((cause: unknown) => {
      throw new AppError("unavailable", "the inbox could not store an event", { cause });
    });
    for (const one of accepted) {
      ctx.wake.inbound({ channel: one.channel, account: one.account, key: conversationKeyOf(one) });
    }
  };
}

async function store(db: Db, batch: Waiting[]) {
  const rows = batch.map(({ accepted: one, trace }) => ({
    channel: one.channel,
    account: one.account,
    provider_event_id: cleanText(one.providerEventId),
    conversation_key: conversationKeyOf(one),
    kind: one.kind,
    incoming: { ...one, ...(one.kind === "message" && { text: cleanText(one.text) }), ...(trace && { trace }) },
  }));
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
    [JSON.stringify(rows).replaceAll("\\u0000", "")],
  );
}

export function conversationKeyOf(accepted: Accepted): string {
  return accepted.kind === "receipt" ? RECEIPTS : accepted.conversationKey;
}
