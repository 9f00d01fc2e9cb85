import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { CandidateState } from "./candidate-states.ts";
import { LIVE } from "./list-slots.ts";
import { sayList } from "./say-role.ts";

/** A candidate who was not booked; `seen` at an audition of any round, `toCome` when one is still to come. */
export type Left = {
  id: string;
  talentId: string;
  name: string;
  state: CandidateState;
  seen: boolean;
  toCome: boolean;
};

export const OUT: CandidateState[] = ["passed", "released", "withdrawn"];
/** Who left of her own accord is not written to; who was passed or released after an audition is. */
export const isWritten = ({ state, seen }: Left) => (seen ? state !== "withdrawn" : ASKED.includes(state));
const ASKED: CandidateState[] = ["invited", "callback", "test", "avail_check", "pinned", "hold", "offer"];

/** Everyone on a role who is not booked for it. */
export async function leftOf(ctx: ToolCtx, roleId: string): Promise<Left[]> {
  const { rows } = await ctx.db.query<Left>(
    `select c.id, c.talent_id as "talentId", coalesce(t.display_name, p.name) as name, c.state,
            (c.state = 'auditioned' or coalesce(b.past, false)
             or exists (select from candidate_moves m where m.candidate_id = c.id and m.to_state = 'auditioned')) as seen,
            coalesce(b.to_come, false) as "toCome"
       from candidates c join people p on p.id = c.talent_id left join talent_profiles t on t.person_id = c.talent_id
       left join lateral (
         select bool_or(b.state = 'seen' or (b.state in ('confirmed', 'checked_in', 'late') and upper(b.during) <= $2)) as past,
                bool_or(b.state in ${LIVE} and b.state <> 'held' and upper(b.during) > $2) as to_come
           from bookings b join invitations i on i.id = b.invitation_id where i.candidate_id = c.id) b on true
      where c.role_id = $1 and c.state <> 'booked' order by c.selected_at nulls last, name`,
    [roleId, ctx.now()],
  );
  return rows;
}

/** Throws `conflict` while auditions are to come. */
export function mustHaveNoneToCome(left: Left[]): void {
  const coming = left.filter((one) => one.toCome).map((one) => one.name);
  if (coming.length === 0) return;
  throw new AppError("conflict", "auditions to come", {
    said: `${sayList(coming)} ${coming.length === 1 ? "has an audition" : "have auditions"} to come. Cancel these first; then I close the role.`,
  });
}

export async function bookedIn(ctx: Pick<ToolCtx, "db">, roleId: string): Promise<number> {
  const { rows } = await ctx.db.query<{ booked: number }>(
    `select count(*)::int as booked from candidates where role_id = $1 and state = 'booked'`,
    [roleId],
  );
  return rows[0]?.booked ?? 0;
}
