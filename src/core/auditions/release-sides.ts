import type { ToolCtx } from "../conversation/tool.ts";

/** What somebody confirmed, and for which she may read the sides. */
type Confirmed = { roleId: string; talentId: string } & ({ bookingId: string } | { tapeId: string });

/** The link under which a talent reads the role's sides while what she confirmed stands; undefined when the role has none. */
export async function releaseSides(
  ctx: Pick<ToolCtx, "db" | "now" | "actor" | "links" | "publicUrl">,
  confirmed: Confirmed,
): Promise<{ sidesUrl: string; pages: number } | undefined> {
  const { rows: sides } = await ctx.db.query<{ pages: number }>(
    `select pages from sides where role_id = $1 and replaced_at is null`,
    [confirmed.roleId],
  );
  if (!sides[0]) return undefined;
  const of = "bookingId" in confirmed ? "booking_id" : "tape_id";
  const subject = "bookingId" in confirmed ? confirmed.bookingId : confirmed.tapeId;
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into sides_releases as r (workspace_id, role_id, talent_id, ${of}, released_at) values ($1, $2, $3, $4, $5)
     on conflict (${of}) do update set released_at = r.released_at returning id`,
    [ctx.actor.workspaceId, confirmed.roleId, confirmed.talentId, subject, ctx.now()],
  );
  const { id } = rows[0] as { id: string };
  return { sidesUrl: `${ctx.publicUrl}${ctx.links.path({ kind: "sides", id })}`, pages: sides[0].pages };
}
