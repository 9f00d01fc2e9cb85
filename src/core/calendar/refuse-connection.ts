import type { Ctx } from "../ctx.ts";

/** Google takes this person's token no more: it is forgotten, and the person has to connect again. */
export async function refuseConnection({ db }: Pick<Ctx, "db">, connectionId: string | null): Promise<void> {
  if (!connectionId) return;
  await db.query(`update calendar_connections set state = 'refused', sealed_token = null where id = $1`, [
    connectionId,
  ]);
}
