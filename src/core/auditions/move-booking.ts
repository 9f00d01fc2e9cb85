import { setAlarm } from "../alarms/set-alarm.ts";
import { audit } from "../audit.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { DAY_MOVES, type DayState, waitsTooLongFrom } from "./booking-states.ts";
import { moveCandidates } from "./move-candidate.ts";
import type { Booking } from "./my-booking.ts";

/**
 * The one way in which a booking goes through its day. True when it moved; false where it is already, or cannot come
 * from. Who checks in is not forgotten: a wait over 45 minutes, from the slot's time for the early, is told to the team.
 */
export async function moveBooking(ctx: ToolCtx, booking: Booking, to: DayState): Promise<boolean> {
  const now = ctx.now();
  const { rowCount } = await ctx.db
    .query(
      `update bookings set state = $2,
              checked_in_at = case when $2 = 'checked_in' then $3 else checked_in_at end,
              seen_at = case when $2 = 'seen' then $3 else seen_at end,
              ended_at = case when $2 in ('seen', 'no_show') then $3::timestamptz end
        where id = $1 and state = any($4::text[])`,
      [booking.id, to, now, DAY_MOVES[to]],
    )
    .catch((cause: unknown) => {
      if (!(cause as { constraint?: string }).constraint?.startsWith("bookings_")) throw cause;
      throw new AppError("conflict", `booking ${booking.id} cannot come back`, {
        cause,
        said: `${booking.talent} has another audition at that time, so I changed nothing.`,
      });
    });
  if (rowCount === 0) return false;
  if (to === "checked_in") {
    await watchWait(ctx, { ...booking, checkedInAt: now });
  }
  if (to === "seen") {
    await moveCandidates(ctx, {
      candidateIds: [booking.candidateId],
      to: "auditioned",
      from: ["invited"],
      why: "was seen",
    });
  }
  await audit(ctx, { verb: `booking_${to}`, subject: "booking", subjectId: booking.id });
  ctx.wake.changed(ctx.actor.workspaceId, "bookings");
  return true;
}

type Waiting = Pick<Booking, "id" | "version" | "startsAt"> & { checkedInAt: Date };

/** Plans that the team is told of who waits too long; a moved booking has another version, whose wait is another. */
export const watchWait = (ctx: ToolCtx, { id, version, startsAt, checkedInAt }: Waiting) =>
  setAlarm(ctx, {
    kind: "long_wait",
    subjectId: id,
    at: waitsTooLongFrom({ startsAt, checkedInAt }),
    data: { version },
    key: `booking:${id}:v${version}:long-wait`,
  });
