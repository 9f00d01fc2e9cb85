import type { Ctx } from "../ctx.ts";

/** Ends holds whose time is over; their slots are free from then on. Returns how many. */
export async function expireHolds(ctx: Pick<Ctx, "db" | "now">): Promise<number> {
  const { rowCount } = await ctx.db.query(
    `update bookings set state = 'expired', ended_at = $1 where state = 'held' and hold_expires_at <= $1`,
    [ctx.now()],
  );
  return rowCount;
}
