import { audit } from "../audit.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { sayTime } from "../messages/say-time.ts";
import { mustHaveConsent, mustRestAround } from "./guard-minor.ts";
import { clash } from "./hold-slot.ts";
import { hasRoom } from "./list-slots.ts";
import type { Booking } from "./my-booking.ts";
import { planBooking } from "./plan-booking.ts";
import { readSession } from "./read-session.ts";
import { tellTeam } from "./tell-team.ts";

/**
 * Moves a booking to a free slot of its session: the same booking, the same calendar event, a new version; what was
 * confirmed or planned for the old time is void. Undefined where the slot has no room; throws `conflict` where the talent
 * is somewhere else then. The team reads of it.
 */
export async function takeOtherSlot(ctx: ToolCtx, booking: Booking, slotId: string): Promise<Booking | undefined> {
  await ctx.db.query(`select from slots where id = $1 for update`, [slotId]);
  await mustHaveConsent(ctx, { talentId: booking.talentId, invitationId: booking.invitationId, slotId });
  await mustRestAround(ctx, { talentId: booking.talentId, slotId, bookingId: booking.id });
  const { rows } = await ctx.db
    .query<{ version: number; startsAt: Date; endsAt: Date }>(
      `update bookings b0 set slot_id = s.id, during = s.during, version = version + 1, state = 'confirmed', confirmed_at = $3, checked_in_at = null, wanted_slot_id = null
       from slots s where b0.id = $1 and s.id = $2 and s.session_id = $4 and s.starts_at > $3
        and b0.state in ('confirmed', 'assigned', 'sent', 'change_requested', 'late', 'checked_in') and ${hasRoom("$3")}
     returning version, s.starts_at as "startsAt", s.ends_at as "endsAt"`,
      [booking.id, slotId, ctx.now(), booking.sessionId],
    )
    .catch((cause: unknown) => {
      throw clash(ctx, cause);
    });
  if (!rows[0]) return undefined;
  const moved = { ...booking, ...rows[0], slotId, state: "confirmed" };
  await planBooking(ctx, moved);
  const session = await readSession(ctx, booking.sessionId);
  const [from, to] = [booking.startsAt, moved.startsAt].map((at) => sayTime(at, session.timeZone));
  await tellTeam(ctx, {
    conversationId: session.conversationId,
    key: `booking:${booking.id}:v${moved.version}:team`,
    text: `${booking.talent} moved: now ${to} (was ${from}), ${session.place}.`,
  });
  await audit(ctx, {
    verb: "retime_booking",
    subject: "booking",
    subjectId: booking.id,
    details: { version: moved.version },
  });
  return moved;
}
