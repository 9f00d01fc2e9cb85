import { z } from "zod";
import { audit } from "../audit.ts";
import type { Actor, Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import type { CandidateState } from "./candidate-states.ts";
import { moveCandidates } from "./move-candidate.ts";
import { CHOSE, CHOSEN_FROM } from "./select-candidates.ts";

export const DecideTalent = z.object({ roleId: z.uuid(), talentId: z.uuid(), to: z.enum(["selected", "passed"]) });

export type Decided = { candidateId: string; state: CandidateState; said: string };

type DecideCtx = Pick<Ctx, "db" | "now" | "wake"> & { actor: Actor };
type Found = { id: string; name: string; state: CandidateState };

const SAID = { selected: "selected", passed: "passed on" };

/**
 * Selects or passes on whoever was found for a role, who becomes a candidate of it by that; nobody is told, and doing it
 * again changes nothing. Throws `not_found`, and `conflict` for a closed role and for who was asked for something already.
 */
export async function decideTalent(ctx: DecideCtx, input: z.input<typeof DecideTalent>): Promise<Decided> {
  mustBeTeam(ctx.actor);
  const { roleId, talentId, to } = DecideTalent.parse(input);
  const { id, name, state } = await candidateOf(ctx, { roleId, talentId });
  const decided = { candidateId: id, state: to, said: `${name}: ${SAID[to]}.` };
  if (state === to) return decided;
  const moved = await moveCandidates(ctx, { candidateIds: [id], to, from: CHOSEN_FROM[to], why: CHOSE });
  if (moved.length === 0) {
    throw new AppError("conflict", `candidate ${id} is ${state}, not ${to} by a choice`, {
      said: `${name} is ${state.replaceAll("_", " ")} for this role already. Nothing was changed.`,
    });
  }
  await audit(ctx, { verb: to, subject: "candidate", subjectId: id });
  ctx.wake.changed(ctx.actor.workspaceId, "roles");
  return decided;
}

async function candidateOf(ctx: DecideCtx, { roleId, talentId }: { roleId: string; talentId: string }): Promise<Found> {
  const { rows: roles } = await ctx.db.query<{ state: string }>(`select state from roles where id = $1`, [roleId]);
  if (!roles[0]) throw new AppError("not_found", `role ${roleId} is not there`, { said: "There is no such role." });
  if (roles[0].state !== "open") {
    throw new AppError("conflict", `role ${roleId} is ${roles[0].state}`, {
      said: `This role is ${roles[0].state}, so nobody is chosen for it any more.`,
    });
  }
  await ctx.db.query(
    `insert into candidates (workspace_id, role_id, talent_id, moved_by, moved_at)
     select $1, $2, t.person_id, $4, $5 from talent_profiles t where t.person_id = $3
     on conflict on constraint candidates_once do nothing`,
    [ctx.actor.workspaceId, roleId, talentId, ctx.actor.personId, ctx.now()],
  );
  const { rows } = await ctx.db.query<Found>(
    `select c.id, t.display_name as name, c.state from candidates c join talent_profiles t on t.person_id = c.talent_id
      where c.role_id = $1 and c.talent_id = $2 for update of c`,
    [roleId, talentId],
  );
  if (!rows[0])
    throw new AppError("not_found", `talent ${talentId} is not there`, { said: "That profile is gone. Search again." });
  return rows[0];
}
