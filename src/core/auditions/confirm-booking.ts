import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { mustBeTalent } from "../people/rights.ts";
import { awaitPermission } from "./ask-permission.ts";
import { hasPermission, minorName, mustHaveConsent } from "./guard-minor.ts";
import { moveCandidates } from "./move-candidate.ts";
import { type Booking, childOf, lockBooking } from "./my-booking.ts";
import { planBooking } from "./plan-booking.ts";
import { readSession } from "./read-session.ts";
import { releaseSides } from "./release-sides.ts";
import { ROUND_STATE, sayLater } from "./rounds.ts";
import { sayPlace } from "./say-place.ts";
import { takeBackInvitation } from "./take-back-invitation.ts";
import { tellTeam } from "./tell-team.ts";

export const ConfirmBooking = z.object({ bookingId: z.uuid() });

/**
 * Turns a hold into a booking: plans its calendar event and reminders, and tells the team. Confirming again says the same.
 * A minor's asks for the guardian's consent and stays held until the permission document is here.
 */
export async function confirmBooking(ctx: ToolCtx, input: z.output<typeof ConfirmBooking>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const booking = await lockBooking(ctx, input.bookingId);
  if (booking.state !== "confirmed") {
    const session = await readSession(ctx, booking.sessionId);
    const child = await minorName(ctx, booking.talentId);
    if (child) await mustHaveConsent(ctx, booking);
    await takeBackInvitation(ctx, booking.invitationId);
    const permitted = !child || (await hasPermission(ctx, { talentId: booking.talentId, roleId: session.roleId }));
    if (!permitted && booking.state === "held") return awaitPermission(ctx, booking, child);
    await confirmHeld(ctx, booking);
  }
  return sayBooked(ctx, booking, "booked");
}

export const ConfirmTime = z.object({ bookingId: z.uuid(), version: z.number().int() });

/** The talent agrees to a time that casting chose. Throws `conflict` when that is not the time any more. */
export async function confirmTime(ctx: ToolCtx, input: z.output<typeof ConfirmTime>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const { version, state } = await lockBooking(ctx, input.bookingId);
  if (version !== input.version || !["sent", "assigned", "confirmed"].includes(state)) {
    throw new AppError("conflict", `booking ${input.bookingId} is ${state} at version ${version}`, {
      said: words(ctx.conversation.language).expiredChoice(),
    });
  }
  return confirmBooking(ctx, { bookingId: input.bookingId });
}

/** What follows from a confirmed time. Throws `conflict` when its hold is over. */
export async function confirmHeld(ctx: ToolCtx, booking: Booking): Promise<void> {
  const { rowCount } = await ctx.db.query(
    `update bookings set state = 'confirmed', confirmed_at = $2, hold_expires_at = null, wanted_slot_id = null
      where id = $1 and (state in ('assigned', 'sent', 'change_requested') or (state = 'held' and hold_expires_at > $2))`,
    [booking.id, ctx.now()],
  );
  if (rowCount === 0) {
    throw new AppError("conflict", `hold ${booking.id} has expired`, {
      said: words(ctx.conversation.language).expiredChoice(),
    });
  }
  await ctx.db.query(`update invitations set state = 'accepted', answered_at = $2 where id = $1`, [
    booking.invitationId,
    ctx.now(),
  ]);
  await moveCandidates(ctx, {
    candidateIds: [booking.candidateId],
    to: ROUND_STATE[booking.round],
    from: ["withdrawn"],
    why: "took a time after all",
  });
  await planBooking(ctx, booking);
  const session = await readSession(ctx, booking.sessionId);
  await tellTeam(ctx, {
    conversationId: session.conversationId,
    key: `booking:${booking.id}:v${booking.version}:team`,
    text: `${booking.talent} is booked${sayLater(booking.round)}: ${sayTime(booking.startsAt, session.timeZone)}, ${session.place}.`,
  });
  await audit(ctx, { verb: "confirm_booking", subject: "booking", subjectId: booking.id });
}

/** What the talent reads of her booking, with buttons to move or cancel it. */
export async function sayBooked(ctx: ToolCtx, booking: Booking, how: "booked" | "retimed"): Promise<ToolResult> {
  const session = await readSession(ctx, booking.sessionId);
  const { rows } = await ctx.db.query<{ email: string }>(
    `select address as email from contact_points cp join people p on p.id = $1
      where cp.person_id = coalesce(p.guardian_id, p.id) and cp.channel = 'email' limit 1`,
    [booking.talentId],
  );
  const calendarInvited = ctx.calendarInvites && rows.length > 0;
  const { language } = ctx.conversation;
  const when = sayTime(booking.startsAt, session.timeZone, language);
  const text = words(language);
  const sides = await releaseSides(ctx, { ...session, talentId: booking.talentId, bookingId: booking.id });
  const child = childOf(ctx, booking);
  const said = [
    text[how]({
      when,
      place: sayPlace(session.place, booking.meetUrl),
      role: session.role,
      round: session.round,
      child,
      calendarInvited,
      icsUrl: `${ctx.publicUrl}/i/${booking.icsToken}.ics`,
    }),
    sides && text.sidesHere({ role: session.role, child, ...sides }),
  ];
  return {
    said: said.filter(Boolean).join("\n\n"),
    data: { bookingId: booking.id, startsAt: booking.startsAt.toISOString(), says: when },
    choices: [
      {
        label: text.otherTimeLabel(),
        verb: "retime_booking",
        args: { bookingId: booking.id },
        singleUse: false,
        expiresAt: booking.endsAt,
      },
      {
        label: text.cancelLabel(),
        style: "danger",
        verb: "cancel_booking",
        args: { bookingId: booking.id },
        singleUse: false,
        expiresAt: booking.endsAt,
      },
    ],
  };
}
