import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { mustBeTeam } from "../people/rights.ts";
import { type Breakdown, CriteriaChange, changeCriteria } from "../talent/criteria.ts";
import { sayBreakdown } from "../talent/say-breakdown.ts";
import { applyCorrection } from "../talent/understand-brief.ts";
import { currentRole, type Role } from "./current-role.ts";
import { projectOf } from "./project-of.ts";
import { roleCard } from "./say-role.ts";
import { draftChange } from "./tell-change.ts";

export const UpdateRole = z.object({
  change: z.string().min(1).max(12_000).describe("The correction in the person's own words, e.g. “no, 30 to 40”."),
  criteria: CriteriaChange.optional().describe("Only what the rules would miss of the correction."),
});

/** Corrects the breakdown of this conversation's role, shows it again, and drafts a word to those whom the change concerns. */
export async function updateRole(ctx: ToolCtx, input: z.output<typeof UpdateRole>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const role = await currentRole(ctx);
  const read = applyCorrection(role.breakdown, input.change, { now: ctx.now(), timeZone: ctx.timeZone });
  const corrected = { ...read, criteria: changeCriteria(read.criteria, input.criteria) };
  const breakdown = { ...corrected, understood: sayBreakdown(corrected) };
  if (isDeepStrictEqual(factsOf(breakdown), factsOf(role.breakdown))) {
    return {
      said: `I found nothing to change in that, so the role stays as it is: ${role.title}. You can write, for example, “no, 30 to 40” or “also Hindi”.`,
      data: { roleId: role.id, unchanged: true },
    };
  }
  const draft = await storeBreakdown(ctx, role, breakdown);
  return {
    said: [`I changed the role: ${breakdown.title}.`, draft?.said].filter(Boolean).join(" "),
    data: { roleId: role.id, breakdown, ...draft?.data },
    parts: [roleCard(breakdown), ...(draft?.parts ?? [])],
  };
}

/** The role is what this breakdown says from now on; whom the change concerns gets a word, as a draft. */
export async function storeBreakdown(ctx: ToolCtx, role: Role, breakdown: Breakdown): Promise<ToolResult | undefined> {
  const { project, house } = breakdown;
  const moved = project !== role.breakdown.project || house !== role.breakdown.house;
  await ctx.db.query(
    `update roles set breakdown = $2, title = $3, headcount = $4, updated_at = $5,
            project_id = case when $6 then $7::uuid else project_id end where id = $1`,
    [
      role.id,
      JSON.stringify(breakdown),
      breakdown.title,
      breakdown.headcount,
      ctx.now(),
      moved,
      moved ? await projectOf(ctx, breakdown) : null,
    ],
  );
  await audit(ctx, { verb: "update_role", subject: "role", subjectId: role.id });
  return draftChange(ctx, { roleId: role.id, before: role.breakdown, after: breakdown });
}

/** What a breakdown asks for, without how it was come by; the words of its meaning count once each. */
function factsOf({ understood: _, assumed: __, ignored: ___, criteria, ...facts }: Breakdown) {
  return { ...facts, criteria: { ...criteria, about: [...new Set(criteria.about.split(" "))].sort() } };
}
