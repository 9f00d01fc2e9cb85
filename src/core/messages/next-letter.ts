import type { Ctx } from "../ctx.ts";

/** The message that waits behind a settled one in the same conversation, if one is due. */
export async function nextLetter(ctx: Pick<Ctx, "db" | "now">, outboxId: string): Promise<string | undefined> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select n.id from outbox o join outbox n on n.conversation_id = o.conversation_id
      where o.id = $1 and n.id <> o.id and n.state = 'pending' and n.next_at <= $2 and o.state not in ('pending', 'sending', 'unknown')
      order by n.seq limit 1`,
    [outboxId, ctx.now()],
  );
  return rows[0]?.id;
}
