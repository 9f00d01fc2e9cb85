import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { Due, draftTapes } from "./ask-tape.ts";
import { currentRole } from "./current-role.ts";
import { moveCandidates } from "./move-candidate.ts";
import { findNamed, NameCandidates } from "./name-candidates.ts";
import { moveTape, type Tape, tapesOf, tapesOfRole } from "./read-tape.ts";
import { sayCount, sayList } from "./say-role.ts";
import { tapeCard } from "./tape-card.ts";
import { AWAITED } from "./tape-states.ts";

const CARDS = 10;

export const ReviewTape = NameCandidates.extend({
  verdict: z.enum(["keep", "retake", "pass"]).describe("retake drafts a request for another take."),
  ...Due.shape,
});

/** Notes what the team thinks of self-tapes. Nobody is told, but a request for another take is drafted. */
export async function reviewTape(ctx: ToolCtx, input: z.output<typeof ReviewTape>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const named = await findNamed(ctx, input);
  const seen = (
    await tapesOf(
      ctx,
      named.map((one) => one.id),
    )
  ).filter(
    ({ state }) => state === "received" || state === "reviewed" || (state === "retake" && input.verdict === "retake"),
  );
  const [first] = seen;
  if (!first) {
    throw new AppError("not_found", "no tape to review", {
      said: `There is no self-tape of ${sayList(named.map((one) => one.name))} to review yet.`,
    });
  }
  const candidateIds = seen.map((one) => one.candidateId);
  const names = sayList(seen.map((one) => one.talent));
  if (input.verdict === "retake") return draftTapes(ctx, { roleId: first.roleId, candidateIds, input, retake: true });
  for (const tape of seen) {
    await moveTape(ctx, { tapeId: tape.id, to: "reviewed" });
    await audit(ctx, { verb: `${input.verdict}_tape`, subject: "tape", subjectId: tape.id });
  }
  const keeps = input.verdict === "keep";
  await moveCandidates(ctx, {
    candidateIds,
    to: keeps ? "under_consideration" : "passed",
    from: keeps ? ["auditioned"] : ["auditioned", "under_consideration", "callback"],
    why: keeps ? "the team kept the self-tape" : "the team passed on the self-tape",
  });
  return {
    said: keeps
      ? `Kept: ${names}, under consideration now.`
      : `Passed on ${names}. Nobody is told before you close the role.`,
  };
}

export const ShowTapes = z.object({});

/** Where the self-tapes of the role stand, what waits for a review first. */
export async function showTapes(ctx: ToolCtx): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const role = await currentRole(ctx);
  const tapes = await tapesOfRole(ctx, role.id);
  if (tapes.length === 0)
    return {
      said: `No self-tape was asked for yet for ${role.title}. Say, for example, “ask Asha for a self-tape by Friday 6 pm”.`,
    };
  const count = (of: (tape: Tape) => boolean) => tapes.filter(of).length;
  const parts = await Promise.all(tapes.slice(0, CARDS).map((tape) => tapeCard(ctx, tape)));
  return {
    said: `Self-tapes for ${role.title}: ${sayCount(count(({ state }) => state === "received"))} to review, ${sayCount(count(({ state }) => AWAITED.includes(state)))} awaited, ${sayCount(tapes.length)} in all.`,
    parts,
    data: { tapes: tapes.map(({ candidateId, talent, state, dueAt }) => ({ candidateId, talent, state, due: dueAt })) },
  };
}
