import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { isoDay, sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { noteDayRequest } from "../operations/note-day-request.ts";
import { mustBeTalent } from "../people/rights.ts";
import { askForDay } from "./ask-for-day.ts";
import { confirmBooking, sayBooked } from "./confirm-booking.ts";
import { mustHaveConsent, mustRestAround } from "./guard-minor.ts";
import { clash, holdSlot, nearest } from "./hold-slot.ts";
import { invitationChoices, spread } from "./invitation-draft.ts";
import { CLOSED, freeSlots, hasRoom, MAY_COME } from "./list-slots.ts";
import { type Booking, lockBooking } from "./my-booking.ts";
import { planBooking } from "./plan-booking.ts";
import { readSession } from "./read-session.ts";
import { tellTeam } from "./tell-team.ts";
import { mustBeToCome, myOneBooking } from "./which-booking.ts";

export const RequestChange = z.object({
  bookingId: z.uuid().optional(),
  slotId: z.uuid().optional().describe("A free slot to move to; without it the free times are offered."),
  wish: z.string().max(500).default("").describe("What the talent asked for, in a few words."),
  day: z.iso.date().optional().describe("The only day they can come, when no free slot is on it: the team is asked."),
  notDays: z.array(z.iso.date()).max(14).default([]).describe("Days they ruled out: not offered again."),
});

type Wish = Partial<Pick<z.output<typeof RequestChange>, "wish" | "day" | "notDays">>;

/**
 * Moves a booking to a free slot of its session: the same booking, the same calendar event, a new version; what was
 * confirmed or planned for the old time is void. Without a slot, offers what is free; a day that no slot is on, or days
 * ruled out that leave none, are passed to the team.
 */
export async function requestChange(ctx: ToolCtx, input: z.output<typeof RequestChange>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const bookingId = input.bookingId ?? (await myOneBooking(ctx, { slotId: input.slotId, verb: "retime_booking" }));
  if (!bookingId) return takeInstead(ctx, input);
  const booking = await lockBooking(ctx, bookingId);
  if (!BOOKED.includes(booking.state)) return takeInstead(ctx, input, booking.invitationId);
  mustBeToCome(ctx, booking);
  if (!input.slotId) return offerInvitation(ctx, booking.invitationId, { ...input, booking });
  if (input.slotId === booking.slotId) return sayBooked(ctx, booking, "booked");
  const moved = await move(ctx, booking, input.slotId);
  return sayBooked(ctx, moved, "retimed");
}

const BOOKED = ["assigned", "sent", "confirmed", "change_requested", "checked_in", "late"];

/** Nothing is booked, or no more: a change of mind is a choice. */
async function takeInstead(
  ctx: ToolCtx,
  input: z.output<typeof RequestChange>,
  invitationId?: string,
): Promise<ToolResult> {
  const { slotId } = input;
  if (!slotId) return offerInvitation(ctx, invitationId, input);
  const held = await holdSlot(ctx, { slotId, invitationId });
  return confirmBooking(ctx, { bookingId: String(held.data?.bookingId) });
}

async function move(ctx: ToolCtx, booking: Booking, slotId: string): Promise<Booking> {
  await ctx.db.query(`select from slots where id = $1 for update`, [slotId]);
  await mustHaveConsent(ctx, { talentId: booking.talentId, invitationId: booking.invitationId, slotId });
  await mustRestAround(ctx, { talentId: booking.talentId, slotId, bookingId: booking.id });
  const { rows } = await ctx.db
    .query<{ version: number; startsAt: Date; endsAt: Date }>(
      `update bookings b0 set slot_id = s.id, during = s.during, version = version + 1, state = 'confirmed', confirmed_at = $3
       from slots s where b0.id = $1 and s.id = $2 and s.session_id = $4 and s.starts_at > $3
        and b0.state in ('confirmed', 'assigned', 'sent', 'change_requested') and ${hasRoom("$3")}
     returning version, s.starts_at as "startsAt", s.ends_at as "endsAt"`,
      [booking.id, slotId, ctx.now(), booking.sessionId],
    )
    .catch((cause: unknown) => {
      throw clash(ctx, cause);
    });
  if (!rows[0]) throw await gone(ctx, booking, slotId);
  const moved = { ...booking, ...rows[0], slotId };
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

async function gone(ctx: ToolCtx, booking: Booking, slotId: string): Promise<AppError> {
  const { language } = ctx.conversation;
  const next = nearest(await freeSlots(ctx, booking.sessionId), booking.startsAt);
  return new AppError("conflict", `slot ${slotId} cannot take booking ${booking.id}`, {
    said:
      next.length > 0
        ? words(language).slotTaken({ next: next.map((slot) => sayTime(slot.startsAt, ctx.timeZone, language)) })
        : words(language).noTimesLeft(),
    details: {
      next: next.map((slot) => ({ slotId: slot.slotId, startsAt: slot.startsAt.toISOString() })),
      choices: invitationChoices({ slots: next, language, timeZone: ctx.timeZone, invitationId: booking.invitationId }),
    },
  });
}

/** The free times of an invitation that is still open, the latest when none is named; `turn` shows other ones. */
export async function offerInvitation(
  ctx: ToolCtx,
  invitationId: string | undefined,
  { turn = 0, booking, ...wish }: Wish & { turn?: number; booking?: Booking } = {},
): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const { language } = ctx.conversation;
  const { rows } = await ctx.db.query<{ id: string; sessionId: string; talent: string }>(
    `select i.id, i.session_id as "sessionId", p.name as talent from invitations i join people p on p.id = i.talent_id
      where ${MAY_COME} and (p.id = $1 or p.guardian_id = $1) and ($2::uuid is null or i.id = $2)
      order by ${CLOSED}, i.created_at desc limit 1`,
    [ctx.actor.personId, invitationId ?? null],
  );
  const invitation = rows[0];
  if (!invitation) {
    throw new AppError("not_found", "no open invitation", { said: words(language).noInvitation() });
  }
  const free = await freeSlots(ctx, invitation.sessionId);
  const possible = free.filter((slot) => !wish.notDays?.includes(isoDay(slot.startsAt, ctx.timeZone)));
  const onDay = possible.some((slot) => isoDay(slot.startsAt, ctx.timeZone) === wish.day);
  const slots = spread(possible, turn);
  if (free.length > 0 && (slots.length === 0 || (wish.day !== undefined && !onDay))) {
    return askForDay(ctx, { invitation, slots, wish, ...(booking && { booking }) });
  }
  if (slots.length === 0) {
    const session = await readSession(ctx, invitation.sessionId);
    await tellTeam(ctx, {
      conversationId: session.conversationId,
      key: `invitation:${invitation.id}:full:${ctx.turnId ?? ""}`,
      text: `${invitation.talent} asks for another time, and no slot is free. Shall I add a session?`,
    });
    await noteDayRequest(ctx, invitation.id);
    return { said: words(language).noTimesLeft() };
  }
  return {
    said: words(language).timesLeft({ times: slots.map((slot) => sayTime(slot.startsAt, ctx.timeZone, language)) }),
    data: { slots: slots.map((slot) => ({ slotId: slot.slotId, startsAt: slot.startsAt.toISOString() })) },
    choices: invitationChoices({ slots, language, timeZone: ctx.timeZone, invitationId: invitation.id }),
  };
}
