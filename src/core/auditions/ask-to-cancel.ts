import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { cancelBooking } from "./cancel-booking.ts";
import { childOf, lockBooking } from "./my-booking.ts";

const Asked = z.object({ bookingId: z.uuid() });

/** Asks before a typed number cancels: it may have been meant as an hour. Cancelled already, it says so. */
export async function askToCancel(ctx: ToolCtx, args: unknown): Promise<ToolResult> {
  const { bookingId } = Asked.parse(args);
  const booking = await lockBooking(ctx, bookingId);
  if (booking.state.startsWith("cancelled") || booking.state === "unavailable")
    return cancelBooking(ctx, { bookingId });
  const { language } = ctx.conversation;
  const text = words(language);
  const when = sayTime(booking.startsAt, ctx.timeZone, language);
  return {
    said: text.cancelAsked({ round: booking.round, when, child: childOf(ctx, booking) }),
    choices: [
      {
        label: text.cancelSureLabel(),
        style: "danger",
        verb: "cancel_booking",
        args: { bookingId, sure: true },
        expiresAt: booking.endsAt,
      },
    ],
  };
}
