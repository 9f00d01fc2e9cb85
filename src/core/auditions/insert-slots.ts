import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import type { Desk } from "./session-crew.ts";

type Cut = { sessionId: string; desks: Desk[]; starts: Date[]; slotMinutes: number; capacity: number };

/**
 * The slots of a session, in each of its rooms. Throws `conflict` where a room or a reader is somewhere else then, with
 * who has them and when they are free.
 */
export async function insertSlots(ctx: ToolCtx, cut: Cut): Promise<void> {
  const { sessionId, desks, starts, slotMinutes, capacity } = cut;
  try {
    await ctx.db.transaction((tx) =>
      tx.query(
        `insert into slots (workspace_id, session_id, room_id, reader_id, capacity, starts_at, ends_at)
         select $1, $2, room, reader, $3, s, s + make_interval(mins => $4)
           from unnest($5::timestamptz[]) s, unnest($6::uuid[], $7::uuid[]) as desk(room, reader)`,
        [
          ctx.actor.workspaceId,
          sessionId,
          capacity,
          slotMinutes,
          starts,
          desks.map((desk) => desk.roomId),
          desks.map((desk) => desk.readerId),
        ],
      ),
    );
  } catch (cause) {
    const { constraint } = cause as { constraint?: string };
    if (constraint !== "slots_room_once" && constraint !== "slots_reader_once") throw cause;
    throw new AppError("conflict", `session ${sessionId}: ${constraint}`, {
      cause,
      said: await sayTaken(ctx, cut, constraint === "slots_reader_once"),
    });
  }
}

/** What is inserted where nobody else is. */
export type Wished = Pick<Cut, "sessionId" | "desks" | "starts" | "slotMinutes">;

type Clash = { role: string; reader: string | null };

/** Who has the room or the reader then, and when it would be free. */
export async function sayTaken(ctx: ToolCtx, cut: Wished, reader: boolean): Promise<string> {
  const from = cut.starts[0] as Date;
  const to = new Date((cut.starts.at(-1) as Date).getTime() + cut.slotMinutes * 60_000);
  const ids = cut.desks.flatMap((desk) => (reader ? desk.readerId : desk.roomId) ?? []);
  const column = reader ? "s.reader_id" : "s.room_id";
  const { rows } = await ctx.db.query<Clash>(
    `select r.title as role, p.name as reader from slots s join sessions e on e.id = s.session_id join roles r on r.id = e.role_id
       left join people p on p.id = s.reader_id
      where ${column} = any($1::uuid[]) and s.state = 'open' and s.during && tstzrange($2, $3) and s.session_id <> $4
      order by s.starts_at limit 1`,
    [ids, from, to, cut.sessionId],
  );
  const { rows: free } = await ctx.db.query<{ at: Date | null }>(
    `select min(t.at) as at from (select s.ends_at as at from slots s
        where ${column} = any($1::uuid[]) and s.state = 'open' and s.ends_at > $2 and s.ends_at < $2::timestamptz + interval '1 day' and s.session_id <> $4) t
      where not exists (select from slots o where ${column.replace("s.", "o.")} = any($1::uuid[]) and o.state = 'open' and o.session_id <> $4
                           and o.during && tstzrange(t.at, t.at + ($3::timestamptz - $2::timestamptz)))`,
    [ids, from, to, cut.sessionId],
  );
  const who = rows[0] ? `“${rows[0].role}”` : "Another session";
  const has = reader
    ? `${rows[0]?.reader ?? "That reader"} reads for ${who} at that time.`
    : `${who} has that room at that time.`;
  const next = free[0]?.at ? ` It would be free from ${sayTime(free[0].at, ctx.timeZone)} on.` : "";
  return `${has}${next} Which other time or ${reader ? "reader" : "place"} shall it be?`;
}
