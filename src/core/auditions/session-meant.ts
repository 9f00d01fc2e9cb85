import { DateTime } from "luxon";
import { z } from "zod";
import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { ActionVerb } from "../messages/draft.ts";
import { isoDay, sayRange } from "../messages/say-time.ts";
import { sayShort } from "./invitation-draft.ts";
import { readSession, type Session } from "./read-session.ts";
import { sayList } from "./say-role.ts";

/** How a session is named in a verb's arguments. */
export const WhichSession = {
  sessionId: z.uuid().optional(),
  day: z.iso.date().optional().describe("The day it is on now. Without it the role's only session to come."),
  weekday: z
    .number()
    .int()
    .min(1)
    .max(7)
    .optional()
    .describe("Instead of day where only a weekday was named, 1 for Monday."),
};
type Meant = { sessionId?: string | undefined; day?: string | undefined; weekday?: number | undefined };
type Asking = { verb: ActionVerb; args: Record<string, unknown> };
type Found = { id: string; role: string; place: string; startsAt: Date; endsAt: Date; timeZone: string; here: boolean };

/**
 * The session that the team means which has not begun: the one that is named, or the only one of that day, of the role
 * that is spoken of before others of the thread. Of several, throws `conflict` with a button for each; throws `not_found`
 * without any.
 */
export async function sessionMeant(ctx: ToolCtx, { sessionId, ...when }: Meant, asking: Asking): Promise<Session> {
  if (sessionId) return mustNotHaveBegun(ctx, await readSession(ctx, sessionId, { ofThread: ctx.conversation.id }));
  const { rows } = await ctx.db.query<Found>(
    `select s.id, r.title as role, s.place, s.starts_at as "startsAt", s.ends_at as "endsAt", s.time_zone as "timeZone",
            r.id = c.role_id as here
       from sessions s join roles r on r.id = s.role_id join conversations c on c.id = r.conversation_id
      where c.id = $1 and s.state = 'open' and s.ends_at > $2 order by s.starts_at limit 50`,
    [ctx.conversation.id, ctx.now()],
  );
  const onDay = heldOn(rows, when);
  const ofRole = onDay.filter((one) => one.here);
  const meant = ofRole.length > 0 ? ofRole : onDay;
  if (meant[0] && meant.length === 1) return mustNotHaveBegun(ctx, await readSession(ctx, meant[0].id));
  throw meant.length === 0 ? nothing(rows) : several(meant, asking);
}

/** Of a weekday, the next on which there is one. */
function heldOn(rows: Found[], { day, weekday }: Pick<Meant, "day" | "weekday">): Found[] {
  const dayOf = (one: Found) => isoDay(one.startsAt, one.timeZone);
  const next =
    weekday && rows.find((one) => DateTime.fromJSDate(one.startsAt, { zone: one.timeZone }).weekday === weekday);
  if (weekday && !next) return [];
  const on = day ?? (next && dayOf(next));
  return rows.filter((one) => !on || dayOf(one) === on);
}

const sayIt = ({ startsAt, endsAt, timeZone, place, role }: Found) =>
  `${sayRange(startsAt, endsAt, timeZone)}, ${place} (“${role}”)`;

function nothing(rows: Found[]): AppError {
  const others = rows.length > 0 ? ` There are: ${rows.slice(0, 5).map(sayIt).join("; ")}.` : "";
  return new AppError("not_found", "no session is meant", {
    said: `I know no session to come in this thread ${rows.length > 0 ? "on that day" : "yet"}.${others}`,
  });
}

function several(meant: Found[], { verb, args }: Asking): AppError {
  return new AppError("conflict", `${meant.length} sessions are meant`, {
    said: `Which session do you mean: ${sayList(meant.slice(0, 5).map(sayIt))}?`,
    details: {
      options: meant.map((one) => ({ is: sayIt(one), sessionId: one.id })),
      choices: meant.slice(0, 5).map((one) => ({
        label: `${sayShort(one.startsAt, one.timeZone)}, ${one.role}`.slice(0, 70).toWellFormed(),
        verb,
        args: { ...args, sessionId: one.id },
        expiresAt: one.startsAt,
      })),
    },
  });
}

/** Throws `conflict` for a session that people are at already. */
export function mustNotHaveBegun(ctx: Pick<ToolCtx, "now">, session: Session): Session {
  if (session.startsAt > ctx.now()) return session;
  throw new AppError("conflict", `session ${session.id} has begun`, {
    said: `The session on ${sayRange(session.startsAt, session.endsAt, session.timeZone)} has begun or is over, so I leave it as it is. Cancel or move single auditions instead.`,
  });
}
