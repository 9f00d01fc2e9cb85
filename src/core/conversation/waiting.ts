import type { IncomingAction, IncomingMessage } from "../messages/message.ts";
import { KNOWN_SENDER, type KnownSender } from "../people/resolve-sender.ts";
import type { Queryable } from "../ports.ts";
import type { ConversationRef } from "./leases.ts";

/** An inbox row that waits. */
export type Waiting = {
  id: string;
  /** `trace` is where its webhook stood. */
  incoming: (IncomingMessage | IncomingAction) & { trace?: string };
  /** Who wrote it, when that was known at the look. */
  knownSender: KnownSender | null;
  /** The turn that began with it and was cut off. */
  turnId: string | null;
  attempts: number;
  receivedAt: Date;
  seq: number;
};

/** What waits in the conversation of a row `given`: first what a cut-off turn left, then in the order of arrival. */
export const WAITING = `select i.id, p.incoming, i.turn_id as "turnId", i.attempts, i.received_at as "receivedAt", i.seq,
         ${KNOWN_SENDER} as "knownSender"
    from inbox i join inbox_payloads p on p.inbox_id = i.id
   where i.channel = given.channel and i.account = given.account and i.conversation_key = given.key and i.outcome is null
   order by i.turn_id is null, i.seq limit 100`;

/** Of inbox rows known by id. Said so that it leads to them by id, not through all that waits. */
export const STILL_OPEN = `coalesce(i.outcome, '') = ''`;

export async function readWaiting(db: Queryable, { channel, account, key }: ConversationRef): Promise<Waiting[]> {
  const { rows } = await db.query<Waiting>(
    `select waiting.* from (select $1::text as channel, $2::text as account, $3::text as key) given, lateral (${WAITING}) waiting
      order by "turnId" is null, seq`,
    [channel, account, key],
  );
  return rows;
}

/** Those of the conversations in which something waits. */
export async function whereSomethingWaits(db: Queryable, refs: ConversationRef[]): Promise<ConversationRef[]> {
  const { rows } = await db.query<ConversationRef>(
    `select given.* from jsonb_to_recordset($1::jsonb) as given(channel text, account text, key text)
      where exists (select from inbox i where i.channel = given.channel and i.account = given.account
                       and i.conversation_key = given.key and i.outcome is null)`,
    [JSON.stringify(refs)],
  );
  return rows;
}
