import type { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import type { CandidateState } from "./candidate-states.ts";
import { moveCandidates } from "./move-candidate.ts";
import { findNamed, type NameCandidates, sayUnknown } from "./name-candidates.ts";
import { sayList } from "./say-role.ts";

/** Where the team's choice finds a candidate: who was asked for something since is not moved by it. */
export const CHOSEN_FROM = {
  selected: ["submitted", "viewed", "passed", "backup", "withdrawn", "released"],
  passed: ["submitted", "viewed", "selected", "under_consideration", "backup"],
} as const satisfies Record<string, readonly CandidateState[]>;

/** Why, in the history, a candidate was selected or passed on. */
export const CHOSE = "the team chose";

/** Marks candidates as selected; selecting again is not an error. Someone already invited stays invited. */
export async function selectCandidates(ctx: ToolCtx, input: z.output<typeof NameCandidates>): Promise<ToolResult> {
  const { named, roleId, unknown } = await move(ctx, input, "selected");
  const { rows } = await ctx.db.query<{ count: number }>(
    `select count(*)::int as count from candidates where role_id = $1 and selected_at is not null and state not in ('passed', 'withdrawn', 'released')`,
    [roleId],
  );
  const count = rows[0]?.count ?? 0;
  return {
    said: `Selected ${sayList(named.map((one) => one.name))}.${unknown} ${count === 1 ? "One is" : `${count} are`} selected. Tell me when and where to see them, for example: invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each.`,
    data: { selected: named.map((one) => ({ candidateId: one.id, name: one.name })), count },
  };
}

/** Passes on candidates; they do not come up again for this role. */
export async function passCandidates(ctx: ToolCtx, input: z.output<typeof NameCandidates>): Promise<ToolResult> {
  const { named, unknown } = await move(ctx, input, "passed");
  return {
    said: `Passed on ${sayList(named.map((one) => one.name))}.${unknown}`,
    data: { passed: named.map((one) => ({ candidateId: one.id, name: one.name })) },
  };
}

async function move(ctx: ToolCtx, input: z.output<typeof NameCandidates>, to: "selected" | "passed") {
  mustBeTeam(ctx.actor);
  const named = await findNamed(ctx, input);
  const rows = await moveCandidates(ctx, {
    candidateIds: named.map((one) => one.id),
    to,
    from: CHOSEN_FROM[to],
    why: CHOSE,
  });
  for (const row of rows) await audit(ctx, { verb: to, subject: "candidate", subjectId: row.id });
  const stuck = named.filter((one) => one.state !== to && !rows.some((row) => row.id === one.id));
  if (to === "passed" && stuck.length > 0) {
    throw new AppError("conflict", `candidates ${stuck.map((one) => one.id).join()} cannot be passed`, {
      said: `${sayList(stuck.map((one) => one.name))} ${stuck.length === 1 ? "has" : "have"} been invited already. Cancel the audition first if you want to pass.`,
    });
  }
  return { named, unknown: sayUnknown(input, named), roleId: named[0]?.roleId };
}
