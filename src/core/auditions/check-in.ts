import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayClock, sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { myBookingsToday } from "./day-bookings.ts";
import { dayChoice } from "./mark-booking.ts";
import { moveBooking } from "./move-booking.ts";
import { type Booking, childOf } from "./my-booking.ts";
import { readSession } from "./read-session.ts";
import { tellTeam } from "./tell-team.ts";

/**
 * Talent says that she is there: her audition of today, or her wards', is checked in, and the team is told.
 * Undefined when none is today. Saying it again says the same.
 */
export async function checkIn(ctx: ToolCtx): Promise<ToolResult | undefined> {
  const bookings = await myBookingsToday(ctx);
  if (bookings.length === 0) return undefined;
  const said: string[] = [];
  for (const booking of bookings) said.push(await checkInOne(ctx, booking));
  return { said: said.join("\n"), data: { bookings: bookings.map(({ id }) => id) } };
}

async function checkInOne(ctx: ToolCtx, booking: Booking): Promise<string> {
  const { place, timeZone, role, round, conversationId } = await readSession(ctx, booking.sessionId);
  if (await moveBooking(ctx, booking, "checked_in")) {
    await tellTeam(ctx, {
      conversationId,
      key: `booking:${booking.id}:here:${ctx.turnId ?? ""}`,
      text: `${booking.talent} is here.`,
      card: {
        type: "card",
        title: `${booking.talent} is here`,
        lines: [`${role}, ${sayClock(booking.startsAt, timeZone)}, ${place}`],
        choices: [dayChoice(booking.id, "seen")],
      },
    });
  }
  const { language } = ctx.conversation;
  const when = sayTime(booking.startsAt, timeZone, language);
  return words(language).checkedIn({ round, when, place, role, child: childOf(ctx, booking) });
}

/** Talent says that she will be late: noted on her audition of today, so that nobody takes her for a no-show. */
export async function noteLate(ctx: ToolCtx): Promise<void> {
  for (const booking of await myBookingsToday(ctx)) await moveBooking(ctx, booking, "late");
}
