import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { quietUntil } from "../messages/plan-send.ts";
import { postMessage } from "../messages/post-message.ts";
import { sayTime } from "../messages/say-time.ts";
import { openTalentConversation } from "../people/open-conversation.ts";
import { closeUnusedSession } from "./close-unused-session.ts";
import { decideApproval } from "./decide-approval.ts";
import { invitationDraft, spread } from "./invitation-draft.ts";
import { type FreeSlot, freeSlots } from "./list-slots.ts";
import { readSession, type Session } from "./read-session.ts";
import { sayList } from "./say-role.ts";

export const DecideInvitation = z.object({ approvalId: z.uuid() });
const Payload = z.object({ sessionId: z.uuid(), candidateIds: z.array(z.uuid()) });

/** A person lets the drafted invitations go. Approving again says the same and sends nothing. */
export async function approveInvitation(ctx: ToolCtx, input: z.output<typeof DecideInvitation>): Promise<ToolResult> {
  const decided = await decideApproval(ctx, { ...input, of: "invitation", to: "approved" });
  const payload = Payload.parse(decided);
  const session = await readSession(ctx, payload.sessionId);
  const free = await freeSlots(ctx, session.id);
  const invited: string[] = [];
  const unreachable: string[] = [];
  const toCall: string[] = [];
  let onPhones = false;
  for (const [turn, candidateId] of payload.candidateIds.entries()) {
    const slots = spread(free, turn);
    const { name, sent, rings, oneWay } = await invite(ctx, {
      session,
      candidateId,
      approvalId: input.approvalId,
      slots,
    });
    (sent ? invited : unreachable).push(name);
    if (oneWay) toCall.push(name);
    onPhones ||= rings;
  }
  return { said: sayOutcome(ctx, { invited, unreachable, toCall, onPhones }), data: { invited: invited.length } };
}

type Outcome = { invited: string[]; unreachable: string[]; toCall: string[]; onPhones: boolean };

function sayOutcome(ctx: ToolCtx, { invited, unreachable, toCall, onPhones }: Outcome): string {
  const until = onPhones ? quietUntil(ctx.now()) : undefined;
  const when = until ? `go out ${sayTime(until, ctx.timeZone)}, so that no phone rings at night,` : "are on their way";
  const sent =
    invited.length > 0 ? `Invitations ${when} to ${sayList(invited)}. I will tell you here what they answer.` : "";
  const not = unreachable.length > 0 ? `I have no WhatsApp or SMS number for ${sayList(unreachable)}.` : "";
  const call = toCall.length > 0 ? sayCall(toCall) : "";
  return [sent, call, not].filter(Boolean).join(" ");
}

/** What the team does where a text cannot be answered. */
export const sayCall = (names: string[]) =>
  `${sayList(names)} can only get texts, and a text in India cannot be answered: please call to agree on a time.`;

/** A person drops the draft; nothing is sent, and a session that was made for it alone gives its room back. */
export async function discardInvitation(ctx: ToolCtx, input: z.output<typeof DecideInvitation>): Promise<ToolResult> {
  const { sessionId } = Payload.parse(await decideApproval(ctx, { ...input, of: "invitation", to: "discarded" }));
  const room = (await closeUnusedSession(ctx, sessionId)) ? "The room is free again" : "The session stays";
  return { said: `Discarded. Nothing was sent. ${room}; tell me when you want to invite people.` };
}

type Inviting = { session: Session; candidateId: string; approvalId: string; slots: FreeSlot[] };

/** Invites one candidate to a session, once. `sent` is false when there is no address. */
export async function invite(ctx: ToolCtx, { session, candidateId, approvalId, slots }: Inviting) {
  const { rows } = await ctx.db.query<{ talentId: string; name: string }>(
    `select c.talent_id as "talentId", p.name from candidates c join people p on p.id = c.talent_id where c.id = $1`,
    [candidateId],
  );
  const { talentId, name } = rows[0] as { talentId: string; name: string };
  const conversation = await openTalentConversation(ctx, { workspaceId: ctx.actor.workspaceId, talentId }).catch(
    (error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") return undefined;
      throw error;
    },
  );
  if (!conversation) return { name, sent: false, rings: false, oneWay: false };
  const invitation = await ctx.db.query<{ id: string }>(
    `insert into invitations (workspace_id, session_id, candidate_id, talent_id, approval_id, created_at)
     values ($1, $2, $3, $4, $5, $6) on conflict on constraint invitations_once do nothing returning id`,
    [ctx.actor.workspaceId, session.id, candidateId, talentId, approvalId, ctx.now()],
  );
  const invitationId = invitation.rows[0]?.id;
  if (!invitationId) return { name, sent: true, rings: conversation.platform !== "web", oneWay: conversation.oneWay };
  const outboxId = await postMessage(ctx.db, {
    workspaceId: ctx.actor.workspaceId,
    conversationId: conversation.id,
    personId: conversation.personId,
    side: "talent",
    dedupeKey: `invitation:${invitationId}`,
    purpose: "promotional",
    turnId: ctx.turnId,
    now: ctx.now(),
    draft: invitationDraft({
      session,
      language: conversation.language,
      name: conversation.name,
      child: conversation.child,
      slots,
      zone: ctx.timeZone,
      invitationId,
      oneWay: conversation.oneWay,
    }),
  });
  if (outboxId) ctx.wake.outbox([outboxId]);
  await ctx.db.query(`update candidates set state = 'invited', moved_by = $2, moved_at = $3 where id = $1`, [
    candidateId,
    ctx.actor.personId,
    ctx.now(),
  ]);
  await audit(ctx, { verb: "invite", subject: "candidate", subjectId: candidateId });
  return { name, sent: true, rings: conversation.platform !== "web", oneWay: conversation.oneWay };
}
