import { byPlace, grouped } from "../grouped.ts";
import type { Letter } from "./message.ts";

export type Claimed = {
  id: string;
  workspaceId: string;
  conversationId: string;
  personId: string | null;
  purpose: "reply" | "utility" | "promotional";
  attempts: number;
  outgoing: Letter["outgoing"];
  createdAt: Date;
  channel: Letter["channel"];
  account: string;
  key: string;
  platform: string;
  lastInboundAt: Date | null;
};

/** Columns of `Claimed`, of an outbox row o, its conversation c and the account a that carries it. */
export const CLAIMED = `o.id, o.workspace_id as "workspaceId", o.conversation_id as "conversationId", o.person_id as "personId",
  o.purpose, o.attempts, o.outgoing, o.created_at as "createdAt", c.channel, c.account, c.key, a.platform,
  c.last_inbound_at as "lastInboundAt"`;

type Claim = { id: string; holder: string; now: Date };

/** Takes a message to be sent if it is due and nothing before it in its conversation waits (ten minutes, for an unknown fate). */
export const claimLetter = grouped<Claim, Claimed | undefined>(async (db, batch) => {
  const { rows } = await db.query<Claimed & { n: number }>(
    `with given as materialized (
       select * from jsonb_to_recordset($1::jsonb) as g(n int, id uuid, holder text, now timestamptz)),
     o as (
       update outbox o set state = 'sending', attempts = o.attempts + 1, claimed_by = g.holder, claimed_at = clock_timestamp()
         from given g
        where o.id = g.id and o.state = 'pending' and o.next_at <= g.now
          and not exists (select from outbox e where e.conversation_id = o.conversation_id and e.seq < o.seq
                            and (e.state = 'sending' or (e.state = 'unknown' and e.created_at > g.now - interval '10 minutes')
                                 or (e.state = 'pending' and e.next_at <= g.now)))
       returning g.n, o.*)
     select o.n, ${CLAIMED}
       from o join conversations c on c.id = o.conversation_id
       join channel_accounts a on a.channel = c.channel and a.account = c.account`,
    [JSON.stringify(batch.map((item, n) => ({ ...item, n })))],
  );
  return byPlace(rows, batch).map(([row]) => row);
});

type Fate = {
  id: string;
  state: string;
  providerId: string | null;
  errorCode: string | null;
  retryAt: Date | null;
  now: Date;
};

/** Stores what became of a message. Returns what is due next in its conversation. */
export const storeFate = grouped<Fate, string | undefined>(async (db, batch) => {
  const { rows } = await db.query<{ n: number; next: string | null }>(
    `with given as materialized (
       select * from jsonb_to_recordset($1::jsonb) as g(n int, id uuid, state text, "providerId" text, "errorCode" text,
                                                        "retryAt" timestamptz, now timestamptz)),
     settled as (
       update outbox o set state = g.state, provider_id = coalesce(g."providerId", o.provider_id), error_code = g."errorCode",
              next_at = coalesce(g."retryAt", o.next_at),
              sent_at = case when g.state = 'sent' then coalesce(o.sent_at, g.now) else o.sent_at end,
              receipt = case when g.state = 'sent' then coalesce(o.receipt, 'sent') else o.receipt end
         from given g where o.id = g.id and o.state in ('sending', 'unknown')
       returning g.n, g.now, o.id, o.conversation_id, o.state)
     select s.n, (select e.id from outbox e
                   where e.conversation_id = s.conversation_id and e.id <> s.id and e.state = 'pending' and e.next_at <= s.now
                   order by e.seq limit 1) as next
       from settled s where s.state not in ('pending', 'unknown')`,
    [JSON.stringify(batch.map((item, n) => ({ ...item, n })))],
  );
  return byPlace(rows, batch).map(([row]) => row?.next ?? undefined);
});
