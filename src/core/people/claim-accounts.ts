import type { Channel, Platform } from "../messages/message.ts";
import type { Queryable } from "../ports.ts";

export type Account = { channel: Channel; platform: Platform; account: string };

/**
 * Gives the accounts of this installation to its oldest workspace, so that it can write first. One that another
 * workspace claimed stays there; one that has changed its carrier is written to by the new one.
 */
export async function claimAccounts(ctx: { db: Queryable }, accounts: Account[]): Promise<void> {
  await ctx.db.query(
    `insert into channel_accounts as a (workspace_id, channel, platform, account)
     select w.id, g.channel, g.platform, g.account
       from (select id from workspaces order by created_at limit 1) w,
            jsonb_to_recordset($1::jsonb) as g(channel text, platform text, account text)
     on conflict on constraint channel_accounts_once do update set platform = excluded.platform
      where a.platform <> excluded.platform`,
    [JSON.stringify(accounts)],
  );
}
