import { DateTime } from "luxon";
import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayRange } from "../messages/say-time.ts";
import { mustBeTeam } from "../people/rights.ts";
import type { Interval } from "../ports.ts";
import { currentRole } from "./current-role.ts";
import { type Found, findTimes, type Guest, type Watcher } from "./find-times.ts";
import { LIVE } from "./list-slots.ts";
import { sayList } from "./say-role.ts";

const DAYS = 7;
const SLOT_MINUTES = 20;

export const SuggestTimes = z.object({
  from: z.iso.date().optional().describe("First day that is possible; without it today."),
  to: z.iso.date().optional().describe("Last day that is possible; without it a week later."),
  earliest: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .default("10:00")
    .describe("Local, HH:MM"),
  latest: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .default("19:00"),
  minutes: z.number().int().min(15).max(720).optional().describe("How long; without it by the number of the selected."),
});

/**
 * When a session of this role could be: by the calendars of the team that can be asked, and by the book-outs and other
 * auditions of who is selected. Asks over the network: not to be called with a transaction open.
 */
export async function suggestTimes(ctx: ToolCtx, input: z.output<typeof SuggestTimes>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const role = await currentRole(ctx);
  const today = DateTime.fromJSDate(ctx.now(), { zone: ctx.timeZone });
  const from = input.from ?? today.toISODate() ?? "";
  const to = input.to ?? DateTime.fromISO(from, { zone: ctx.timeZone }).plus({ days: DAYS }).toISODate() ?? from;
  const during = {
    from: DateTime.fromISO(from, { zone: ctx.timeZone }).toJSDate(),
    to: DateTime.fromISO(to, { zone: ctx.timeZone }).plus({ days: 1 }).toJSDate(),
  };
  const guests = await guestsOf(ctx, { roleId: role.id, during });
  const team = await teamOf(ctx, during);
  const minutes = input.minutes ?? Math.min(480, Math.max(60, Math.ceil((guests.length * SLOT_MINUTES) / 30) * 30));
  const found = findTimes({ ...input, from, to, minutes }, { team, guests, now: ctx.now(), timeZone: ctx.timeZone });
  return {
    said: sayFound(ctx, { found, minutes, guests, team }),
    data: {
      times: found.map((one) => ({ ...one, startsAt: one.startsAt.toISOString(), endsAt: one.endsAt.toISOString() })),
      unknown: team.filter((one) => !one.busy).map((one) => one.name),
    },
  };
}

async function teamOf(ctx: ToolCtx, during: Interval): Promise<Watcher[]> {
  const { rows } = await ctx.db.query<{ id: string; name: string }>(
    `select p.id, p.name from memberships m join people p on p.id = m.person_id
      where m.role in ('director', 'associate') order by p.name limit 20`,
  );
  const ids = rows.map((row) => row.id);
  const busy = await ctx.busy(ctx.actor.workspaceId, ids, during);
  return rows.map(({ id, name }) => {
    const known = busy.find((one) => one.personId === id)?.busy;
    return { name, ...(known && { busy: known }) };
  });
}

async function guestsOf(ctx: ToolCtx, { roleId, during }: { roleId: string; during: Interval }): Promise<Guest[]> {
  const { rows } = await ctx.db.query<{ id: string; name: string }>(
    `select c.talent_id as id, p.name from candidates c join people p on p.id = c.talent_id
      where c.role_id = $1 and c.state = 'selected' order by c.selected_at limit 100`,
    [roleId],
  );
  const ids = rows.map((row) => row.id);
  const { rows: away } = await ctx.db.query<{ id: string; from: string; to: string }>(
    `select person_id as id, coalesce(lower(during), '0001-01-01')::text as "from", coalesce(upper(during) - 1, '9999-12-31')::text as "to"
       from book_outs where person_id = any($1::uuid[])`,
    [ids],
  );
  const { rows: busy } = await ctx.db.query<{ id: string } & Interval>(
    `select talent_id as id, lower(during) as "from", upper(during) as "to" from bookings
      where talent_id = any($1::uuid[]) and state in ${LIVE} and (state <> 'held' or hold_expires_at > $2)
        and during && tstzrange($3, $4)`,
    [ids, ctx.now(), during.from, during.to],
  );
  return rows.map(({ id, name }) => ({
    name,
    away: away.filter((one) => one.id === id),
    busy: busy.filter((one) => one.id === id),
  }));
}

type Saying = { found: Found[]; minutes: number; guests: Guest[]; team: Watcher[] };

function sayFound({ timeZone }: ToolCtx, { found, minutes, guests, team }: Saying): string {
  const unknown = team.filter((one) => !one.busy).map((one) => one.name);
  const cannot =
    unknown.length > 0
      ? ` I cannot see the ${unknown.length === 1 ? "calendar" : "calendars"} of ${sayList(unknown)}: “connect calendar” lets me.`
      : "";
  if (found.length === 0) return `I found no time in those days and hours.${cannot}`;
  const lines = found.map((one) => `• ${sayRange(one.startsAt, one.endsAt, timeZone)}${sayClashes(one)}`);
  const length = minutes % 60 === 0 ? `${minutes / 60} ${minutes === 60 ? "hour" : "hours"}` : `${minutes} minutes`;
  const whom = guests.length > 0 ? ` for the ${guests.length} selected` : "";
  return `Times of ${length}${whom}:\n${lines.join("\n")}\nTell me which, and where: “Invite them for … between … at …”.${cannot}`;
}

function sayClashes({ busy, away }: Found): string {
  const parts = [
    ...(busy.length > 0 ? [`${sayList(busy)} ${busy.length === 1 ? "is" : "are"} busy`] : []),
    ...(away.length > 0 ? [`${sayList(away)} cannot come`] : []),
  ];
  return parts.length > 0 ? `: ${parts.join("; ")}` : ": nobody is known to be taken";
}
