import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import type { DraftChoice } from "../messages/draft.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { noteDayRequest } from "../operations/note-day-request.ts";
import { invitationChoices } from "./invitation-draft.ts";
import type { FreeSlot } from "./list-slots.ts";
import type { Booking } from "./my-booking.ts";
import { readSession } from "./read-session.ts";
import { tellTeam } from "./tell-team.ts";

type Asked = {
  invitation: { id: string; sessionId: string; talent: string };
  /** What is free on days that were not ruled out. */
  slots: FreeSlot[];
  wish: { wish?: string; day?: string | undefined; notDays?: string[] };
  booking?: Booking;
};

/** No slot is on a day they can come: the team is told once per day, a booking stands, and "I cannot come" is a button. */
export async function askForDay(ctx: ToolCtx, { invitation, slots, wish, booking }: Asked): Promise<ToolResult> {
  const { language } = ctx.conversation;
  const session = await readSession(ctx, invitation.sessionId);
  const stands = booking ? ` Their booking on ${sayTime(booking.startsAt, session.timeZone)} stands.` : "";
  await tellTeam(ctx, {
    conversationId: session.conversationId,
    key: `invitation:${invitation.id}:day:${wish.day ?? `not-${wish.notDays?.toSorted().join("-")}`}`,
    text: `${invitation.talent} asks for a day without a free slot${wish.wish ? `: “${wish.wish.slice(0, 200)}”` : ""}.${stands} Shall I add a session?`,
  });
  await noteDayRequest(ctx, invitation.id);
  const cannot: DraftChoice = {
    label: words(language).cancelLabel(),
    style: "danger",
    singleUse: false,
    ...(booking
      ? { verb: "cancel_booking", args: { bookingId: booking.id } }
      : { verb: "decline_invitation", args: { invitationId: invitation.id } }),
  };
  const times = slots.map((slot) => sayTime(slot.startsAt, ctx.timeZone, language));
  return {
    said: words(language).dayAsked({
      times,
      ...(booking && { stands: sayTime(booking.startsAt, ctx.timeZone, language) }),
    }),
    data: { slots: slots.map((slot) => ({ slotId: slot.slotId, startsAt: slot.startsAt.toISOString() })) },
    choices: [
      ...invitationChoices({ slots, language, timeZone: ctx.timeZone, invitationId: invitation.id }).slice(
        0,
        slots.length,
      ),
      cannot,
    ],
  };
}
