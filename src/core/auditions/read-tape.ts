import type { ToolCtx } from "../conversation/tool.ts";
import { answersFor } from "../people/rights.ts";
import { houseOf, titleApart } from "./project-of.ts";
import { type TapeState, tapeStatesBefore } from "./tape-states.ts";

export type Tape = {
  id: string;
  state: TapeState;
  candidateId: string;
  talentId: string;
  talent: string;
  roleId: string;
  role: string;
  /** Empty when not known. */
  house: string;
  /** The role's thread. */
  conversationId: string;
  dueAt: Date;
  /** The role is open and the candidate is in it. */
  wanted: boolean;
};

const TAPE = `select t.id, t.state, t.candidate_id as "candidateId", t.talent_id as "talentId", coalesce(f.display_name, p.name) as talent,
       r.id as "roleId", ${titleApart("r")} as role, coalesce(${houseOf("r", "j")}, '') as house, r.conversation_id as "conversationId", t.due_at as "dueAt",
       (r.state = 'open' and c.state not in ('passed', 'released', 'withdrawn')) as wanted
  from tapes t join candidates c on c.id = t.candidate_id join roles r on r.id = c.role_id left join projects j on j.id = r.project_id
  join people p on p.id = t.talent_id left join talent_profiles f on f.person_id = t.talent_id`;

export async function lockTape(ctx: Pick<ToolCtx, "db">, tapeId: string): Promise<Tape | undefined> {
  const { rows } = await ctx.db.query<Tape>(`${TAPE} where t.id = $1 for update of t`, [tapeId]);
  return rows[0];
}

/** The tapes of these candidates. */
export async function tapesOf(ctx: Pick<ToolCtx, "db">, candidateIds: string[]): Promise<Tape[]> {
  const { rows } = await ctx.db.query<Tape>(`${TAPE} where t.candidate_id = any($1::uuid[]) order by talent`, [
    candidateIds,
  ]);
  return rows;
}

export async function tapesOfRole(ctx: Pick<ToolCtx, "db">, roleId: string): Promise<Tape[]> {
  const { rows } = await ctx.db.query<Tape>(
    `${TAPE} where c.role_id = $1 order by array_position(array['received', 'retake', 'accepted', 'requested', 'expired', 'reviewed', 'declined'], t.state), talent`,
    [roleId],
  );
  return rows;
}

/** What a talent, or a guardian, may still send or answer, the one that is awaited and due first before the others. */
export async function myTapes(ctx: Pick<ToolCtx, "db" | "actor">): Promise<Tape[]> {
  const { rows } = await ctx.db.query<Tape>(
    `${TAPE} where t.talent_id in ${answersFor("$1")} and r.state = 'open'
        and (c.state not in ('passed', 'released', 'withdrawn') or (c.state = 'withdrawn' and t.state in ('declined', 'expired')))
      order by t.state not in ('requested', 'accepted', 'retake'), t.due_at`,
    [ctx.actor.personId],
  );
  return rows;
}

/** The one way in which a self-tape's state changes; false where the table does not let it. */
export async function moveTape(
  ctx: Pick<ToolCtx, "db" | "now">,
  { tapeId, to }: { tapeId: string; to: Exclude<TapeState, "requested"> },
): Promise<boolean> {
  const { rowCount } = await ctx.db.query(
    `update tapes set state = $2, moved_at = $3 where id = $1 and state = any($4::text[])`,
    [tapeId, to, ctx.now(), tapeStatesBefore(to)],
  );
  return rowCount > 0;
}
