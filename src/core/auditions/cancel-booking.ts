import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { answersFor } from "../people/rights.ts";
import { NOT_WRITTEN_TO } from "./invite.ts";
import { releasePlace } from "./keep-place.ts";
import { LIVE } from "./list-slots.ts";
import { moveCandidates } from "./move-candidate.ts";
import { type Booking, childOf, lockBooking } from "./my-booking.ts";
import { offerFreedSlot } from "./offer-freed-slot.ts";
import { unplanBooking } from "./plan-booking.ts";
import { reachTalent, sayHeldBack, writeTo } from "./reach-talent.ts";
import { readSession } from "./read-session.ts";
import { NOBODY_LEFT, ROUND_SAID, ROUND_STATE } from "./rounds.ts";
import { sayReason } from "./say-reason.ts";
import { tellTeam } from "./tell-team.ts";
import { mustBeToCome, myOneBooking, myOneInvitation } from "./which-booking.ts";

export const CancelBooking = z.object({
  bookingId: z.uuid().optional(),
  invitationId: z.uuid().optional().describe("For talent with several auditions or invitations: which one."),
  talentName: z.string().max(120).optional().describe("For the team: whose booking."),
  reason: z.string().max(500).optional(),
});

/**
 * Ends a booking from either side, a talent by her own word, the team by an approved draft: its slot is free in the same transaction that offers it to the next select; the
 * calendar event goes, reminders are void, the other side is told. Without a booking, talent declines the invitation.
 * Throws `conflict` when several can be meant, and for one that is over.
 */
export async function cancelBooking(ctx: ToolCtx, input: z.output<typeof CancelBooking>): Promise<ToolResult> {
  const { invitationId } = input;
  const meant = { invitationId, verb: "cancel_booking" as const };
  const bookingId = input.bookingId ?? (ctx.actor.side === "talent" ? await myOneBooking(ctx, meant) : undefined);
  if (!bookingId) return declineInvitation(ctx, { invitationId, reason: input.reason });
  const booking = await lockBooking(ctx, bookingId);
  mustBeToCome(ctx, booking);
  const byTeam = ctx.actor.side === "team";
  // Who never agreed to the time cancels nothing.
  const byTalent = ["assigned", "sent"].includes(booking.state) ? "unavailable" : "cancelled_by_talent";
  const { rowCount } = await ctx.db.query(
    `update bookings set state = $2, ended_at = $3, reason = $4, wanted_slot_id = null, version = version + 1 where id = $1 and state in ${LIVE}`,
    [booking.id, byTeam ? "cancelled_by_casting" : byTalent, ctx.now(), input.reason ?? null],
  );
  if (rowCount === 0) return { said: said(ctx, booking) };
  await unplanBooking(ctx, { id: booking.id, version: booking.version + 1 });
  await ctx.db.query(`update invitations set state = 'declined', answered_at = $2, reason = $3 where id = $1`, [
    booking.invitationId,
    ctx.now(),
    byTeam ? null : (input.reason ?? null),
  ]);
  await moveCandidates(ctx, {
    candidateIds: [booking.candidateId],
    to: byTeam ? "released" : "withdrawn",
    from: [ROUND_STATE[booking.round]],
    why: byTeam ? "the team cancelled the audition" : "cancelled the audition",
  });
  await audit(ctx, {
    verb: "cancel_booking",
    subject: "booking",
    subjectId: booking.id,
    details: { by: ctx.actor.side },
  });
  return tellBoth(ctx, booking, input.reason);
}

async function tellBoth(ctx: ToolCtx, booking: Booking, reason: string | undefined): Promise<ToolResult> {
  const session = await readSession(ctx, booking.sessionId);
  const when = sayTime(booking.startsAt, session.timeZone);
  if (ctx.actor.side === "team") {
    const told = await tellTalent(ctx, booking, session.timeZone);
    return { said: `Cancelled: ${booking.talent}, ${when}. ${told} The slot is free again.` };
  }
  const offered = await offerFreedSlot(ctx, { session, slotId: booking.slotId, approvalId: booking.approvalId });
  const nobody = booking.startsAt > ctx.now() ? NOBODY_LEFT[session.round] : "";
  await tellTeam(ctx, {
    conversationId: session.conversationId,
    key: `booking:${booking.id}:cancelled:team`,
    text: `${booking.talent} cancelled ${when}${sayReason(reason)}. ${offered ?? nobody}`.trim(),
  });
  return { said: said(ctx, booking) };
}

const said = (ctx: ToolCtx, booking: Booking) => {
  const { language } = ctx.conversation;
  return ctx.actor.side === "team"
    ? `${booking.talent}'s booking on ${sayTime(booking.startsAt, ctx.timeZone)} is cancelled.`
    : words(language).cancelled({
        round: booking.round,
        when: sayTime(booking.startsAt, ctx.timeZone, language),
        child: childOf(ctx, booking),
      });
};

/** Tells the talent, and returns what to say of it to the team. */
async function tellTalent(ctx: ToolCtx, booking: Booking, timeZone: string): Promise<string> {
  const to = await reachTalent(ctx, booking.talentId);
  if (typeof to === "string") {
    return to === "unreachable"
      ? `${NOT_WRITTEN_TO.unreachable(booking.talent)} Please tell them yourself.`
      : NOT_WRITTEN_TO[to](booking.talent);
  }
  const when = sayTime(booking.startsAt, timeZone, to.language);
  const held = await writeTo(ctx, to, {
    key: `booking:${booking.id}:cancelled:talent`,
    purpose: "utility",
    text: words(to.language).cancelledByCasting({ round: booking.round, when, child: to.child }),
    about: booking.startsAt,
  });
  return `I am telling them.${sayHeldBack(held, timeZone)}`;
}

export const DeclineInvitation = z.object({
  invitationId: z.uuid().optional(),
  reason: z.string().max(500).optional(),
});

/**
 * Talent says no to an invitation before anything is booked: the one that is named, or the only one to come. The next
 * select is asked for the place.
 */
export async function declineInvitation(ctx: ToolCtx, input: z.output<typeof DeclineInvitation>): Promise<ToolResult> {
  const invitationId = input.invitationId ?? (await myOneInvitation(ctx));
  const { rows } = await ctx.db.query<{
    id: string;
    sessionId: string;
    candidateId: string;
    approvalId: string;
    talent: string;
  }>(
    `update invitations i set state = 'declined', answered_at = $3, reason = $4 from people p
      where p.id = i.talent_id and i.talent_id in ${answersFor("$1")} and i.id = $2 and i.state = 'sent'
     returning i.id, i.session_id as "sessionId", i.candidate_id as "candidateId", i.approval_id as "approvalId", p.name as talent`,
    [ctx.actor.personId, invitationId ?? null, ctx.now(), input.reason ?? null],
  );
  if (rows.length === 0) {
    throw new AppError("not_found", "nothing to cancel", { said: words(ctx.conversation.language).noInvitation() });
  }
  for (const row of rows) {
    const session = await readSession(ctx, row.sessionId);
    await moveCandidates(ctx, {
      candidateIds: [row.candidateId],
      to: "withdrawn",
      from: [ROUND_STATE[session.round]],
      why: "declined the invitation",
    });
    const slotId = await releasePlace(ctx, row.id);
    const offered = await offerFreedSlot(ctx, { session, slotId, approvalId: row.approvalId });
    const nobody = slotId ? NOBODY_LEFT[session.round] : "";
    await tellTeam(ctx, {
      conversationId: session.conversationId,
      key: `invitation:${row.id}:declined`,
      text: `${row.talent} cannot come to the ${ROUND_SAID[session.round]} on ${sayTime(session.startsAt, session.timeZone).split(",")[0]}${sayReason(input.reason)}. ${offered ?? nobody}`.trim(),
    });
  }
  return { said: words(ctx.conversation.language).declined() };
}
