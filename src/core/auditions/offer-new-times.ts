import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { CALLED_OFF } from "./call-off-session.ts";
import { moveCandidates } from "./move-candidate.ts";
import { ROUND_SAID, ROUND_STATE, type Round } from "./rounds.ts";
import { sayList } from "./say-role.ts";

export const OfferNewTimes = z.object({
  sessionId: z.uuid().optional().describe("A session that was called off; without it the thread's last one."),
});

/**
 * Makes whoever a session that was called off concerned ready to be invited again; nobody is written to before the team
 * names a new session and approves its invitations. Who was decided about since stays where they are.
 */
export async function offerNewTimes(ctx: ToolCtx, { sessionId }: z.output<typeof OfferNewTimes>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { rows } = await ctx.db.query<{ id: string; round: Round; roleId: string }>(
    `select s.id, s.round, s.role_id as "roleId" from sessions s join roles r on r.id = s.role_id
      where r.conversation_id = $1 and s.state = 'cancelled' and ($2::uuid is null or s.id = $2)
        and exists (select from invitations i where i.session_id = s.id)
      order by (select max(i.answered_at) from invitations i where i.session_id = s.id) desc nulls last limit 1`,
    [ctx.conversation.id, sessionId ?? null],
  );
  const session = rows[0];
  if (!session) {
    throw new AppError("not_found", "no session was called off", {
      said: "No session of this thread was called off, so there is nobody to offer other times to.",
    });
  }
  const people = await releasedWith(ctx, session.id);
  await ctx.db.query(`update conversations set role_id = $2 where id = $1`, [ctx.conversation.id, session.roleId]);
  const to = session.round === "audition" ? "selected" : ROUND_STATE[session.round];
  const candidateIds = people.map((one) => one.id);
  const moved = await moveCandidates(ctx, { candidateIds, to, from: ["released"], why: "other times are offered" });
  const names = people.filter((one) => moved.some(({ id }) => id === one.id)).map((one) => one.name);
  if (names.length === 0) {
    return { said: "Everybody of that session was decided about since. Name whom you want to see, and when." };
  }
  const again =
    session.round === "audition"
      ? "Invite them"
      : `${session.round === "test" ? "Screen test" : "Call back"} ${sayList(names)}`;
  return {
    said: `${sayList(names)} can be invited again. When and where shall the ${ROUND_SAID[session.round]}s be? For example “${again} for Monday between 2 and 6 at the Andheri studio”.`,
    data: { candidates: names.length },
  };
}

/** Whom the end of the session released, and nothing since. */
async function releasedWith(ctx: ToolCtx, sessionId: string) {
  const { rows } = await ctx.db.query<{ id: string; name: string }>(
    `select c.id, p.name from invitations i join candidates c on c.id = i.candidate_id join people p on p.id = c.talent_id
      where i.session_id = $1 and i.state = 'void' and c.state = 'released'
        and (select m.why from candidate_moves m where m.candidate_id = c.id order by m.moved_at desc, m.id desc limit 1) = $2
      order by p.name`,
    [sessionId, CALLED_OFF],
  );
  return rows;
}
