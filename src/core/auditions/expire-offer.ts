import type { Fired } from "../alarms/alarm-kinds.ts";
import { audit } from "../audit.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { moveCandidates } from "./move-candidate.ts";
import { offerFreedSlot } from "./offer-freed-slot.ts";
import { readSession, sessionIsOpen } from "./read-session.ts";
import { NOBODY_LEFT, ROUND_STATE, type Round } from "./rounds.ts";
import { tellTeam } from "./tell-team.ts";

type Offer = {
  invitationId: string;
  invitation: string;
  candidateId: string;
  approvalId: string;
  sessionId: string;
  slotId: string;
  talent: string;
  /** The guardian took it, and the permission document did not come. */
  unpermitted: boolean;
  /** Another time is held for her under the same invitation. */
  holdsOther: boolean;
};

/**
 * Ends the offer of a place that nobody took in time: the invitation is over, the next select is asked, and the team
 * reads what became of it. Who took another time left this place free too.
 */
export async function expireOffer(ctx: ToolCtx, { subjectId }: Fired): Promise<void> {
  const offer = await endHold(ctx, subjectId);
  if (!offer || !(await sessionIsOpen(ctx, offer.sessionId))) return;
  const session = await readSession(ctx, offer.sessionId);
  const silent = offer.invitation === "sent" && !offer.holdsOther;
  if (silent) await endInvitation(ctx, offer, session.round);
  const { slotId, approvalId } = offer;
  const next = await offerFreedSlot(ctx, { session, approvalId, slotId });
  if (!silent && !next) return;
  const ended = offer.unpermitted
    ? `The permission document for ${offer.talent} did not come in time, so I have let the time go.`
    : `${offer.talent} did not take the time that was kept for them.`;
  await tellTeam(ctx, {
    conversationId: session.conversationId,
    key: `booking:${subjectId}:offer-over:team`,
    text: [silent ? ended : `${offer.talent} took another time.`, next ?? NOBODY_LEFT[session.round]].join(" "),
  });
}

/** The offer whose time is over and whose hold nobody turned into a booking. */
async function endHold(ctx: ToolCtx, bookingId: string): Promise<Offer | undefined> {
  const { rows } = await ctx.db.query<Offer>(
    `update bookings b set state = 'expired', ended_at = coalesce(b.ended_at, $2) from invitations i, people p
      where b.id = $1 and b.state in ('held', 'expired') and b.hold_expires_at <= $2 and i.id = b.invitation_id and p.id = i.talent_id
        and i.state in ('sent', 'accepted')
     returning i.id as "invitationId", i.state as invitation, i.candidate_id as "candidateId", i.approval_id as "approvalId",
               i.session_id as "sessionId", b.slot_id as "slotId", p.name as talent, b.permission_asked_at is not null as unpermitted,
               exists (select from bookings o where o.invitation_id = i.id and o.state = 'held' and o.hold_expires_at > $2) as "holdsOther"`,
    [bookingId, ctx.now()],
  );
  return rows[0];
}

async function endInvitation(
  ctx: ToolCtx,
  { invitationId, candidateId, unpermitted }: Offer,
  round: Round,
): Promise<void> {
  await ctx.db.query(`update invitations set state = 'expired', answered_at = $2 where id = $1 and state = 'sent'`, [
    invitationId,
    ctx.now(),
  ]);
  const why = unpermitted ? "no permission document came" : "did not answer while a time was kept for them";
  await moveCandidates(ctx, { candidateIds: [candidateId], to: "withdrawn", from: [ROUND_STATE[round]], why });
  await audit(ctx, { verb: "expire_offer", subject: "invitation", subjectId: invitationId });
}
