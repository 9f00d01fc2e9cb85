import { AppError } from "../errors.ts";
import type { Queryable } from "../ports.ts";
import type { CandidateState } from "./candidate-states.ts";
import type { Vote } from "./vote-candidates.ts";

/** What the team has done and written about a candidate. Only the team ever reads it. */
export type CandidateFile = {
  candidateId: string;
  name: string;
  role: string;
  state: CandidateState;
  tags: string[];
  /** In the order in which they were cast. */
  votes: { personId: string; name: string; vote: Vote }[];
  /** The latest first. */
  notes: { by: string; text: string; at: Date }[];
  /** The latest last. */
  moves: { state: CandidateState; by: string | null; at: Date; why: string }[];
};

type Last = { notes: number; moves: number };

/** Throws `not_found`, also for another workspace's. */
export async function readCandidate(db: Queryable, candidateId: string, last: Last): Promise<CandidateFile> {
  const { rows: found } = await db.query<Pick<CandidateFile, "candidateId" | "name" | "role" | "state" | "tags">>(
    `select c.id as "candidateId", coalesce(t.display_name, p.name) as name, r.title as role, c.state, c.tags
       from candidates c join roles r on r.id = c.role_id join people p on p.id = c.talent_id
       left join talent_profiles t on t.person_id = c.talent_id where c.id = $1`,
    [candidateId],
  );
  if (!found[0]) throw new AppError("not_found", `candidate ${candidateId} is not there`);
  const { rows: moves } = await db.query<CandidateFile["moves"][number]>(
    `select m.to_state as state, p.name as by, m.moved_at as at, m.why
       from candidate_moves m left join people p on p.id = m.moved_by where m.candidate_id = $1 order by m.id desc limit $2`,
    [candidateId, last.moves],
  );
  const { rows: votes } = await db.query<CandidateFile["votes"][number]>(
    `select v.person_id as "personId", p.name, v.vote from candidate_votes v join people p on p.id = v.person_id
      where v.candidate_id = $1 order by v.voted_at, p.name`,
    [candidateId],
  );
  const { rows: notes } = await db.query<CandidateFile["notes"][number]>(
    `select p.name as by, n.text, n.created_at as at from candidate_notes n join people p on p.id = n.written_by
      where n.candidate_id = $1 order by n.created_at desc, n.id limit $2`,
    [candidateId, last.notes],
  );
  return { ...found[0], votes, notes, moves: moves.toReversed() };
}
