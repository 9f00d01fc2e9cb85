/**
 * The right to run turns of a conversation: one row, one holder, and a fence that grows with every holder and that every
 * commit of a turn checks. A process renews all that it holds in one statement; what it could not renew in time another
 * may take, and the one that lost it hears of it and stops. Only the database's clock counts.
 */

import { few } from "../few.ts";
import { byPlace, grouped } from "../grouped.ts";
import { LAZILY } from "../lazily.ts";
import type { Log, Queryable } from "../ports.ts";
import { WAITING, type Waiting } from "./waiting.ts";

/** A conversation as the outside names it. */
export type ConversationRef = { channel: string; account: string; key: string };

export type Lease = {
  ref: ConversationRef;
  conversation: string;
  /** Grows with every holder. A database that crashed may forget its last step: fence and holder together are unique. */
  fence: number;
  holder: string;
  /** Aborted, with LeaseLost as its reason, when another may hold it. */
  lost: AbortSignal;
  /** Given back by the last commit of a turn, after which nothing waited. */
  released: boolean;
};

/** With the sweeper's 5 s, a killed worker's conversations go on within 15 s. */
const LEASE_SECONDS = 9;
const HEARTBEAT_MS = 3_000;

export const leaseKey = (ref: ConversationRef) => `${ref.channel}:${ref.account}:${ref.key}`;

/** The lease went to another process: stop, commit nothing. */
export class LeaseLost extends Error {}

export type Leases = ReturnType<typeof createLeases>;

export function createLeases({ db, holder, log }: { db: Queryable; holder: string; log: Log }) {
  const held = new Map<string, { fence: number; renewedAt: number; cut: AbortController }>();
  let beating: NodeJS.Timeout | undefined;
  let renewing = false;

  const drop = (conversation: string, fence: number) => {
    const entry = held.get(conversation);
    if (entry?.fence !== fence) return;
    held.delete(conversation);
    if (held.size === 0) clearInterval(beating);
  };
  const lose = (conversation: string, fence: number) => {
    const entry = held.get(conversation);
    drop(conversation, fence);
    entry?.cut.abort(new LeaseLost(`lease on ${conversation} lost`));
    log.warn({ event: "lease_lost", fence }, "another process may have taken a conversation");
  };

  const renew = async () => {
    if (renewing) return;
    renewing = true;
    const mine = [...held].map(([conversation, { fence }]) => ({ conversation, fence }));
    const began = performance.now();
    try {
      const { rows } = await db.query<{ conversation: string }>(
        `update conversation_leases l set expires_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
           from jsonb_to_recordset($1::jsonb) as mine(conversation text, fence bigint)
          where l.conversation = mine.conversation and l.fence = mine.fence and l.expires_at > '-infinity' -- given back
            and ${few("mine.fence")}
          returning l.conversation`,
        [JSON.stringify(mine)],
      );
      const renewed = new Set(rows.map((row) => row.conversation));
      for (const { conversation, fence } of mine) {
        const entry = held.get(conversation);
        if (entry?.fence !== fence) continue;
        if (renewed.has(conversation)) entry.renewedAt = began;
        else lose(conversation, fence);
      }
    } catch (err) {
      log.warn({ event: "leases_not_renewed", leases: mine.length, err }, "the database did not renew leases");
      for (const { conversation, fence } of mine) {
        const entry = held.get(conversation);
        if (entry?.fence === fence && began - entry.renewedAt > LEASE_SECONDS * 1_000) lose(conversation, fence);
      }
    } finally {
      renewing = false;
    }
  };

  return {
    /** Takes a conversation and reads what waits in it; undefined while another holds it. */
    async take(ref: ConversationRef): Promise<{ lease: Lease; waiting: Waiting[] } | undefined> {
      const conversation = leaseKey(ref);
      const renewedAt = performance.now();
      const rows = await takeLeases(db, { ...ref, conversation, holder });
      const fence = rows[0]?.fence;
      if (fence === undefined) return undefined;
      const cut = new AbortController();
      if (held.size === 0) beating = setInterval(() => void renew(), HEARTBEAT_MS).unref();
      held.set(conversation, { fence, renewedAt, cut });
      return {
        lease: { ref, conversation, fence, holder, lost: cut.signal, released: false },
        waiting: rows.filter((row) => row.id !== null),
      };
    },
    /** What waits now; when nothing does, the lease is given back in the same statement. */
    async next(lease: Lease): Promise<Waiting[]> {
      const { ref, conversation, fence } = lease;
      const rows = await readOrEnd(db, { ...ref, conversation, fence });
      if (rows.length === 0) drop(lease.conversation, lease.fence);
      return rows;
    },
    /** Gives the lease back, whatever waits; whoever comes next gets a higher fence. */
    async giveBack(lease: Lease): Promise<void> {
      if (held.get(lease.conversation)?.fence !== lease.fence) return;
      drop(lease.conversation, lease.fence);
      if (lease.released) return;
      await db.query(`update conversation_leases set expires_at = '-infinity' where conversation = $1 and fence = $2`, [
        lease.conversation,
        lease.fence,
      ]);
    },
    /** Cuts every turn of this process short; each gives its lease back as it ends. */
    cutAll(): void {
      for (const [conversation, { cut }] of held) cut.abort(new LeaseLost(`${conversation} is handed back`));
    },
    /** Gives back whatever is still held, also that of a turn which does not end: its commits find another fence. */
    async giveBackAll(): Promise<void> {
      const mine = [...held].map(([conversation, { fence }]) => ({ conversation, fence }));
      for (const { conversation, fence } of mine) drop(conversation, fence);
      if (mine.length === 0) return;
      await db.query(
        `update conversation_leases l set expires_at = '-infinity', fence = l.fence + 1
           from jsonb_to_recordset($1::jsonb) as mine(conversation text, fence bigint)
          where l.conversation = mine.conversation and l.fence = mine.fence and ${few("mine.fence")}`,
        [JSON.stringify(mine)],
      );
    },
    /** Renews what this process holds; a timer does it, too. */
    renew,
  };
}

type Take = ConversationRef & { conversation: string; holder: string };

/** Nothing where another holds the lease; a row without an id where nothing waits. */
const takeLeases = grouped<Take, (Waiting & { fence: number; n: number })[]>(async (db, batch) => {
  const { rows } = await db.query<Waiting & { fence: number; n: number }>(
    `with given as materialized (
       select g.* from jsonb_to_recordset($1::jsonb) as g(n int, channel text, account text, key text, conversation text, holder text), ${LAZILY}
        where ${few("g.n")}),
     lease as (
       insert into conversation_leases as l (conversation, fence, holder, expires_at)
       select conversation, 1, holder, clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}) from given order by conversation
       on conflict (conversation) do update
         set fence = l.fence + 1, holder = excluded.holder, expires_at = excluded.expires_at
         where l.expires_at < clock_timestamp() or l.holder = excluded.holder
       returning conversation, fence)
     select given.n, lease.fence, waiting.* from lease join given using (conversation) left join lateral (${WAITING}) waiting on true
      order by given.n, waiting."turnId" is null, waiting.seq`,
    [JSON.stringify(batch.map((item, n) => ({ ...item, n })))],
  );
  return byPlace(rows, batch);
});

type Ending = ConversationRef & Pick<Lease, "conversation" | "fence">;

const readOrEnd = grouped<Ending, (Waiting & { n: number })[]>(async (db, batch) => {
  const { rows } = await db.query<Waiting & { n: number }>(
    `with given as materialized (
       select g.* from jsonb_to_recordset($1::jsonb) as g(n int, channel text, account text, key text, conversation text, fence bigint), ${LAZILY}
        where ${few("g.n")}),
     waiting as materialized (select given.n, w.* from given cross join lateral (${WAITING}) w),
     ended as (
       update conversation_leases l set expires_at = '-infinity' from given
        where l.conversation = given.conversation and l.fence = given.fence
          and not exists (select from waiting where waiting.n = given.n))
     select * from waiting order by n, "turnId" is null, seq`,
    [JSON.stringify(batch.map((item, n) => ({ ...item, n })))],
  );
  return byPlace(rows, batch);
});

/** SQL: of the rows of `given` those whose lease still holds, locked in one order, each by the key of its lease. */
export const FENCED = `
  select given.* from (select * from given order by conversation) given cross join lateral (
    select from conversation_leases l
     where l.conversation = given.conversation and l.fence = given.fence and l.holder = given.holder for update) lease`;

/** First statement of every commit of a turn: locks the lease against being taken and checks its fence. */
export async function checkFence(tx: Queryable, lease: Lease): Promise<void> {
  const { rowCount } = await tx.query(
    `select from conversation_leases where conversation = $1 and fence = $2 and holder = $3 for update`,
    [lease.conversation, lease.fence, lease.holder],
  );
  if (rowCount === 0) throw new LeaseLost(`lease on ${lease.conversation} lost`);
}
