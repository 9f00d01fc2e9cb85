import { audit } from "../audit.ts";
import type { ToolCtx } from "../conversation/tool.ts";

/** Takes back the drafts of a role that nobody approved, and cancels their sessions where nobody was invited: the rooms are free again. */
export async function withdrawDraft(ctx: ToolCtx, roleId: string): Promise<void> {
  const { rows } = await ctx.db.query<{ id: string; sessionId: string }>(
    `update approvals a set state = 'discarded', decided_by = $3, decided_at = $4 from sessions s
      where a.kind = 'invitation' and a.state = 'draft' and a.conversation_id = $1
        and s.id::text = a.payload->>'sessionId' and s.role_id = $2
     returning a.id, s.id as "sessionId"`,
    [ctx.conversation.id, roleId, ctx.actor.personId, ctx.now()],
  );
  for (const row of rows) await audit(ctx, { verb: "withdraw_draft", subject: "approval", subjectId: row.id });
  const { rows: empty } = await ctx.db.query<{ id: string }>(
    `update sessions s set state = 'cancelled' where s.id = any($1::uuid[]) and s.state = 'open'
        and not exists (select from invitations i where i.session_id = s.id) returning s.id`,
    [rows.map((row) => row.sessionId)],
  );
  await ctx.db.query(`update slots set state = 'cancelled' where session_id = any($1::uuid[])`, [
    empty.map((row) => row.id),
  ]);
}

/** Takes back the drafts of invitations to a session that is not what they say any more; returns how many there were. */
export const withdrawInvitations = (ctx: ToolCtx, sessionId: string): Promise<number> =>
  withdrawOf(ctx, sessionId, ["invitation"]);

/** Takes back every draft about a session that will not be; one that is just being approved finds the session gone. */
export const withdrawAll = (ctx: ToolCtx, sessionId: string): Promise<number> =>
  withdrawOf(ctx, sessionId, ["invitation", "move_session", "call_off_session", "book_by_phone"]);

async function withdrawOf(ctx: ToolCtx, sessionId: string, kinds: string[]): Promise<number> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `update approvals set state = 'discarded', decided_by = $2, decided_at = $3
      where id in (select id from approvals where kind = any($4::text[]) and state = 'draft' and payload ->> 'sessionId' = $1
                      for update skip locked) returning id`,
    [sessionId, ctx.actor.personId, ctx.now(), kinds],
  );
  for (const { id } of rows) await audit(ctx, { verb: "withdraw_draft", subject: "approval", subjectId: id });
  return rows.length;
}
