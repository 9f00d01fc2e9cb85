import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { words } from "../messages/wording.ts";
import { firstName } from "./open-conversation.ts";

export type Whose = { personId: string; child: string | undefined };

/** Who is meant by a talent or a guardian: herself, or the one child she answers for. Throws `conflict` when it could be several. */
export async function whoseDates(ctx: ToolCtx, childName?: string): Promise<Whose> {
  const { rows } = await ctx.db.query<{ id: string; name: string; own: boolean }>(
    `select p.id, p.name, p.id = $1 as own from people p
      where p.guardian_id = $1 or (p.id = $1 and exists (select from memberships m where m.person_id = p.id and m.role = 'talent'))
      order by own desc, p.name`,
    [ctx.actor.personId],
  );
  const wanted = childName?.trim().toLowerCase();
  const named = wanted ? rows.filter((row) => row.name.toLowerCase().split(/\s+/).includes(wanted)) : rows;
  const [one, ...more] = named.length > 0 ? named : rows;
  if (!one) return { personId: ctx.actor.personId, child: undefined };
  if (more.length > 0) {
    throw new AppError("conflict", `person ${ctx.actor.personId} answers for several`, {
      said: words(ctx.conversation.language).whoseDates({ options: [one, ...more].map((row) => firstName(row.name)) }),
    });
  }
  return { personId: one.id, child: one.own ? undefined : firstName(one.name) };
}
