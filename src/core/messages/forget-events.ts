import type { Ctx } from "../ctx.ts";

/** Platforms redeliver for 7 days at most; operators look back a little longer. */
const KEPT_DAYS = 30;
const ROWS = 5_000;

/** Forgets finished events and their words once no platform delivers them again. Returns whether there may be more. */
export async function forgetEvents(ctx: Pick<Ctx, "db" | "now">): Promise<boolean> {
  const { rowCount } = await ctx.db.query(
    `delete from inbox where id in (
       select id from inbox where finished_at < $1::timestamptz - make_interval(days => ${KEPT_DAYS}) limit ${ROWS})`,
    [ctx.now()],
  );
  return rowCount === ROWS;
}
