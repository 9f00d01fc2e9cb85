import type { ToolCtx } from "../conversation/tool.ts";

/** Gives the room back of a session to which nobody was invited and no other draft invites. True when it did. */
export async function closeUnusedSession(ctx: ToolCtx, sessionId: string): Promise<boolean> {
  const { rowCount } = await ctx.db.query(
    `with closed as (
       update sessions s set state = 'cancelled' where s.id = $1 and s.state = 'open'
          and not exists (select from invitations i where i.session_id = s.id)
          and not exists (select from approvals a where a.kind = 'invitation' and a.state = 'draft'
                             and a.payload ->> 'sessionId' = s.id::text)
       returning s.id)
     update slots set state = 'cancelled' from closed where slots.session_id = closed.id`,
    [sessionId],
  );
  return rowCount > 0;
}
