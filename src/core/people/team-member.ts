import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";

export type Member = { id: string; name: string };

/**
 * Whom of the casting team somebody means: "me", "the director", a name, or a mention. Undefined for a name that we do not
 * know; throws `conflict` where it may be several.
 */
export async function teamMember(ctx: Pick<ToolCtx, "db" | "actor">, said: string): Promise<Member | undefined> {
  const wanted = said
    .replace(/^@/, "")
    .replace(/['’]s?$/u, "")
    .trim();
  const own = /^(?:i|me|my|mine|myself)$/iu.test(wanted);
  const director = /^(?:the |our )?(?:casting )?director$/iu.test(wanted);
  const { rows } = await ctx.db.query<Member & { whole: boolean }>(
    `select p.id, p.name, lower(p.name) = lower($3) as whole from people p join memberships m on m.person_id = p.id
      where m.role in ('director', 'associate') and case
        when $1 then p.id = $2
        when $4 then m.role = 'director'
        else lower(p.name) = lower($3) or split_part(lower(p.name), ' ', 1) = lower($3)
          or exists (select from contact_points cp where cp.person_id = p.id and cp.channel = 'slack' and cp.address = $3) end
      order by (p.id = $2) desc, m.created_at`,
    [own, ctx.actor.personId, wanted, director],
  );
  const whole = rows.filter((row) => row.whole);
  const found = whole.length > 0 ? whole : rows;
  // Of several directors, the one who speaks means herself.
  if (found.length > 1 && found[0]?.id !== ctx.actor.personId) {
    throw new AppError("conflict", `${found.length} people of the team are called so`, {
      said: `Whom do you mean: ${found.map((one) => one.name).join(" or ")}?`,
    });
  }
  return found[0] && { id: found[0].id, name: found[0].name };
}

export async function isDirector(ctx: Pick<ToolCtx, "db" | "actor">): Promise<boolean> {
  const { rows } = await ctx.db.query(`select from memberships where person_id = $1 and role = 'director'`, [
    ctx.actor.personId,
  ]);
  return rows.length > 0;
}
