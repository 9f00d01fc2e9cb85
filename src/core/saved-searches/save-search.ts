import { z } from "zod";
import { audit } from "../audit.ts";
import { currentRole } from "../auditions/current-role.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { clip } from "../messages/wording-facts.ts";
import { mustBeTeam } from "../people/rights.ts";
import type { Criteria } from "../talent/criteria.ts";
import { whereFilters } from "../talent/criteria-sql.ts";
import { understandBrief } from "../talent/understand-brief.ts";

export const SaveSearch = z.object({
  query: z
    .string()
    .max(2_000)
    .optional()
    .describe("Who is looked for, in words; without it the thread's current role."),
});

/** What fits more people than this would be told of all day. */
const WIDEST = 20_000;
const MOST_LIVE = 20;

/**
 * Remembers a search: its thread is told of whoever comes to fit it later, each once. Who fits now is known already.
 * Throws `invalid_input` for a search without filters or one that fits too many, `conflict` when there are too many searches.
 */
export async function saveSearch(ctx: ToolCtx, { query }: z.output<typeof SaveSearch>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { name, criteria } = await meant(ctx, query);
  const { workspaceId, personId } = ctx.actor;
  const { rows: live } = await ctx.db.query<{ n: number }>(
    `select count(*)::int as n from saved_searches where conversation_id = $1 and ended_at is null`,
    [ctx.conversation.id],
  );
  if ((live[0]?.n ?? 0) >= MOST_LIVE) {
    const said = `This thread has ${MOST_LIVE} saved searches. End one first: “saved searches” shows them.`;
    throw new AppError("conflict", "too many saved searches", { said });
  }
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into saved_searches (workspace_id, conversation_id, name, criteria, created_by, created_at, checked_at)
     values ($1, $2, $3, $4, $5, $6, $6) returning id`,
    [workspaceId, ctx.conversation.id, name, JSON.stringify(criteria), personId, ctx.now()],
  );
  const id = (rows[0] as { id: string }).id;
  const { sql, params } = whereFilters(criteria);
  const next = params.length;
  const { rowCount } = await ctx.db.query(
    `insert into saved_search_hits (search_id, talent_id, workspace_id)
     select $${next + 1}, t.person_id, $${next + 2} from talent_profiles t where ${sql} limit ${WIDEST + 1}`,
    [...params, id, workspaceId],
  );
  if (sql === "true" || sql === "not t.is_minor" || rowCount > WIDEST) {
    const said =
      "That fits nearly everybody. Tell me more of who you look for (gender, age, language, city, skill) and I save it.";
    throw new AppError("invalid_input", "a search that is too wide", { said });
  }
  await audit(ctx, { verb: "save_search", subject: "saved_search", subjectId: id });
  return {
    said: `Saved: “${name}”. ${rowCount === 0 ? "Nobody fits yet" : `${rowCount} fit now`}; I write here when somebody new does.`,
    data: { searchId: id, fitNow: rowCount },
  };
}

async function meant(ctx: ToolCtx, query: string | undefined): Promise<{ name: string; criteria: Criteria }> {
  if (!query?.trim()) {
    const { title, breakdown } = await currentRole(ctx);
    return { name: clip(title, 80), criteria: breakdown.criteria };
  }
  const { criteria, understood } = understandBrief(query, { now: ctx.now(), timeZone: ctx.timeZone });
  return { name: clip(understood.join(", ") || query, 80), criteria };
}
