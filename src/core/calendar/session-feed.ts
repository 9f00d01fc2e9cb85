import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayDay } from "../messages/say-time.ts";
import { mustBeTeam } from "../people/rights.ts";

/** Addresses under which a calendar program shows the auditions of this thread's sessions, always as they are now. */
export async function sessionFeeds(ctx: ToolCtx): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { rows } = await ctx.db.query<{
    token: string;
    title: string;
    place: string;
    startsAt: Date;
    timeZone: string;
  }>(
    `select s.feed_token as token, r.title, s.place, s.starts_at as "startsAt", s.time_zone as "timeZone"
       from sessions s join roles r on r.id = s.role_id
      where r.conversation_id = $1 and s.state = 'open' and s.ends_at > $2 order by s.starts_at limit 5`,
    [ctx.conversation.id, ctx.now()],
  );
  if (rows.length === 0) return { said: "There is no session to come in this thread yet." };
  const lines = rows.map(
    ({ token, title, place, startsAt, timeZone }) =>
      `• “${title}”, ${sayDay(startsAt, timeZone)}, ${place}: ${ctx.publicUrl}/feeds/${token}.ics`,
  );
  return {
    said: `Subscribe to it in your calendar program. Whoever has the address can read it:\n${lines.join("\n")}`,
  };
}
