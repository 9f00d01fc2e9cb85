import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { DraftChoice } from "../messages/draft.ts";
import { clip } from "../messages/wording-facts.ts";
import { mustBeTeam } from "../people/rights.ts";

export const ShowSearches = z.object({});
export const EndSearch = z.object({ savedSearchId: z.uuid() });

/** The saved searches of this thread, each with a button that ends it. */
export async function showSearches(ctx: ToolCtx): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { rows } = await ctx.db.query<{ id: string; name: string; told: number }>(
    `select s.id, s.name, (select count(*)::int from saved_search_hits h where h.search_id = s.id and h.told_at is not null) as told
       from saved_searches s where s.conversation_id = $1 and s.ended_at is null order by s.created_at`,
    [ctx.conversation.id],
  );
  if (rows.length === 0)
    return { said: "No search is saved in this thread. Say “save this search” after one.", data: { searches: 0 } };
  const choices = rows.map(
    ({ id, name }): DraftChoice => ({
      label: `End “${clip(name, 50)}”`,
      verb: "end_search",
      args: { savedSearchId: id },
    }),
  );
  return {
    said: `I tell this thread of new matches for: ${rows.map(({ name, told }) => `“${name}” (${told} told so far)`).join("; ")}.`,
    data: { searches: rows.length },
    choices,
  };
}

/** Ends a saved search of this thread. Throws `not_found` when it is none, or was ended. */
export async function endSearch(ctx: ToolCtx, { savedSearchId }: z.output<typeof EndSearch>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { rows } = await ctx.db.query<{ name: string }>(
    `update saved_searches set ended_at = $3 where id = $1 and conversation_id = $2 and ended_at is null returning name`,
    [savedSearchId, ctx.conversation.id, ctx.now()],
  );
  if (!rows[0]) {
    throw new AppError("not_found", `saved search ${savedSearchId} is not live here`, {
      said: "That search is not saved here any more.",
    });
  }
  await audit(ctx, { verb: "end_search", subject: "saved_search", subjectId: savedSearchId });
  return { said: `Ended: I no longer write about “${rows[0].name}”.` };
}
