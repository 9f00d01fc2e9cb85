import { AppError } from "../errors.ts";
import type { Queryable } from "../ports.ts";
import { BOARD_ORDER, type CandidateState, movesByHand } from "./candidate-states.ts";
import type { Hold } from "./read-hold.ts";
import type { Round } from "./rounds.ts";
import type { Tally } from "./vote-candidates.ts";

/** More than a board can show. */
const MOST = 1_000;

export type BoardPerson = {
  candidateId: string;
  talentId: string;
  name: string;
  portraitUrl: string | null;
  state: CandidateState;
  rank: number | null;
  tags: string[];
  votes: Tally;
  notes: number;
  /** Her latest audition: which round, and when it is or was; no time while she has chosen none. */
  audition: { round: Round; state: string; startsAt: string | null } | null;
  /** What stands of her dates for this role. */
  hold: Pick<Hold, "kind" | "state" | "place" | "from" | "to" | "answer"> | null;
  movedAt: Date;
  movedBy: string | null;
  why: string | null;
  /** Where the team may put her by hand. */
  moves: CandidateState[];
};

export type Board = {
  roleId: string;
  role: string;
  headcount: number;
  state: string;
  /** The most advanced first; only states that somebody is in. */
  groups: { state: CandidateState; people: BoardPerson[] }[];
};

/** A role's candidates by state. Who was only ever searched for, and is in no present shortlist, is not on it. Throws `not_found`. */
export async function readBoard(db: Queryable, roleId: string): Promise<Board> {
  const { rows: roles } = await db.query<Omit<Board, "groups">>(
    `select id as "roleId", title as role, headcount, state from roles where id = $1`,
    [roleId],
  );
  if (!roles[0]) throw new AppError("not_found", `role ${roleId} is not there`);
  const { rows } = await db.query<Omit<BoardPerson, "moves">>(
    `select c.id as "candidateId", c.talent_id as "talentId", coalesce(t.display_name, p.name) as name, t.portrait_url as "portraitUrl",
            c.state, c.rank, c.tags, c.moved_at as "movedAt", mover.name as "movedBy",
            (select why from candidate_moves m where m.candidate_id = c.id order by m.id desc limit 1) as why,
            (select jsonb_build_object('kind', h.kind, 'state', h.state, 'place', h.place, 'from', lower(h.during)::text,
                                       'to', (upper(h.during) - 1)::text, 'answer', h.answer)
               from holds h where h.candidate_id = c.id and h.state in ('live', 'booked')) as hold,
            (select jsonb_build_object('round', e.round, 'state', coalesce(b.state, i.state), 'startsAt', lower(b.during))
               from invitations i join sessions e on e.id = i.session_id
               left join lateral (select * from bookings b where b.invitation_id = i.id order by b.created_at desc limit 1) b on true
              where i.candidate_id = c.id and i.state <> 'void' order by i.created_at desc limit 1) as audition,
            (select count(*)::int from candidate_notes n where n.candidate_id = c.id) as notes,
            (select jsonb_build_object('yes', count(*) filter (where vote = 'yes'), 'maybe', count(*) filter (where vote = 'maybe'),
                                       'no', count(*) filter (where vote = 'no')) from candidate_votes v where v.candidate_id = c.id) as votes
       from candidates c join people p on p.id = c.talent_id left join talent_profiles t on t.person_id = c.talent_id
       left join people mover on mover.id = c.moved_by
      where c.role_id = $1 and (c.state not in ('submitted', 'viewed') or c.rank is not null)
      order by c.selected_at nulls last, c.rank nulls last, name, c.id limit ${MOST}`,
    [roleId],
  );
  const people = rows.map((row) => ({ ...row, moves: movesByHand(row.state) }));
  const groups = BOARD_ORDER.map((state) => ({ state, people: people.filter((one) => one.state === state) }));
  return { ...roles[0], groups: groups.filter((group) => group.people.length > 0) };
}
