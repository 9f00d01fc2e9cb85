import { randomUUID } from "node:crypto";
import type { Ctx } from "../ctx.ts";
import type { Sender } from "../people/resolve-sender.ts";
import { type Lease, LeaseLost } from "./leases.ts";
import type { Turn } from "./turn.ts";
import type { Waiting } from "./waiting.ts";

type Opening = { lease: Lease; sender: Sender; inbox: Waiting[] };

/**
 * Opens a turn for inbox rows, or the one they have had since before a crash: its number of tries grows. Undefined when
 * they were answered meanwhile. Throws LeaseLost.
 */
export async function openTurn(ctx: Pick<Ctx, "db" | "now">, { lease, sender, inbox }: Opening) {
  const running = inbox[0]?.turnId ?? undefined;
  const id = running ?? randomUUID();
  const taken = await takeRows(ctx, { id, lease, sender, inbox });
  if (taken.size === 0) return undefined;
  const turn: Turn = {
    id,
    lease,
    sender,
    inbox: inbox.filter((row) => taken.has(row.id)),
    resumed: running !== undefined,
  };
  return turn;
}

/** Takes more inbox rows into an open turn. Returns those that were still free. */
export async function joinTurn(ctx: Pick<Ctx, "db" | "now">, turn: Turn, inbox: Waiting[]): Promise<Waiting[]> {
  const taken = await takeRows(ctx, { ...turn, inbox });
  return inbox.filter((row) => taken.has(row.id));
}

type Taking = Opening & { id: string };

/** One statement, so that the rows are messages of the conversation, and the turn's, all at once or not at all. */
async function takeRows(ctx: Pick<Ctx, "db" | "now">, { id, lease, sender, inbox }: Taking): Promise<Set<string>> {
  const { actor, conversationId } = sender;
  const { rows } = await ctx.db.query<{ taken: string | null }>(
    `with fence as materialized (
       select from conversation_leases where conversation = $1 and fence = $2 for update),
     given as materialized (
       select * from jsonb_to_recordset($3::jsonb) as g(id uuid, text text, action_id text, content jsonb)),
     taken as (
       update inbox i set turn_id = $4, attempts = i.attempts + 1 from given
        where i.id = given.id and i.outcome is null and (i.turn_id is null or i.turn_id = $4) and exists (select from fence)
       returning i.id),
     turn as (
       insert into turns as t (id, workspace_id, conversation_id, actor_id, fence)
       select $4, $5, $6, $7, $2 where exists (select from taken)
       on conflict (id) do update set fence = excluded.fence, attempts = t.attempts + 1, state = 'running'),
     said as (
       insert into messages (workspace_id, conversation_id, direction, person_id, turn_id, inbox_id, text, content, created_at)
       select $5, $6, 'in', $7, $4, given.id, coalesce(given.text, (select label from actions where actions.id = given.action_id), '[button]'),
              given.content, $8
         from given join taken using (id) join inbox using (id) order by inbox.seq
       on conflict (inbox_id) where inbox_id is not null do nothing),
     heard as (
       update conversations set last_inbound_at = $8 where id = $6 and exists (select from taken))
     select taken.id as taken from fence left join taken on true`,
    [
      lease.conversation,
      lease.fence,
      JSON.stringify(inbox.map(messageOf)),
      id,
      actor.workspaceId,
      conversationId,
      actor.personId,
      ctx.now(),
    ],
  );
  if (rows.length === 0) throw new LeaseLost(`lease on ${lease.conversation} lost`);
  return new Set(rows.flatMap((row) => row.taken ?? []));
}

/** A tap reads as the label that was tapped. */
function messageOf({ id, incoming }: Waiting) {
  if (incoming.kind === "action") return { id, action_id: incoming.actionId, content: { tapped: true } };
  const text = incoming.text.trim() || `[${incoming.media.map((one) => one.kind).join(", ")}]`;
  return { id, text, content: { media: incoming.media } };
}
