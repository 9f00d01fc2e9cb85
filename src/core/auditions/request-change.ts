import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { isoDay, sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { noteDayRequest } from "../operations/note-day-request.ts";
import { mustBeTalent } from "../people/rights.ts";
import { askForDay } from "./ask-for-day.ts";
import { askOffice } from "./ask-office.ts";
import { confirmBooking, sayBooked } from "./confirm-booking.ts";
import { holdSlot, nearest } from "./hold-slot.ts";
import { invitationChoices, spread } from "./invitation-draft.ts";
import { CLOSED, freeSlots, MAY_COME } from "./list-slots.ts";
import { type Booking, lockBooking } from "./my-booking.ts";
import { officePolicy } from "./office-policy.ts";
import { readSession } from "./read-session.ts";
import { takeOtherSlot } from "./take-other-slot.ts";
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
 * Moves a booking to a free slot of its session, or asks the team where the workspace decides about changes. Without a
 * slot, offers what is free; a day that no slot is on, or days ruled out that leave none, are passed to the team.
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
  const { changes } = await officePolicy(ctx, ctx.actor.workspaceId);
  const asked =
    changes === "office" ? await askOffice(ctx, booking, { slotId: input.slotId, wish: input.wish }) : undefined;
  if (asked) return asked;
  const moved = changes === "office" ? undefined : await takeOtherSlot(ctx, booking, input.slotId);
  if (!moved) throw await gone(ctx, booking, input.slotId);
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
