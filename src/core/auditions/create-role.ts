import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { mustBeTeam } from "../people/rights.ts";
import { CriteriaChange, changeCriteria, Deal } from "../talent/criteria.ts";
import { sayBreakdown } from "../talent/say-breakdown.ts";
import { understandBrief, WORKING_TITLE } from "../talent/understand-brief.ts";
import { projectOf } from "./project-of.ts";
import { roleCard } from "./say-role.ts";

const Said = z.array(z.string().trim().min(1).max(200)).max(10).optional();

export const CreateRole = z.object({
  brief: z.string().min(1).max(12_000).describe("The brief in the person's own words, whole."),
  title: z.string().min(1).max(120).optional().describe("A short title, when you read it better than the words say."),
  headcount: z.number().int().min(1).max(500).optional(),
  ...Deal.shape,
  criteria: CriteriaChange.optional().describe(
    "Only what the rules would miss; what you leave out is read from the brief. What is only preferred goes in `preferred`.",
  ),
  assumed: Said.describe("What you filled in without its being said, in short phrases."),
  ignored: Said.describe("What was said and you could not use, in short phrases."),
});

/** Creates a role from a brief and makes it what this conversation is about. The rules read the brief; the model may correct. */
export async function createRole(ctx: ToolCtx, input: z.output<typeof CreateRole>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const read = understandBrief(input.brief, { now: ctx.now(), timeZone: ctx.timeZone });
  const changed = {
    ...read,
    ...(input.title && { title: input.title, assumed: read.assumed.filter((one) => one !== WORKING_TITLE) }),
    ...(input.headcount && { headcount: input.headcount }),
    ...Object.fromEntries(Object.entries(Deal.parse(input)).filter(([, said]) => said !== undefined)),
    criteria: changeCriteria(read.criteria, input.criteria),
    ignored: [...new Set([...read.ignored, ...(input.ignored ?? [])])],
  };
  changed.assumed = [...new Set([...changed.assumed, ...(input.assumed ?? [])])];
  const breakdown = { ...changed, understood: sayBreakdown(changed) };
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into roles (workspace_id, project_id, conversation_id, title, breakdown, brief, headcount, created_by, created_at, updated_at)
     values ($1, $9, $2, $3, $4, $5, $6, $7, $8, $8)
     returning id`,
    [
      ctx.actor.workspaceId,
      ctx.conversation.id,
      breakdown.title,
      JSON.stringify(breakdown),
      input.brief,
      breakdown.headcount,
      ctx.actor.personId,
      ctx.now(),
      await projectOf(ctx, breakdown),
    ],
  );
  const roleId = (rows[0] as { id: string }).id;
  await ctx.db.query(`update conversations set role_id = $2 where id = $1`, [ctx.conversation.id, roleId]);
  await audit(ctx, { verb: "create_role", subject: "role", subjectId: roleId });
  return {
    said: `Here is the role as I understood it: ${breakdown.title}. Tell me if something is off, for example "no, 30 to 40".`,
    data: { roleId, title: breakdown.title, headcount: breakdown.headcount, breakdown },
    parts: [roleCard(breakdown)],
  };
}
