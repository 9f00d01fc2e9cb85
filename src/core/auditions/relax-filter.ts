import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { mustBeTeam } from "../people/rights.ts";
import { makeCurrent, mustBeOfThread } from "./current-role.ts";
import { SearchTalent, Sought, shortlist } from "./shortlist.ts";
import { updateRole } from "./update-role.ts";

export const RelaxFilter = z.object({
  roleId: z.uuid(),
  /** As a relaxation names it: "the city and the age". */
  filter: z.string().min(1).max(80),
  /** What was searched for, where that was not what the role asks for. */
  search: Sought.optional(),
});

/**
 * Searches again without a filter. What the role asks for is changed by that, as by the same words written; a search for
 * something else is only made again. Throws `not_found` for a role of another thread.
 */
export async function relaxFilter(
  ctx: ToolCtx,
  { roleId, filter, search }: z.output<typeof RelaxFilter>,
): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  await mustBeOfThread(ctx, roleId);
  await makeCurrent(ctx, roleId);
  if (search) return shortlist(ctx, { ...search, without: [...(search.without ?? []), filter] });
  const changed = await updateRole(ctx, { change: `without ${filter}` });
  if (changed.data?.unchanged) return changed;
  const again = await shortlist(ctx, SearchTalent.parse({}));
  return {
    ...again,
    said: [changed.said, again.said].join(" "),
    parts: [...(changed.parts ?? []), ...(again.parts ?? [])],
  };
}
