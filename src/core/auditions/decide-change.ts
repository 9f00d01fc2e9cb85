import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { mustBeTeam } from "../people/rights.ts";
import { mustBeConsentedFor } from "./guard-minor.ts";
import { NOT_WRITTEN_TO } from "./invite.ts";
import { type Booking, lockBooking } from "./my-booking.ts";
import { reachTalent, sayHeldBack, writeTo } from "./reach-talent.ts";
import { readSession } from "./read-session.ts";
import { takeOtherSlot } from "./take-other-slot.ts";

/** What a talent asked for, and when: another wish since then is another question. */
export const DecideChange = z.object({ bookingId: z.uuid(), slotId: z.uuid(), version: z.number().int() });
type Decision = z.output<typeof DecideChange>;

/** The team lets a booking move to the slot that the talent asked for, who is told. Throws `conflict` when it is gone. */
export async function grantChange(ctx: ToolCtx, input: Decision): Promise<ToolResult> {
  const booking = await lockAsked(ctx, input);
  await mustBeConsentedFor(ctx, booking.talentId);
  const moved = await takeOtherSlot(ctx, booking, input.slotId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "conflict" && !error.details?.hours) return undefined;
    throw error;
  });
  if (!moved) {
    throw new AppError("conflict", `slot ${input.slotId} cannot take booking ${booking.id}`, {
      said: `${booking.talent} cannot come then any more: the slot is taken, or they are somewhere else. Press “No, keep the time”, and they can ask for another.`,
    });
  }
  return tell(ctx, moved, "retimed");
}

/** The team keeps the time; the talent is told that it stands. */
export async function refuseChange(ctx: ToolCtx, input: Decision): Promise<ToolResult> {
  const booking = await lockAsked(ctx, input);
  await ctx.db.query(
    `update bookings set state = case when checked_in_at is not null then 'checked_in' when confirmed_at is null then 'sent' else 'confirmed' end, wanted_slot_id = null where id = $1`,
    [booking.id],
  );
  await audit(ctx, { verb: "refuse_change", subject: "booking", subjectId: booking.id });
  return tell(ctx, booking, "kept");
}

async function lockAsked(ctx: ToolCtx, { bookingId, slotId, version }: Decision): Promise<Booking> {
  mustBeTeam(ctx.actor);
  const booking = await lockBooking(ctx, bookingId);
  const { rowCount } = await ctx.db.query(
    `select from bookings where id = $1 and state = 'change_requested' and version = $2 and wanted_slot_id = $3`,
    [bookingId, version, slotId],
  );
  if (rowCount > 0) return booking;
  throw new AppError("conflict", `booking ${bookingId} asks for no such change any more`, {
    said: `That is settled already: ${booking.talent} asks for something else by now, or for nothing. Ask “where are we?” for the current state.`,
  });
}

async function tell(ctx: ToolCtx, booking: Booking, how: "retimed" | "kept"): Promise<ToolResult> {
  const { timeZone, place, role, round } = await readSession(ctx, booking.sessionId);
  const at = sayTime(booking.startsAt, timeZone);
  const done = how === "retimed" ? `${booking.talent} is moved to ${at}.` : `${booking.talent} keeps ${at}.`;
  const to = await reachTalent(ctx, booking.talentId);
  if (typeof to === "string") return { said: `${done} ${NOT_WRITTEN_TO[to](booking.talent)} Please tell them.` };
  const text = words(to.language);
  const when = sayTime(booking.startsAt, timeZone, to.language);
  const about = { round, when, place, role, child: to.child };
  const icsUrl = `${ctx.publicUrl}/i/${booking.icsToken}.ics`;
  const calendarInvited = ctx.calendarInvites && to.email !== null;
  const held = await writeTo(ctx, to, {
    key: `booking:${booking.id}:v${booking.version}:${how}:${ctx.turnId ?? ""}`,
    purpose: "utility",
    about: booking.startsAt,
    text: how === "retimed" ? text.retimed({ ...about, icsUrl, calendarInvited }) : text.changeKept(about),
  });
  return { said: `${done} I am telling them.${sayHeldBack(held, timeZone)}` };
}
