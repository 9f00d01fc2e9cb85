import { z } from "zod";
import { audit } from "../audit.ts";
import type { Actor, Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import type { CandidateState } from "./candidate-states.ts";
import type { Decided } from "./decide-talent.ts";
import { moveCandidates } from "./move-candidate.ts";
import { CHOSE } from "./select-candidates.ts";

export const TakeBackChoice = z.object({ candidateId: z.uuid() });

type Found = { name: string; state: CandidateState; before: CandidateState | null; why: string | null };

/**
 * Puts a candidate back to where she was before she was selected or passed on, as long as nothing came after it. Throws
 * `not_found`, and `conflict` when something did.
 */
export async function takeBackChoice(
  ctx: Pick<Ctx, "db" | "now" | "wake"> & { actor: Actor },
  input: z.input<typeof TakeBackChoice>,
): Promise<Decided> {
  mustBeTeam(ctx.actor);
  const { candidateId } = TakeBackChoice.parse(input);
  const { rows } = await ctx.db.query<Found>(
    `select coalesce(t.display_name, p.name) as name, c.state, m.from_state as before, m.why
       from candidates c join people p on p.id = c.talent_id left join talent_profiles t on t.person_id = c.talent_id
       left join lateral (select from_state, why from candidate_moves where candidate_id = c.id order by id desc limit 1) m on true
      where c.id = $1 for update of c`,
    [candidateId],
  );
  const found = rows[0];
  if (!found) throw new AppError("not_found", `candidate ${candidateId} is not there`);
  const { name, state, before, why } = found;
  const moved =
    before && why === CHOSE
      ? await moveCandidates(ctx, { candidateIds: [candidateId], to: before, from: [state], why: "taken back" })
      : [];
  if (!before || moved.length === 0) {
    throw new AppError("conflict", `candidate ${candidateId} was moved since`, {
      said: `${name} is ${state.replaceAll("_", " ")} by now, which is no choice that can be taken back.`,
    });
  }
  await audit(ctx, { verb: "take_back_choice", subject: "candidate", subjectId: candidateId });
  ctx.wake.changed(ctx.actor.workspaceId, "roles");
  return { candidateId, state: before, said: `${name}: taken back.` };
}
