import type { Fired } from "../alarms/alarm-kinds.ts";
import { audit } from "../audit.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { moveCandidates } from "./move-candidate.ts";
import { readSilent, waitForHold } from "./nudge-invitation.ts";
import { offerFreedSlot } from "./offer-freed-slot.ts";
import { readSession } from "./read-session.ts";
import { ROUND_STATE } from "./rounds.ts";
import { tellTeam } from "./tell-team.ts";

/** Ends an invitation that nobody answered, asks the next select, and tells the team. */
export async function expireInvitation(ctx: ToolCtx, fired: Fired): Promise<void> {
  const { subjectId } = fired;
  const invitation = await readSilent(ctx, subjectId);
  if (!invitation) return waitForHold(ctx, fired);
  const session = await readSession(ctx, invitation.sessionId);
  await ctx.db.query(`update invitations set state = 'expired', answered_at = $2 where id = $1`, [
    subjectId,
    ctx.now(),
  ]);
  await moveCandidates(ctx, {
    candidateIds: [invitation.candidateId],
    to: "withdrawn",
    from: [ROUND_STATE[session.round]],
    why: "did not answer the invitation",
  });
  await audit(ctx, { verb: "expire_invitation", subject: "invitation", subjectId });
  const offered = await offerFreedSlot(ctx, { session, approvalId: invitation.approvalId });
  await tellTeam(ctx, {
    conversationId: session.conversationId,
    key: `invitation:${subjectId}:expired:team`,
    text: `${invitation.talent} has not answered the invitation${(await wasNudged(ctx, subjectId)) ? " or two reminders of it" : ""}, so I have taken it back. ${offered ?? ""}`.trim(),
  });
}

async function wasNudged(ctx: ToolCtx, invitationId: string): Promise<boolean> {
  const { rowCount } = await ctx.db.query(`select from outbox where dedupe_key in ($1, $2)`, [
    `invitation:${invitationId}:nudge:1`,
    `invitation:${invitationId}:nudge:2`,
  ]);
  return rowCount > 1;
}
