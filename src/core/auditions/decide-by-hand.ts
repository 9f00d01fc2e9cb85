import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { approveLetter, discardLetter } from "./approve-letter.ts";
import { NO_CONVERSATION, tellTeam } from "./tell-team.ts";

type Ctx = Omit<ToolCtx, "conversation">;
type Decision = { approvalId: string; to: "approved" | "discarded" };

/** What somebody of the team sees outside of a thread and lets go, or drops. Of what was done the thread is told. Throws as `approveLetter` does. */
export async function decideByHand(ctx: Ctx, { approvalId, to }: Decision): Promise<{ said: string }> {
  const { rows } = await ctx.db.query<{ thread: string; by: string }>(
    `select a.conversation_id as thread, p.name as by from approvals a, people p where a.id = $1 and p.id = $2`,
    [approvalId, ctx.actor.personId],
  );
  if (!rows[0]) throw new AppError("not_found", `approval ${approvalId} is not there`);
  const { thread, by } = rows[0];
  const inside: ToolCtx = { ...ctx, conversation: { id: thread, language: "en" } };
  if (to === "discarded") return { said: (await discardLetter(inside, { approvalId })).said };
  const { said, parts } = await approveLetter(inside, { approvalId });
  await tellTeam(
    { ...ctx, conversation: { id: NO_CONVERSATION } },
    {
      conversationId: thread,
      key: `approval:${approvalId}:by-hand`,
      text: `On the page, by ${by}: ${said}`,
      ...(parts?.[0] && { card: parts[0] }),
    },
  );
  return { said: parts?.[0] ? `${said} How to go on is asked in the role’s thread.` : said };
}

/** What is drafted outside of a thread, as its card would show it there. Throws `not_found` for another workspace's session. */
export async function draftByHand(
  ctx: Ctx,
  { sessionId, draft }: { sessionId: string; draft: (inside: ToolCtx) => Promise<ToolResult> },
) {
  const { rows } = await ctx.db.query<{ thread: string }>(
    `select r.conversation_id as thread from sessions s join roles r on r.id = s.role_id where s.id = $1`,
    [sessionId],
  );
  if (!rows[0]) throw new AppError("not_found", `session ${sessionId} is not there`);
  const drafted = await draft({ ...ctx, conversation: { id: rows[0].thread, language: "en" } });
  const card = drafted.parts?.[0];
  if (card?.type !== "card") throw new AppError("bug", "a draft without a card");
  const [approve] = card.choices ?? [];
  return {
    approvalId: String(drafted.data?.approvalId),
    title: card.title,
    lines: card.lines,
    label: approve?.label ?? "Approve",
    danger: approve?.style === "danger",
  };
}
