import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { WORKING_TITLE } from "../talent/understand-brief.ts";
import { houseOf } from "./project-of.ts";
import type { Round } from "./rounds.ts";

export type Session = {
  id: string;
  roleId: string;
  /** As talent is told it: empty while it has a working title only. */
  role: string;
  project: string | null;
  house: string | null;
  place: string;
  startsAt: Date;
  endsAt: Date;
  slotMinutes: number;
  round: Round;
  /** Who gets which time: talent choose, in order, or the team names it. */
  fill: "choice" | "order" | "hand";
  timeZone: string;
  /** The team's thread. */
  conversationId: string;
  createdBy: string;
};

/** SQL for what talent is told of a role: a working title such as "Man" is for the team alone. */
export const toldRole = (row: string, title = `${row}.title`) =>
  `case when ${row}.breakdown -> 'assumed' ? '${WORKING_TITLE}' then '' else ${title} end`;

/** Whether there is a session of this id to which people may still come. */
export async function sessionIsOpen(ctx: Pick<ToolCtx, "db" | "now">, sessionId: string): Promise<boolean> {
  const { rowCount } = await ctx.db.query(`select from sessions where id = $1 and state = 'open' and ends_at > $2`, [
    sessionId,
    ctx.now(),
  ]);
  return rowCount > 0;
}

/** A session with what its messages say; throws `not_found`, also for one of another thread where one is named. */
export async function readSession(
  ctx: Pick<ToolCtx, "db">,
  sessionId: string,
  { ofThread }: { ofThread?: string } = {},
): Promise<Session> {
  const { rows } = await ctx.db.query<Session>(
    `select s.id, s.role_id as "roleId", ${toldRole("r")} as role, p.title as project, ${houseOf("r", "p")} as house, s.place,
            s.starts_at as "startsAt", s.ends_at as "endsAt", s.slot_minutes as "slotMinutes", s.round, s.fill, s.time_zone as "timeZone",
            r.conversation_id as "conversationId", s.created_by as "createdBy"
       from sessions s join roles r on r.id = s.role_id left join projects p on p.id = r.project_id
      where s.id = $1 and s.state = 'open' and ($2::uuid is null or r.conversation_id = $2)`,
    [sessionId, ofThread ?? null],
  );
  if (!rows[0]) {
    throw new AppError("not_found", `session ${sessionId} is not open`, {
      said: "That session does not exist any more.",
    });
  }
  return rows[0];
}
