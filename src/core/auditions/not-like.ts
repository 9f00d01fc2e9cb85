import type { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { findNamed, NameCandidates } from "./name-candidates.ts";
import { passCandidates } from "./select-candidates.ts";
import { NOT_LIKE, SearchTalent, shortlist } from "./shortlist.ts";

export const NotLike = NameCandidates;

/**
 * "Not like this": passes on candidates and has whoever is like them stand lower in this role from now on, then shows the
 * shortlist again. Throws `invalid_input` for a child, since children are not profiled.
 */
export async function notLike(ctx: ToolCtx, input: z.output<typeof NameCandidates>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const ids = (await findNamed(ctx, input)).map((one) => one.id);
  const { rows: minors } = await ctx.db.query(
    `select from candidates c join talent_profiles t on t.person_id = c.talent_id where c.id = any($1::uuid[]) and t.is_minor`,
    [ids],
  );
  if (minors.length > 0) {
    throw new AppError("invalid_input", "a minor is no example", {
      said: "I do not compare people with a child: children are not profiled. You can pass on the child instead.",
    });
  }
  const passed = await passCandidates(ctx, input);
  await ctx.db.query(
    `update candidates set tags = array_append(tags, $2) where id = any($1::uuid[]) and state = 'passed' and $2 <> all(tags)`,
    [ids, NOT_LIKE],
  );
  const again = await shortlist(ctx, SearchTalent.parse({}));
  return { ...again, said: `${passed.said} People like them stand lower now. ${again.said}` };
}
