import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { DraftChoice } from "../messages/draft.ts";
import { sayClock, sayTime } from "../messages/say-time.ts";
import { mustBeTeam } from "../people/rights.ts";
import { DAY_STATES, type DayState, isTooEarly } from "./booking-states.ts";
import { bookingsNamed } from "./day-bookings.ts";
import { moveBooking } from "./move-booking.ts";
import { type Booking, lockBooking } from "./my-booking.ts";

export const MarkBooking = z.object({
  names: z.array(z.string().trim().min(1).max(120)).max(20).default([]).describe("Whose audition of today."),
  bookingId: z.uuid().optional(),
  to: z.enum(DAY_STATES).describe("checked_in: they are there. seen: their audition is over. late: on the way."),
});

/** What the desk says of people on the day: here, seen, late, did not come. Marking again says the same. */
export async function markBooking(ctx: ToolCtx, input: z.output<typeof MarkBooking>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { names, bookingId, to } = input;
  const bookings = bookingId ? [await lockBooking(ctx, bookingId)] : await bookingsNamed(ctx, names);
  if (bookings.length === 0) {
    throw new AppError("invalid_input", "nobody was named", { said: "Whom do you mean? Give me the name." });
  }
  const said: string[] = [];
  for (const booking of bookings) said.push(await markOne(ctx, booking, to));
  const last = bookings.length === 1 ? bookings[0] : undefined;
  return {
    said: said.join("\n"),
    data: { bookings: bookings.map((one) => ({ bookingId: one.id, name: one.talent })) },
    choices: last ? nextChoices(last, to) : [],
  };
}

async function markOne(ctx: ToolCtx, booking: Booking, to: DayState): Promise<string> {
  if (isTooEarly(booking.startsAt, { to, now: ctx.now() })) {
    throw new AppError("conflict", `booking ${booking.id} is still to come`, {
      said: `The audition of ${booking.talent} is on ${sayTime(booking.startsAt, ctx.timeZone)}: that is still to come, so I changed nothing.`,
    });
  }
  if (booking.state !== to && !(await moveBooking(ctx, booking, to))) {
    return `${booking.talent} is ${DAY_SAID[booking.state as DayState] ?? booking.state.replaceAll("_", " ")}: I changed nothing.`;
  }
  return `${booking.talent} (${sayClock(booking.startsAt, ctx.timeZone)}): ${DAY_SAID[to]}.`;
}

/** How the team reads a state of the day. */
export const DAY_SAID: Record<DayState, string> = {
  checked_in: "here",
  late: "running late",
  seen: "seen",
  no_show: "did not come",
};

const LABEL: Record<DayState, string> = {
  checked_in: "Is here",
  late: "Running late",
  seen: "Seen",
  no_show: "No-show",
};

/** A button of the desk for one booking. */
export const dayChoice = (bookingId: string, to: DayState): DraftChoice => ({
  label: LABEL[to],
  verb: "mark_booking",
  args: { bookingId, to },
  ...(to === "no_show" && { style: "danger" as const }),
});

const nextChoices = ({ id }: Booking, to: DayState): DraftChoice[] =>
  to === "checked_in" || to === "late" ? [dayChoice(id, "seen")] : [];
