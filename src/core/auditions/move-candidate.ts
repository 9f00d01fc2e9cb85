import type { Actor, Ctx } from "../ctx.ts";
import { type CandidateState, statesBefore } from "./candidate-states.ts";

type Moving = {
  candidateIds: readonly string[];
  to: CandidateState;
  /** Only from these; without it, from wherever the table lets a candidate go there. */
  from?: readonly CandidateState[];
  /** In a few words, for the history; no person's own. */
  why: string;
};

export type Moved = { id: string; roleId: string; from: CandidateState };

/**
 * The one way in which a candidate's state changes: those of the named that may go there do, each with a line of history
 * of who moved it, when and why. Returns who moved; who is there already, or may not go there, stays where she is.
 */
export async function moveCandidates(
  ctx: Pick<Ctx, "db" | "now"> & { actor: Actor },
  { candidateIds, to, from, why }: Moving,
): Promise<Moved[]> {
  const before = statesBefore(to).filter((state) => !from || from.includes(state));
  const { rows } = await ctx.db.query<Moved>(
    `with leaving as materialized (
       select id, state from candidates where id = any($1::uuid[]) and state = any($2::text[]) order by id for update),
     moved as (
       update candidates c set state = $3, moved_by = $4, moved_at = $5,
              selected_at = case when $3 = 'selected' then coalesce(c.selected_at, $5) when $3 in ('passed', 'submitted', 'viewed') then null else c.selected_at end
         from leaving where c.id = leaving.id
       returning c.id, c.workspace_id, c.role_id, leaving.state as "from"),
     noted as (
       insert into candidate_moves (workspace_id, candidate_id, from_state, to_state, moved_by, moved_at, why)
       select workspace_id, id, "from", $3, $4, $5, $6 from moved)
     select id, role_id as "roleId", "from" from moved`,
    [[...candidateIds], before, to, ctx.actor.personId, ctx.now(), why],
  );
  return rows;
}
