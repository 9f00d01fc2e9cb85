import { few } from "../few.ts";
import { byPlace, grouped } from "../grouped.ts";
import type { Left, Letter } from "./message.ts";

export type Claimed = {
  id: string;
  /** Grows with everybody who takes the message on; a fate is stored under the number it was claimed by. */
  claim: number;
  workspaceId: string;
  conversationId: string;
  personId: string | null;
  purpose: "reply" | "utility" | "promotional";
  attempts: number;
  outgoing: Letter["outgoing"];
  createdAt: Date;
  /** From when on it is tried: written, or sent on its way again by a person. */
  triedSince: Date;
  left: Left | null;
  /** What it says of a booking has changed since it was written. */
  outdated: boolean;
  channel: Letter["channel"];
  account: string;
  key: string;
  platform: string;
  lastInboundAt: Date | null;
};

/** Columns of `Claimed`, of an outbox row o, its conversation c and the account a that carries it. */
export const CLAIMED = `o.id, o.claim, o.workspace_id as "workspaceId", o.conversation_id as "conversationId", o.person_id as "personId",
  o.purpose, o.attempts, o.outgoing, o.created_at as "createdAt", coalesce(o.retried_at, o.created_at) as "triedSince",
  o.progress as "left", coalesce(o.booking_version < (select b.version from bookings b where b.id = o.booking_id), false) as outdated,
  c.channel, c.account, c.key, a.platform, c.last_inbound_at as "lastInboundAt"`;

/** Held back on purpose, not by trouble: what was written later may go first. */
export const HELD_BACK = "quiet_hours";

type Claim = { id: string; holder: string; now: Date };

/**
 * Takes a message to be sent if it is due and its turn: what was written before it in its conversation goes first, but
 * for what is held back on purpose, and for trouble that has lasted ten minutes.
 */
export const claimLetter = grouped<Claim, Claimed | undefined>(async (db, batch) => {
  const { rows } = await db.query<Claimed & { n: number }>(
    `with given as materialized (
       select * from jsonb_to_recordset($1::jsonb) as g(n int, id uuid, holder text, now timestamptz) where ${few("g.n")}),
     o as (
       update outbox o set state = 'sending', claim = o.claim + 1, attempts = o.attempts + 1, claimed_by = g.holder,
              claimed_at = clock_timestamp()
         from given g
        where o.id = g.id and o.state = 'pending' and o.next_at <= g.now
          and not exists (select from outbox e where e.conversation_id = o.conversation_id and e.seq < o.seq and e.state in ('pending', 'sending', 'unknown')
                            and (e.state = 'sending' or (e.state = 'pending' and e.next_at <= g.now)
                                 or (e.state in ('pending', 'unknown') and e.error_code is distinct from '${HELD_BACK}'
                                     and coalesce(e.retried_at, e.created_at) > g.now - interval '10 minutes')))
       returning g.n, o.*)
     select o.n, ${CLAIMED}
       from o join conversations c on c.id = o.conversation_id
       join channel_accounts a on a.channel = c.channel and a.account = c.account`,
    [JSON.stringify(batch.map((item, n) => ({ ...item, n })))],
  );
  return byPlace(rows, batch).map(([row]) => row);
});

export type Fate = {
  id: string;
  claim: number;
  state: "pending" | "sent" | "failed" | "unknown" | "dead" | "void";
  providerId: string | null;
  errorCode: string | null;
  /** When to look at it again. */
  nextAt: Date | null;
  /** It was not tried: the attempt does not count. */
  untried: boolean;
  left: Left | null;
  now: Date;
};

export type Stored = { next: string | undefined };

/**
 * Stores what became of a message and returns what is due next in its conversation. Undefined for a fate that came too
 * late: the message was taken on by another or settled meanwhile. That it was sent is stored also then, so long as nobody
 * sends it again: it is proof.
 */
export const storeFate = grouped<Fate, Stored | undefined>(async (db, batch) => {
  const { rows } = await db.query<{ n: number; next: string | null }>(
    `with given as materialized (
       select * from jsonb_to_recordset($1::jsonb) as g(n int, id uuid, claim int, state text, "providerId" text, "errorCode" text,
                                                        "nextAt" timestamptz, untried boolean, "left" jsonb, now timestamptz)
        where ${few("g.n")}),
     settled as (
       update outbox o set state = g.state, provider_id = coalesce(g."providerId", o.provider_id), error_code = g."errorCode",
              next_at = coalesce(g."nextAt", o.next_at), attempts = o.attempts - g.untried::int,
              progress = coalesce(g."left", o.progress),
              sent_at = case when g.state = 'sent' then coalesce(o.sent_at, g.now) else o.sent_at end,
              receipt = case when g.state = 'sent' and coalesce(o.receipt, 'queued') = 'queued' then 'sent' else o.receipt end
         from given g
        where o.id = g.id and ((o.claim = g.claim and o.state in ('sending', 'unknown'))
                            or (g.state = 'sent' and o.state in ('pending', 'unknown', 'dead')))
       returning g.n, g.now, o.id, o.conversation_id, o.state)
     select s.n, case when s.state not in ('pending', 'unknown') then
                   (select e.id from outbox e
                     where e.conversation_id = s.conversation_id and e.id <> s.id and e.state = 'pending' and e.next_at <= s.now
                     order by e.seq limit 1) end as next
       from settled s`,
    [JSON.stringify(batch.map((item, n) => ({ ...item, n })))],
  );
  return byPlace(rows, batch).map(([row]) => row && { next: row.next ?? undefined });
});
