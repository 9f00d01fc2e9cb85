import { z } from "zod";
import { audit } from "../audit.ts";
import { cancelBooking } from "../auditions/cancel-booking.ts";
import { lockBooking } from "../auditions/my-booking.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import type { Kind } from "./ask-about-event.ts";
import { askForAnotherTime, retimeByTeam } from "./retime-by-team.ts";

export const DecideEvent = z.object({ questionId: z.uuid() });
type Input = z.output<typeof DecideEvent>;
type Decided = { eventId: string; bookingId: string; kind: Kind; startsAt: Date | null; endsAt: Date | null };
type Decision = "taken" | "put_back" | "left";

/** The calendar goes back to what is booked. */
export async function putBackEvent(ctx: ToolCtx, input: Input): Promise<ToolResult> {
  const { eventId, bookingId } = await decide(ctx, input, "put_back");
  const { talent } = await lockBooking(ctx, bookingId);
  const { rowCount } = await ctx.db.query(
    `update calendar_events set state = 'pending', attempts = 0, next_at = $2 where id = $1 and wanted = 'present'`,
    [eventId, ctx.now()],
  );
  if (rowCount > 0) ctx.wake.calendar([eventId]);
  return { said: `I am putting ${talent}’s event back as it is booked.` };
}

/** The calendar is right: the booking takes its time, or ends where the event was deleted or declined. The talent is told. */
export async function takeCalendarChange(ctx: ToolCtx, input: Input): Promise<ToolResult> {
  const { bookingId, kind, startsAt, endsAt } = await decide(ctx, input, "taken");
  if (kind !== "moved" || !startsAt || !endsAt) return cancelBooking(ctx, { bookingId });
  return retimeByTeam(ctx, await lockBooking(ctx, bookingId), { startsAt, endsAt });
}

/** It stays as it is, in the calendar and in the booking. */
export async function leaveEvent(ctx: ToolCtx, input: Input): Promise<ToolResult> {
  const { bookingId, kind } = await decide(ctx, input, "left");
  if (kind !== "declined") return { said: "Left as it is. I will not ask about it again." };
  const { talent } = await lockBooking(ctx, bookingId);
  await ctx.db.query(`update bookings set state = 'confirmed' where id = $1 and state = 'change_requested'`, [
    bookingId,
  ]);
  return { said: `Kept. ${talent} was told nothing, so please talk to them.` };
}

/** The talent who declined is asked which other time suits. */
export async function offerOtherTimes(ctx: ToolCtx, input: Input): Promise<ToolResult> {
  const { bookingId } = await decide(ctx, input, "taken");
  return askForAnotherTime(ctx, await lockBooking(ctx, bookingId));
}

/** Once, by somebody of the thread that was asked; throws `conflict` when it is settled. */
async function decide(ctx: ToolCtx, { questionId }: Input, decision: Decision): Promise<Decided> {
  mustBeTeam(ctx.actor);
  const { rows } = await ctx.db.query<Decided>(
    `update calendar_questions q set state = $3, decided_by = $4, decided_at = $5
       from bookings b join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id
       join roles r on r.id = s.role_id
      where q.id = $1 and b.id = q.booking_id and r.conversation_id = $2 and q.state = 'open' and q.booking_version = b.version
     returning q.calendar_event_id as "eventId", q.booking_id as "bookingId", q.kind, q.starts_at as "startsAt", q.ends_at as "endsAt"`,
    [questionId, ctx.conversation.id, decision, ctx.actor.personId, ctx.now()],
  );
  if (!rows[0]) {
    throw new AppError("conflict", `calendar question ${questionId} is settled or not this thread's`, {
      said: "That is settled already: the calendar or the booking has changed since. Ask “where are we?” for the current state.",
    });
  }
  await audit(ctx, { verb: `calendar_change_${decision}`, subject: "booking", subjectId: rows[0].bookingId });
  return rows[0];
}
