import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { Breakdown } from "../talent/criteria.ts";

export type Role = { id: string; title: string; headcount: number; breakdown: Breakdown; conversationId: string };

/** The role this conversation is about; throws `not_found` when there is none yet. */
export async function currentRole(ctx: Pick<ToolCtx, "db" | "conversation">): Promise<Role> {
  const { rows } = await ctx.db.query<{
    id: string;
    title: string;
    headcount: number;
    breakdown: unknown;
    conversation_id: string;
  }>(
    `select r.id, r.title, r.headcount, r.breakdown, r.conversation_id
       from conversations c join roles r on r.id = c.role_id where c.id = $1`,
    [ctx.conversation.id],
  );
  const row = rows[0];
  if (!row) {
    throw new AppError("not_found", `conversation ${ctx.conversation.id} has no role`, {
      said: "There is no role in this thread yet. Tell me who you need, for example: two Hindi-speaking men, 30–40, for a doctor, shoot 5–9 January.",
    });
  }
  const { conversation_id: conversationId, breakdown, ...rest } = row;
  return { ...rest, conversationId, breakdown: Breakdown.parse(breakdown) };
}
