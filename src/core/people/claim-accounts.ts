import type { Channel, Platform } from "../messages/message.ts";
import type { Db } from "../ports.ts";

/** Our side of a channel that is configured; without `account`, whichever the platform's events name. */
export type Account = { channel: Channel; platform: Platform; account?: string };

/**
 * Gives the accounts of this installation to its oldest workspace, so that it can write first. One that another
 * workspace claimed stays there; one that has changed its carrier is written to by the new one. What is configured no
 * more is retired: nobody is written to from there. The stage always is.
 */
export async function claimAccounts(ctx: { db: Pick<Db, "transaction"> }, accounts: Account[]): Promise<void> {
  const given = JSON.stringify(accounts);
  await ctx.db.transaction(async (tx) => {
    await tx.query(
      `insert into channel_accounts as a (workspace_id, channel, platform, account)
       select w.id, g.channel, g.platform, g.account
         from (select id from workspaces order by created_at limit 1) w,
              jsonb_to_recordset($1::jsonb) as g(channel text, platform text, account text)
        where g.account is not null
       on conflict on constraint channel_accounts_once do update set platform = excluded.platform
        where a.platform <> excluded.platform`,
      [given],
    );
    await tx.query(
      `update channel_accounts a set retired_at = case when here then null else now() end
         from (select id, platform = 'web' or exists (
                 select from jsonb_to_recordset($1::jsonb) as g(channel text, platform text, account text)
                  where g.channel = c.channel and g.platform = c.platform and coalesce(g.account, c.account) = c.account) as here
                 from channel_accounts c) configured
        where configured.id = a.id and here <> (a.retired_at is null)`,
      [given],
    );
  });
}
