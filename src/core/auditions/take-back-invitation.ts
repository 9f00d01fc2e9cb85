import type { ToolCtx } from "../conversation/tool.ts";

/** SQL: the conversations `c` in which the talent of the invitation `i` is written to. */
const HERS = `join people p on p.id = i.talent_id
  join conversations c on c.person_id = coalesce(p.guardian_id, p.id) and c.side = 'talent'`;

/** SQL: what is in the outbox as `o` is the invitation `i`, as it was drafted or as a move of its session rewrote it. */
const INVITES = `(o.dedupe_key = 'invitation:' || i.id or o.dedupe_key like 'session:' || i.session_id || ':moved:%:' || i.id)`;

/** Keeps an invitation that waits for the morning, and its nudges, from leaving. True where she has read nothing of it. */
export async function takeBackInvitation(ctx: Pick<ToolCtx, "db">, invitationId: string): Promise<boolean> {
  const { rows } = await ctx.db.query<{ invites: boolean }>(
    `update outbox o set state = 'void' from invitations i ${HERS}
      where i.id = $1 and o.conversation_id = c.id and o.state = 'pending' and o.purpose = 'promotional'
        and (${INVITES} or o.dedupe_key like 'invitation:' || i.id || ':nudge:%')
     returning ${INVITES} as invites`,
    [invitationId],
  );
  if (!rows.some((row) => row.invites)) return false;
  const left = await ctx.db.query(
    `select from invitations i ${HERS} join messages m on m.conversation_id = c.id join outbox o on o.id = m.outbox_id
      where i.id = $1 and o.state <> 'void' and ${INVITES} limit 1`,
    [invitationId],
  );
  return left.rows.length === 0;
}
