import type { Ctx } from "../ctx.ts";
import { postMessage } from "../messages/post-message.ts";

type Connection = {
  workspaceId: string;
  personId: string;
  conversationId: string | null;
  name: string;
  /** The Google account's address. */
  account: string;
  sealedToken: string;
};

/** Keeps a person's calendar, follows it from now on, and sets what waited for it on its way; tells where it was asked for. */
export async function storeConnection(ctx: Pick<Ctx, "db" | "now" | "wake">, given: Connection): Promise<void> {
  const { workspaceId, personId, account, sealedToken } = given;
  const woken = await ctx.db.transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `insert into calendar_connections as c (workspace_id, person_id, account, sealed_token, state, connected_at)
       values ($1, $2, $3, $4, 'connected', $5)
       on conflict on constraint calendar_connections_once do update
          set account = excluded.account, sealed_token = excluded.sealed_token, state = 'connected', connected_at = excluded.connected_at
       returning id`,
      [workspaceId, personId, account, sealedToken, ctx.now()],
    );
    const connectionId = rows[0]?.id;
    await tx.query(
      `insert into calendar_feeds (connection_id, next_at) values ($1, $2)
       on conflict on constraint calendar_feeds_once do update set sync_token = null, next_at = excluded.next_at, claim = calendar_feeds.claim + 1`,
      [connectionId, ctx.now()],
    );
    const waiting = await tx.query<{ id: string }>(
      `update calendar_events e set next_at = $3 from bookings b join invitations i on i.id = b.invitation_id
         join sessions s on s.id = i.session_id join roles r on r.id = s.role_id
        where b.id = e.booking_id and e.state = 'pending' and e.error_code in ('reconnect', 'unconnected')
          and (e.connection_id = $1 or (e.connection_id is null and r.created_by = $2)) returning e.id`,
      [connectionId, personId, ctx.now()],
    );
    return {
      events: waiting.rows.map((row) => row.id),
      outbox: await tell({ db: { query: tx.query }, now: ctx.now }, given),
    };
  });
  ctx.wake.calendar(woken.events);
  if (woken.outbox) ctx.wake.outbox([woken.outbox]);
}

/** Everyone in the thread reads whose calendar it is: a link that went astray is noticed. */
async function tell(
  { db, now }: { db: Pick<Ctx["db"], "query">; now: Ctx["now"] },
  { workspaceId, conversationId, personId, name, account }: Connection,
): Promise<string | undefined> {
  if (!conversationId) return undefined;
  const text = `${name} connected the Google calendar of ${account}. I see when they are busy, and new auditions of their roles go there.`;
  return postMessage(db, {
    workspaceId,
    conversationId,
    personId: null,
    side: "team",
    dedupeKey: `calendar:connected:${personId}:${now().getTime()}`,
    purpose: "reply",
    now: now(),
    draft: { blocks: [{ type: "text", text }] },
  });
}
