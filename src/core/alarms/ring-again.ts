import type { Ctx } from "../ctx.ts";
import type { Fired } from "./alarm-kinds.ts";

/** Sets the alarm that is firing for another time: what watches something is one row, however often it looks. */
export async function ringAgain(
  ctx: Pick<Ctx, "db">,
  { id }: Pick<Fired, "id">,
  { at, data }: { at: Date; data?: Record<string, unknown> },
): Promise<void> {
  await ctx.db.query(
    `update alarms set state = 'waiting', attempts = 0, fire_at = $2, data = coalesce($3, data) where id = $1 and state = 'fired'`,
    [id, at, data ? JSON.stringify(data) : null],
  );
}
