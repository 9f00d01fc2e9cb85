import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { currentRole } from "./current-role.ts";

/** The session to come that was set last for the thread's role. Throws `not_found`, saying `otherwise`. */
export async function latestSession(ctx: ToolCtx, otherwise: string): Promise<string> {
  const role = await currentRole(ctx);
  const { rows } = await ctx.db.query<{ id: string }>(
    `select id from sessions where role_id = $1 and state = 'open' and ends_at > $2 order by created_at desc limit 1`,
    [role.id, ctx.now()],
  );
  if (rows[0]) return rows[0].id;
  throw new AppError("not_found", `role ${role.id} has no session to come`, { said: otherwise });
}
