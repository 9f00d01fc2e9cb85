import type { Db, Queryable } from "../ports.ts";

/** A conversation as the outside names it. */
export type ConversationRef = { channel: string; account: string; key: string };

export type Lease = { conversation: string; fence: number };

/** Longer than a turn may take (25 s), so that a heartbeat is needed for none but the slowest. */
const LEASE_SECONDS = 40;

export const leaseKey = (ref: ConversationRef) => `${ref.channel}:${ref.account}:${ref.key}`;

/** Takes the right to run turns of a conversation; undefined while another holds it. Only the database's clock counts. */
export async function takeLease(db: Db, ref: ConversationRef, holder: string): Promise<Lease | undefined> {
  const conversation = leaseKey(ref);
  const { rows } = await db.query<{ fence: number }>(
    `insert into conversation_leases as l (conversation, fence, holder, expires_at)
     values ($1, 1, $2, clock_timestamp() + make_interval(secs => $3))
     on conflict (conversation) do update
       set fence = l.fence + 1, holder = excluded.holder, expires_at = excluded.expires_at
       where l.expires_at < clock_timestamp() or l.holder = excluded.holder
     returning fence`,
    [conversation, holder, LEASE_SECONDS],
  );
  return rows[0] ? { conversation, fence: rows[0].fence } : undefined;
}

/** Gives the right back; whoever comes next gets a higher fence. */
export async function endLease(db: Db, lease: Lease): Promise<void> {
  await db.query(`update conversation_leases set expires_at = '-infinity' where conversation = $1 and fence = $2`, [
    lease.conversation,
    lease.fence,
  ]);
}

/** The lease went to another process: stop, commit nothing. */
export class LeaseLost extends Error {}

/** First statement of every commit of a turn: locks the lease against being taken and checks its fence. */
export async function checkFence(tx: Queryable, lease: Lease): Promise<void> {
  const { rowCount } = await tx.query(
    `select from conversation_leases where conversation = $1 and fence = $2 for update`,
    [lease.conversation, lease.fence],
  );
  if (rowCount === 0) throw new LeaseLost(`lease on ${lease.conversation} lost`);
}
