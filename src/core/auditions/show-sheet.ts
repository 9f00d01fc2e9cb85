import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { DraftBlock } from "../messages/draft.ts";
import { sayRange } from "../messages/say-time.ts";
import { clip } from "../messages/wording-facts.ts";
import { mustBeTeam } from "../people/rights.ts";
import { readSheet, type Sheet, sayStanding } from "./read-sheet.ts";
import { sheetLink } from "./sheet-link.ts";

/** What one message takes; the files have all of it. */
const LINES = 60;
const LINE = 110;
const LINK_MS = 7 * 24 * 60 * 60_000;

export const ShowSheet = z.object({
  day: z.iso.date().optional().describe("The day of the session; without it today's, or the next to come."),
});

/** The sheets of this thread's sessions on a day: who comes when and where they stand now, with links to print. */
export async function showSheet(ctx: ToolCtx, { day }: z.output<typeof ShowSheet>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const ids = await sessionsOn(ctx, day);
  if (ids.length === 0) {
    throw new AppError("not_found", "no session that day", {
      said: day ? "There is no session on that day in this thread." : "There is no session in this thread yet.",
    });
  }
  const sheets: Sheet[] = [];
  for (const id of ids) sheets.push(await readSheet(ctx, id));
  return {
    said: sheets.map(sayCounts).join("\n"),
    data: { sessions: sheets.map(({ id, role, day: on }) => ({ sessionId: id, role, day: on })) },
    parts: sheets.map((sheet) => cardOf(ctx, sheet)),
  };
}

/** Of the day that is meant: the named one, today, the next to come, or else the last. */
async function sessionsOn(ctx: ToolCtx, day: string | undefined): Promise<string[]> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `with mine as (
       select s.id, s.starts_at, (s.starts_at at time zone s.time_zone)::date as day, ($2::timestamptz at time zone s.time_zone)::date as today
         from sessions s join roles r on r.id = s.role_id
        where r.conversation_id = $1 and s.state <> 'cancelled'),
     meant as (
       select coalesce($3::date, (select min(day) from mine where day >= today), (select max(day) from mine)) as day)
     select mine.id from mine join meant on meant.day = mine.day order by mine.starts_at limit 5`,
    [ctx.conversation.id, ctx.now(), day ?? null],
  );
  return rows.map((row) => row.id);
}

function sayCounts({ role, day, slots }: Sheet): string {
  const people = slots.flatMap((slot) => slot.people);
  const count = (...states: string[]) => people.filter((one) => states.includes(one.state)).length;
  const places = slots.reduce((sum, slot) => sum + slot.capacity, 0);
  const parts = [
    [count("checked_in"), "here"],
    [count("late"), "late"],
    [count("seen"), "seen"],
    [count("no_show"), "no-show"],
    [Math.max(0, places - people.length), "free"],
  ].filter(([many]) => many !== 0);
  const rest = parts.length > 0 ? ` (${parts.map(([many, what]) => `${many} ${what}`).join(", ")})` : "";
  return `${role}, ${day}: ${people.length} on the sheet${rest}.`;
}

function cardOf({ publicUrl, now }: Pick<ToolCtx, "publicUrl" | "now">, sheet: Sheet): DraftBlock {
  const lines = sheet.slots.flatMap((slot) => linesOf(slot, sheet));
  const more = lines.length - LINES;
  const until = new Date(Math.max(now().getTime(), sheet.endsAt.getTime()) + LINK_MS);
  return {
    type: "card",
    title: clip(
      `Session sheet: ${sheet.role}, ${sayRange(sheet.startsAt, sheet.endsAt, sheet.timeZone)}, ${sheet.place}`,
      150,
    ),
    lines: [
      ...lines.slice(0, LINES),
      ...(more > 0 ? [`and ${more} more`] : []),
      `To print: ${sheetLink(publicUrl, { ...sheet, until }, "pdf")}`,
      `As a table: ${sheetLink(publicUrl, { ...sheet, until }, "csv")}`,
      "Whoever has these links can read the sheet until a week after the session.",
    ],
  };
}

function linesOf({ clock, room, people, capacity }: Sheet["slots"][number], { rooms, timeZone }: Sheet): string[] {
  const at = rooms.length > 1 ? `${clock}, ${clip(room, 24)}` : clock;
  const free = capacity - people.length;
  return [
    ...people.map((one) => clip(`${at} ${one.name}: ${sayStanding(one, timeZone)}`, LINE)),
    ...(free > 0 ? [`${at} ${free > 1 ? `${free} free` : "free"}`] : []),
  ];
}
