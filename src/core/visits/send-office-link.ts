import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { Draft } from "../messages/draft.ts";
import { postMessage } from "../messages/post-message.ts";
import { mustBeTeam } from "../people/rights.ts";

/**
 * Sends whoever asks a link that opens the office as them: to them alone, once, within ten minutes. On the stage, which is
 * no person's own, the office is open to who looks at it.
 */
export async function sendOfficeLink(ctx: ToolCtx): Promise<ToolResult> {
  const letter = await officeLetter(ctx);
  if (typeof letter === "string") return { said: letter };
  const outboxId = await postMessage(ctx.db, {
    workspaceId: ctx.actor.workspaceId,
    conversationId: ctx.conversation.id,
    personId: null,
    side: "team",
    dedupeKey: `turn:${ctx.turnId}:office`,
    purpose: "reply",
    turnId: ctx.turnId,
    now: ctx.now(),
    draft: letter,
  });
  if (outboxId) ctx.wake.outbox([outboxId]);
  return { said: "I have sent you a link to the office. You alone can see it." };
}

/** The same as the whole answer, to a command. */
export async function draftOfficeLink(ctx: ToolCtx): Promise<Draft> {
  const letter = await officeLetter(ctx);
  return typeof letter === "string" ? { blocks: [{ type: "text", text: letter }] } : letter;
}

/** What goes to who asks alone, or words for everybody where there is no such link. */
async function officeLetter(ctx: ToolCtx): Promise<Draft | string> {
  mustBeTeam(ctx.actor);
  const { personId } = ctx.actor;
  const here = await whereAsked(ctx);
  if (!here?.member) return "The office is for the casting team.";
  if (here.platform !== "slack") {
    return `The office is beside this page, at ${ctx.publicUrl}/office. It says there on whose behalf you act.`;
  }
  if (!here.own && !here.address) throw new AppError("bug", `person ${personId} of the team has no address`);
  const text = "This link opens the office as you. It works once, within ten minutes, and is for you alone.";
  return {
    blocks: [{ type: "text", text }],
    opensOffice: { personId },
    ...(!here.own && here.address && { onlyTo: here.address }),
  };
}

type Here = { platform: string; own: boolean; address: string | null; member: boolean };

async function whereAsked({ db, actor, conversation }: ToolCtx): Promise<Here | undefined> {
  const { rows } = await db.query<Here>(
    `select a.platform, c.person_id is not null as own,
            (select cp.address from contact_points cp where cp.person_id = $2 and cp.channel = c.channel
              order by cp.verified_at desc nulls last limit 1) as address,
            exists (select from memberships m where m.person_id = $2 and m.role in ('director', 'associate')) as member
       from conversations c join channel_accounts a on a.channel = c.channel and a.account = c.account
      where c.id = $1`,
    [conversation.id, actor.personId],
  );
  return rows[0];
}
