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

export type RoleName = Pick<Role, "id" | "title" | "headcount">;

/** The open roles of this conversation, the current one first, then the newest. */
export async function openRoles(ctx: Pick<ToolCtx, "db" | "conversation">): Promise<RoleName[]> {
  const { rows } = await ctx.db.query<RoleName>(
    `select r.id, r.title, r.headcount from roles r join conversations c on c.id = r.conversation_id
      where c.id = $1 and r.state = 'open' order by (r.id = c.role_id) desc nulls last, r.created_at desc limit 20`,
    [ctx.conversation.id],
  );
  return rows;
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** The role that is called so: by its whole title, or by the words of it that were said. The first of several. */
export function roleNamed(roles: RoleName[], said: string): RoleName | undefined {
  const asked = wordsIn(said).filter((word) => !/^(?:the|a|an|our|role|roles|part)$/.test(word));
  if (asked.length === 0) return undefined;
  const whole = roles.find((role) => wordsIn(role.title).join(" ") === asked.join(" "));
  return whole ?? roles.find((role) => asked.every((word) => wordsIn(role.title).includes(word)));
}

/** What this conversation is about from now on. */
export async function makeCurrent(ctx: Pick<ToolCtx, "db" | "conversation">, roleId: string): Promise<void> {
  await ctx.db.query(`update conversations set role_id = $2 where id = $1 and role_id is distinct from $2`, [
    ctx.conversation.id,
    roleId,
  ]);
}

/** Throws `not_found` for a role of another thread. */
export async function mustBeOfThread(ctx: Pick<ToolCtx, "db" | "conversation">, roleId: string): Promise<void> {
  const { rowCount } = await ctx.db.query(`select from roles where id = $1 and conversation_id = $2`, [
    roleId,
    ctx.conversation.id,
  ]);
  if (rowCount === 0)
    throw new AppError("not_found", `role ${roleId} is not of this thread`, {
      said: "That role is not of this thread, so I have changed nothing.",
    });
}
