import { z } from "zod";
import { audit } from "../audit.ts";
import type { Actor, Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { CANDIDATE_STATES, type CandidateState, movesByHand, OPINIONS } from "./candidate-states.ts";
import { waitsForAudition } from "./list-slots.ts";
import { moveCandidates } from "./move-candidate.ts";

export const PutCandidate = z.object({
  candidateId: z.uuid(),
  /** Where the person saw her. */
  from: z.enum(CANDIDATE_STATES),
  to: z.enum(OPINIONS),
});

type Found = { name: string; state: CandidateState; waits: boolean };

const sayState = (state: string) => state.replaceAll("_", " ");

/**
 * Puts a candidate where a person of the team wants her on the board; nobody is told. Throws `not_found`, and `conflict`
 * when she is no longer where the person saw her, may not go there, or has an audition to come.
 */
export async function putCandidate(
  ctx: Pick<Ctx, "db" | "now" | "wake"> & { actor: Actor },
  input: z.input<typeof PutCandidate>,
): Promise<{ said: string }> {
  mustBeTeam(ctx.actor);
  const { candidateId, from, to } = PutCandidate.parse(input);
  const found = await lockCandidate(ctx, candidateId);
  const { name, state } = found;
  const said = `${name}: ${sayState(to)}.`;
  if (state === to) return { said };
  const refusal = refuse(found, { from, to });
  if (refusal)
    throw new AppError("conflict", `candidate ${candidateId} is ${state}, not put to ${to}`, { said: refusal });
  await moveCandidates(ctx, { candidateIds: [candidateId], to, from: [from], why: "moved on the board" });
  await audit(ctx, { verb: to, subject: "candidate", subjectId: candidateId });
  ctx.wake.changed(ctx.actor.workspaceId, "roles");
  return { said };
}

function refuse({ name, state, waits }: Found, { from, to }: Pick<z.output<typeof PutCandidate>, "from" | "to">) {
  if (state !== from) return `${name} is ${sayState(state)} by now. Nothing was changed; please look again.`;
  if (waits) return `${name} has an audition to come. Cancel it first.`;
  if (!movesByHand(from).includes(to)) return `${name} cannot go from ${sayState(from)} to ${sayState(to)} by hand.`;
  return undefined;
}

async function lockCandidate(ctx: Pick<Ctx, "db" | "now">, candidateId: string): Promise<Found> {
  const { rows } = await ctx.db.query<Found>(
    `select coalesce(t.display_name, p.name) as name, c.state,
            ${waitsForAudition("$2")} as waits
       from candidates c join people p on p.id = c.talent_id left join talent_profiles t on t.person_id = c.talent_id
      where c.id = $1 for update of c`,
    [candidateId, ctx.now()],
  );
  if (!rows[0]) throw new AppError("not_found", `candidate ${candidateId} is not there`);
  return rows[0];
}
