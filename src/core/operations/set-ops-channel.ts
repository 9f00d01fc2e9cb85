import { audit } from "../audit.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { mustBeTeam } from "../people/rights.ts";
import { channelOf } from "./ops-channel.ts";

const ASKED =
  /^\W*(?:please\s+)?(?:(?:set|make|use)\s+(?:the\s+|this\s+(?:(?:as|channel(?:\s+as)?)\s+)?(?:the\s+|our\s+)?)?ops\s?channel(?:\s+(?:here|to this(?: channel)?|in this channel))?|(?:this|here) is (?:the|our) ops\s?channel)(?:\s+please)?\W*$/iu;

/** "set the ops channel here". Asked for by these words alone: no model decides what a channel is shown. */
export const asksOpsChannel = (text: string): boolean => text.length <= 80 && ASKED.test(text);

/** Makes the channel that this is said in the one that reads the daily digest and what could not be delivered. */
export async function setOpsChannel(ctx: ToolCtx): Promise<string> {
  mustBeTeam(ctx.actor);
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into conversations as c (workspace_id, channel, account, key, side)
     select said.workspace_id, said.channel, said.account, ${channelOf("said")}, 'team' from conversations said
      where said.id = $1 and said.channel = 'slack' and said.person_id is null
     on conflict on constraint conversations_once do update set side = c.side
     returning id`,
    [ctx.conversation.id],
  );
  const channel = rows[0];
  if (!channel) return "Please say that in the channel that should read it; this here is between the two of us.";
  await ctx.db.query(
    `insert into ops_channels as o (workspace_id, conversation_id, set_by, set_at) values ($1, $2, $3, $4)
     on conflict (workspace_id) do update set conversation_id = excluded.conversation_id, set_by = excluded.set_by, set_at = excluded.set_at`,
    [ctx.actor.workspaceId, channel.id, ctx.actor.personId, ctx.now()],
  );
  await audit(ctx, { verb: "set_ops_channel", subject: "conversation", subjectId: channel.id });
  return "This is the ops channel now. Here I post the daily digest of every open role at 9:00 am, and tell of what I could not deliver.";
}
