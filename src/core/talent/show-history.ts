import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayDay } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { mustBeTeam } from "../people/rights.ts";
import { sayFact } from "../people/say-profile.ts";
import type { Change } from "./profile-facts.ts";

export const ShowHistory = z.object({ talentName: z.string().trim().min(1).max(120) });

const SHOWN = 12;
const SOURCE: Record<string, string> = {
  chat: "in the chat",
  import: "by an import",
  merge: "by a merge",
  undo: "by undoing a merge",
};

type Row = Change & { by: string | null; source: string; at: Date };

/** The latest changes of a talent's profile, for the team. Throws `not_found` for a name that is nobody's. */
export async function showHistory(ctx: ToolCtx, { talentName }: z.output<typeof ShowHistory>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { rows: people } = await ctx.db.query<{ id: string; name: string }>(
    `select person_id as id, display_name as name from talent_profiles
      where lower(display_name) = lower($1) or display_name % $1
      order by lower(display_name) = lower($1) desc, similarity(display_name, $1) desc, person_id limit 1`,
    [talentName],
  );
  const who = people[0];
  if (!who) {
    throw new AppError("not_found", "no talent of this name", { said: "I know no talent of that name." });
  }
  const { rows } = await ctx.db.query<Row>(
    `select c.field, c.from_value as "from", c.to_value as "to", p.name as by, c.source, c.changed_at as at
       from profile_changes c left join people p on p.id = c.changed_by where c.person_id = $1 order by c.seq desc limit ${SHOWN}`,
    [who.id],
  );
  if (rows.length === 0) return { said: `Nothing has changed in ${who.name}’s profile since it came here.` };
  return {
    said: `The latest changes of ${who.name}’s profile:`,
    parts: [{ type: "card", title: who.name, lines: rows.map((row) => lineOf(row, ctx.timeZone)) }],
    data: { changes: rows.length },
  };
}

function lineOf({ field, from, to, by, source, at }: Row, timeZone: string): string {
  const say = words("en");
  const [was, now] = [sayFact(say, field, from), sayFact(say, field, to)].map((text) => text || "nothing");
  return `${sayDay(at, timeZone)}: ${say.profileFact({ fact: field })} from ${was} to ${now}, ${by ? `${by} ` : ""}${SOURCE[source] ?? ""}`;
}
