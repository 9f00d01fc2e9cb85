import type { TellingCtx } from "../auditions/tell-team.ts";
import { postMessage } from "../messages/post-message.ts";

type Telling = {
  personId: string;
  /** A conversation of the team, on whose platform the person is written to. */
  threadId: string;
  key: string;
  text: string;
};

/**
 * Writes to one of the team directly, once per key: where the person and we have spoken, otherwise at the person's own
 * address on Slack. False where that cannot be done.
 */
export async function tellPerson(ctx: TellingCtx, { personId, threadId, key, text }: Telling): Promise<boolean> {
  const conversationId = await openDirect(ctx, { personId, threadId });
  if (!conversationId) return false;
  if (conversationId === ctx.conversation.id) return true;
  const outboxId = await postMessage(ctx.db, {
    workspaceId: ctx.actor.workspaceId,
    conversationId,
    personId,
    side: "team",
    dedupeKey: key,
    purpose: "reply",
    turnId: ctx.turnId,
    now: ctx.now(),
    draft: { blocks: [{ type: "text", text }] },
  });
  if (outboxId) ctx.wake.outbox([outboxId]);
  return true;
}

async function openDirect(
  ctx: TellingCtx,
  { personId, threadId }: Pick<Telling, "personId" | "threadId">,
): Promise<string | undefined> {
  const { rows: known } = await ctx.db.query<{ id: string }>(
    `select d.id from conversations t
       join channel_accounts a on a.channel = t.channel and a.account = t.account and a.retired_at is null
       join conversations d on d.channel = t.channel and d.account = t.account and d.side = 'team' and d.person_id = $2
      where t.id = $1 order by d.last_inbound_at desc nulls last, d.created_at limit 1`,
    [threadId, personId],
  );
  if (known[0]) return known[0].id;
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into conversations as c (workspace_id, channel, account, key, side, person_id)
     select t.workspace_id, t.channel, t.account, cp.address, 'team', cp.person_id from conversations t
       join channel_accounts a on a.channel = t.channel and a.account = t.account and a.retired_at is null and a.platform = 'slack'
       join contact_points cp on cp.person_id = $2 and cp.channel = t.channel
      where t.id = $1 limit 1
     on conflict on constraint conversations_once do update set person_id = excluded.person_id
     returning id`,
    [threadId, personId],
  );
  return rows[0]?.id;
}
