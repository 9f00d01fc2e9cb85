import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { waitsForAudition } from "./list-slots.ts";
import { moveCandidates } from "./move-candidate.ts";
import { findNamed, NameCandidates, sayUnknown } from "./name-candidates.ts";
import { sayList } from "./say-role.ts";

export const MarkCandidates = NameCandidates.extend({ to: z.enum(["backup", "under_consideration"]) });

const SAID = { backup: "backup", under_consideration: "under consideration" };

/** Notes where the team sees candidates; nobody is told. Throws `conflict` for who cannot be there now. */
export async function markCandidates(ctx: ToolCtx, input: z.output<typeof MarkCandidates>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { to } = input;
  const named = await findNamed(ctx, input);
  // Who waits for an audition, or whose dates are asked for, is not put aside by a word.
  const free = [
    "submitted",
    "viewed",
    "selected",
    "under_consideration",
    "auditioned",
    "callback",
    "test",
    "backup",
  ] as const;
  const { rows: waiting } = await ctx.db.query<{ id: string }>(
    `select c.id from candidates c where c.id = any($1::uuid[]) and ${waitsForAudition("$2")}`,
    [named.map((one) => one.id), ctx.now()],
  );
  const moved = await moveCandidates(ctx, {
    candidateIds: named.map((one) => one.id).filter((id) => !waiting.some((one) => one.id === id)),
    to,
    from: [...free, "passed", "released", "withdrawn"],
    why: "the team marked",
  });
  for (const { id } of moved) await audit(ctx, { verb: to, subject: "candidate", subjectId: id });
  const stuck = named.filter((one) => one.state !== to && !moved.some(({ id }) => id === one.id));
  if (stuck.length > 0) {
    throw new AppError("conflict", `candidates ${stuck.map((one) => one.id).join()} cannot be ${to}`, {
      said: `${stuck.map((one) => `${one.name} is ${one.state.replaceAll("_", " ")}`).join("; ")}: I changed nothing.`,
    });
  }
  return { said: `${sayList(named.map((one) => one.name))}: ${SAID[to]}.${sayUnknown(input, named)}` };
}
