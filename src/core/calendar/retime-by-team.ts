import { audit } from "../audit.ts";
import { mustBeAllowedToAudition } from "../auditions/guard-minor.ts";
import { hasRoom } from "../auditions/list-slots.ts";
import type { Booking } from "../auditions/my-booking.ts";
import { planBooking } from "../auditions/plan-booking.ts";
import { readSession } from "../auditions/read-session.ts";
import { comeChoice, sayReached, tellBooked } from "../auditions/tell-booked.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";

type Time = { startsAt: Date; endsAt: Date };

/**
 * Moves a booking to a time that the team chose: a free slot of the session, or one made for it. What the talent had
 * confirmed is void: the booking is `sent` until she confirms the new time. Throws `conflict` where the room, the reader or
 * the talent is taken then or a minor may not come then, and `invalid_input` for a time that has passed.
 */
export async function retimeByTeam(ctx: ToolCtx, booking: Booking, time: Time): Promise<ToolResult> {
  if (time.startsAt <= ctx.now() || time.endsAt <= time.startsAt) {
    throw new AppError("invalid_input", "the time in the calendar has passed or is none", {
      said: "That time has passed, so I cannot take it. Put the event back, or cancel the audition.",
    });
  }
  const { timeZone, place, role, round, roleId } = await readSession(ctx, booking.sessionId);
  const moved = await move(ctx, { ...booking, roleId }, time);
  await planBooking(ctx, moved);
  await audit(ctx, {
    verb: "retime_booking",
    subject: "booking",
    subjectId: booking.id,
    details: { version: moved.version },
  });
  const [when, was] = [moved.startsAt, booking.startsAt].map((at) => sayTime(at, timeZone)) as [string, string];
  const told = await tellBooked(ctx, moved, {
    about: new Date(Math.min(moved.startsAt.getTime(), booking.startsAt.getTime())),
    key: `booking:${booking.id}:v${moved.version}:moved`,
    say: ({ language, child }) => {
      const at = (time: Date) => sayTime(time, timeZone, language);
      const [when, was] = [at(moved.startsAt), at(booking.startsAt)];
      return words(language).movedByCasting({ round, when, was, place, role, child });
    },
    choices: (text) => [comeChoice(text, moved)],
  });
  return {
    said: `${booking.talent} is moved to ${when} (was ${was}). ${sayReached(told, { talent: booking.talent, timeZone })}`,
  };
}

/** Asks the talent, who said no in the calendar, which other time suits. */
export async function askForAnotherTime(ctx: ToolCtx, booking: Booking): Promise<ToolResult> {
  const { timeZone, role, round } = await readSession(ctx, booking.sessionId);
  const told = await tellBooked(ctx, booking, {
    about: booking.startsAt,
    key: `booking:${booking.id}:v${booking.version}:declined`,
    say: ({ language, child }) =>
      words(language).declinedInCalendar({ round, when: sayTime(booking.startsAt, timeZone, language), role, child }),
  });
  return { said: sayReached(told, { talent: booking.talent, timeZone }) };
}

async function move(ctx: ToolCtx, booking: Booking & { roleId: string }, time: Time): Promise<Booking> {
  try {
    return await ctx.db.transaction(async (tx) => {
      const within = { ...ctx, db: { ...ctx.db, query: tx.query } };
      const slotId = (await freeSlotAt(within, booking, time)) ?? (await makeSlot(within, booking, time));
      const { id: bookingId, talentId, roleId } = booking;
      await mustBeAllowedToAudition(within, { talentId, roleId, slotId, bookingId });
      const { rows } = await tx.query<{ version: number }>(
        `update bookings b set slot_id = s.id, during = s.during, version = b.version + 1, state = 'sent', confirmed_at = null
           from slots s where b.id = $1 and s.id = $2 and b.state in ('confirmed', 'assigned', 'sent', 'change_requested', 'late')
         returning b.version`,
        [booking.id, slotId],
      );
      const version = rows[0]?.version;
      if (!version) throw taken(booking, "it has begun or is over");
      return { ...booking, ...time, slotId, version, state: "sent" };
    });
  } catch (cause) {
    const constraint = (cause as { constraint?: string }).constraint ?? "";
    const why = TAKEN[constraint];
    throw why ? taken(booking, why, cause) : cause;
  }
}

const TAKEN: Record<string, string> = {
  slots_room_once: "the room is taken then",
  slots_reader_once: "the reader is taken then",
  bookings_talent_once: "they have another audition then",
};

const taken = (booking: Booking, why: string, cause?: unknown) =>
  new AppError("conflict", `booking ${booking.id} cannot take the calendar's time: ${why}`, {
    cause,
    said: `I cannot move ${booking.talent} there: ${why}. Put the event back, or cancel the audition.`,
  });

async function freeSlotAt(ctx: ToolCtx, booking: Booking, time: Time): Promise<string | undefined> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select s.id from slots s where s.session_id = $1 and s.starts_at = $2 and s.ends_at = $3 and ${hasRoom("$4")} limit 1 for update`,
    [booking.sessionId, time.startsAt, time.endsAt, ctx.now()],
  );
  return rows[0]?.id;
}

/** In the room and with the reader of the slot that is left, which goes where it would overlap and nobody else has it. */
async function makeSlot(ctx: ToolCtx, booking: Booking, time: Time): Promise<string> {
  await ctx.db.query(
    `update slots s set state = 'cancelled' where s.id = $1 and s.during && tstzrange($2, $3)
        and not exists (select from bookings b where b.slot_id = s.id and b.id <> $4 and b.state not in ('expired', 'cancelled_by_casting', 'cancelled_by_talent', 'unavailable'))`,
    [booking.slotId, time.startsAt, time.endsAt, booking.id],
  );
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into slots (workspace_id, session_id, room_id, reader_id, starts_at, ends_at)
     select workspace_id, session_id, room_id, reader_id, $2, $3 from slots where id = $1 returning id`,
    [booking.slotId, time.startsAt, time.endsAt],
  );
  await ctx.db.query(
    `update sessions set starts_at = least(starts_at, $2), ends_at = greatest(ends_at, $3) where id = $1`,
    [booking.sessionId, time.startsAt, time.endsAt],
  );
  return (rows[0] as { id: string }).id;
}
