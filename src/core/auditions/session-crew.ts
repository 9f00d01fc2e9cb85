import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";

/** A room of a session, with who reads there. */
export type Desk = { roomId: string; readerId: string | null };
type Wanted = { place: string; rooms: string[]; readers: string[] };

/**
 * The rooms of a place, known from now on by their names, each with its reader: in the order in which they were named.
 * Throws `invalid_input` where one reader would read in several rooms at once.
 */
export async function desksOf(ctx: ToolCtx, { place, rooms, readers }: Wanted): Promise<Desk[]> {
  const names =
    rooms.length > 0 ? [...new Set(rooms.map((room) => `${plain(place)}, ${plain(room)}`))] : [plain(place)];
  if (readers.length > 0 && new Set(readers.map(plain)).size < names.length) {
    throw new AppError("invalid_input", `${readers.length} readers for ${names.length} rooms`, {
      said: `${readers.join(" and ")} cannot read in ${names.length} rooms at once. Name a reader for each room, or none.`,
    });
  }
  const desks: Desk[] = [];
  for (const [nth, name] of names.entries()) {
    const reader = readers[nth];
    desks.push({ roomId: await roomOf(ctx, name), readerId: reader ? await readerOf(ctx, reader) : null });
  }
  return desks;
}

const plain = (name: string) =>
  name
    .trim()
    .replace(/^(?:the|at)\s+/i, "")
    .replace(/\s+/g, " ")
    .toLowerCase();

/** The room of one place as it is called at another: "andheri studio, room a" at Versova is "versova, room a". */
export const roomElsewhere = (room: string, { from, to }: { from: string; to: string }): string =>
  room.startsWith(`${plain(from)}, `) ? `${plain(to)}${room.slice(plain(from).length)}` : plain(to);

/** A room of a place, as rooms are named. */
export const roomAt = (place: string, room: string) => `${plain(place)}, ${plain(room)}`;

/** What a room is called beside its place: "Room A"; the place itself where it is the only one. */
export function sayRoom(room: string, place: string): string {
  const own = room.startsWith(`${plain(place)}, `) ? room.slice(plain(place).length + 2) : place;
  return own
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
    .replace(/(?<= )\p{Ll}$/u, (letter) => letter.toUpperCase());
}

/** The room of this name, known from now on. */
export async function roomOf(ctx: ToolCtx, name: string): Promise<string> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into rooms (workspace_id, name) values ($1, $2)
     on conflict on constraint rooms_once do update set name = excluded.name returning id`,
    [ctx.actor.workspaceId, name],
  );
  return (rows[0] as { id: string }).id;
}

/** Somebody of the office who is called so; whoever is not known yet is from now on. Two who ask at once mean one person. */
async function readerOf(ctx: ToolCtx, name: string): Promise<string> {
  await ctx.db.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    `reader:${ctx.actor.workspaceId}:${plain(name)}`,
  ]);
  const { rows } = await ctx.db.query<{ id: string }>(
    `select p.id from people p left join memberships m on m.person_id = p.id
      where (lower(p.name) = $1 or lower(p.name) like replace(replace($1, '%', ''), '_', '') || ' %')
        and (m.role in ('director', 'associate') or (m.role is null and exists (select from slots s where s.reader_id = p.id)))
      order by lower(p.name) = $1 desc, p.created_at limit 1`,
    [plain(name)],
  );
  return rows[0]?.id ?? addReader(ctx, name);
}

async function addReader(ctx: ToolCtx, name: string): Promise<string> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into people (workspace_id, name, created_at) values ($1, $2, $3) returning id`,
    [ctx.actor.workspaceId, name.trim().replace(/\s+/g, " "), ctx.now()],
  );
  return (rows[0] as { id: string }).id;
}
