import type { Queryable } from "../ports.ts";

/** SQL: the key of the channel itself that a conversation of Slack is in; a direct message is its own. */
export const channelOf = (conversation: string) =>
  `case when position(':' in ${conversation}.key) > 0 then split_part(${conversation}.key, ':', 1) || ':' else ${conversation}.key end`;

/**
 * The workspace's ops channel, not a thread in it: the one that was set in the chat, otherwise the one in its settings.
 * Undefined where there is none, or no Slack.
 */
export async function openOpsChannel(db: Queryable, workspaceId: string): Promise<string | undefined> {
  const { rows: said } = await db.query<{ id: string }>(
    `select c.id from ops_channels o join conversations c on c.id = o.conversation_id
       join channel_accounts a on a.channel = c.channel and a.account = c.account and a.retired_at is null
      where o.workspace_id = $1`,
    [workspaceId],
  );
  if (said[0]) return said[0].id;
  const { rows } = await db.query<{ id: string }>(
    `insert into conversations as c (workspace_id, channel, account, key, side)
     select w.id, 'slack', a.account, w.settings ->> 'opsChannel' || ':', 'team'
       from workspaces w join channel_accounts a on a.workspace_id = w.id and a.channel = 'slack'
      where w.id = $1 and w.settings ->> 'opsChannel' <> '' order by a.platform = 'web', a.created_at limit 1
     on conflict on constraint conversations_once do update set side = c.side
     returning id`,
    [workspaceId],
  );
  return rows[0]?.id;
}
