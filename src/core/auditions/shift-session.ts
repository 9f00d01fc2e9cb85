import { randomUUID } from "node:crypto";
import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTaken } from "./insert-slots.ts";
import type { Session } from "./read-session.ts";
import { type Desk, roomAt, roomElsewhere, roomOf } from "./session-crew.ts";
import { shifted } from "./session-people.ts";

export type Place = {
  place: string;
  /** Where the session is in another room of its place. */
  room?: string | undefined;
};
export type Target = Place & { startsAt: Date };

type Slot = {
  id: string;
  roomId: string;
  room: string;
  readerId: string | null;
  capacity: number;
  startsAt: Date;
  endsAt: Date;
};

async function openSlots(ctx: ToolCtx, sessionId: string): Promise<Slot[]> {
  const { rows } = await ctx.db.query<Slot>(
    `select s.id, s.room_id as "roomId", r.name as room, s.reader_id as "readerId", s.capacity, s.starts_at as "startsAt",
            s.ends_at as "endsAt"
       from slots s join rooms r on r.id = s.room_id where s.session_id = $1 and s.state = 'open' order by s.starts_at, s.id for update of s`,
    [sessionId],
  );
  return rows;
}

/** Which room takes the place of which. Throws `invalid_input` for one room where the session is in several. */
async function roomsFor(ctx: ToolCtx, session: Session, slots: Slot[], { place, room }: Place) {
  const now = new Map(slots.map((slot) => [slot.roomId, slot.room]));
  if (room && now.size > 1) {
    throw new AppError("invalid_input", `session ${session.id} is in ${now.size} rooms`, {
      said: `That session is in ${now.size} rooms at once. Name the place it shall move to, and it takes as many rooms there.`,
    });
  }
  const rooms = new Map<string, string>();
  for (const [id, name] of now) {
    const there = room ? roomAt(place, room) : roomElsewhere(name, { from: session.place, to: place });
    rooms.set(id, !room && place === session.place ? id : await roomOf(ctx, there));
  }
  return rooms;
}

type Plan = { shiftMs: number; slots: Slot[]; rooms: Map<string, string> };

async function planOf(ctx: ToolCtx, session: Session, target: Target): Promise<Plan> {
  const slots = await openSlots(ctx, session.id);
  const shiftMs = target.startsAt.getTime() - session.startsAt.getTime();
  return { slots, shiftMs, rooms: await roomsFor(ctx, session, slots, target) };
}

/** Throws `conflict` in words for the team, with what is free, where a room or a reader is taken at the new time. */
export async function mustBeFreeFor(ctx: ToolCtx, session: Session, target: Target): Promise<void> {
  const plan = await planOf(ctx, session, target);
  const wanted = plan.slots.map((slot) => ({ ...slot, ...shifted(slot, plan.shiftMs) }));
  const { rows } = await ctx.db.query<{ reader: boolean }>(
    `select o.room_id <> w.room as reader
       from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[]) as w(room, reader, starts, ends)
       join slots o on o.state = 'open' and o.session_id <> $5 and o.during && tstzrange(w.starts, w.ends)
        and (o.room_id = w.room or o.reader_id = w.reader) order by w.starts limit 1`,
    [
      wanted.map((slot) => plan.rooms.get(slot.roomId)),
      wanted.map((slot) => slot.readerId),
      wanted.map((slot) => slot.startsAt),
      wanted.map((slot) => slot.endsAt),
      session.id,
    ],
  );
  if (rows[0]) throw await taken(ctx, session, plan, { reader: rows[0].reader });
}

async function taken(ctx: ToolCtx, session: Session, plan: Plan, how: { reader: boolean; cause?: unknown }) {
  const desks = new Map<string, Desk>(
    plan.slots.map(({ roomId, readerId }) => [
      `${roomId} ${readerId}`,
      { roomId: plan.rooms.get(roomId) ?? roomId, readerId },
    ]),
  );
  const starts = plan.slots.map((slot) => shifted(slot, plan.shiftMs).startsAt);
  const cut = { sessionId: session.id, desks: [...desks.values()], starts, slotMinutes: session.slotMinutes };
  return new AppError("conflict", `session ${session.id} cannot move there`, {
    cause: how.cause,
    said: `I moved nothing. ${await sayTaken(ctx, cut, how.reader)}`,
  });
}

/**
 * Moves a session with its slots, rooms and readers, and says which slot takes the place of which; whoever is booked has
 * to be moved after it, in the same transaction. A slot of another time is another slot: what was offered of the old one
 * means nothing any more. Throws `conflict` as above.
 */
export async function shiftSession(ctx: ToolCtx, session: Session, target: Target): Promise<Map<string, string>> {
  const plan = await planOf(ctx, session, target);
  const { shiftMs, slots, rooms } = plan;
  const news = new Map(slots.map((slot) => [slot.id, shiftMs === 0 ? slot.id : randomUUID()]));
  try {
    await ctx.db.transaction((tx) =>
      shiftMs === 0 ? changeRooms(tx, plan) : makeSlots(tx, session.id, { plan, news }),
    );
  } catch (cause) {
    const { constraint } = cause as { constraint?: string };
    if (constraint !== "slots_room_once" && constraint !== "slots_reader_once") throw cause;
    throw await taken(ctx, session, plan, { reader: constraint === "slots_reader_once", cause });
  }
  const { startsAt, endsAt } = shifted(session, shiftMs);
  await ctx.db.query(
    `update sessions s set starts_at = $2, ends_at = $3, place = $4, room_id = coalesce(($5::jsonb ->> s.room_id::text)::uuid, s.room_id),
            plan = s.plan || case when s.plan ? 'rooms' then jsonb_build_object('rooms',
                       (select jsonb_agg(coalesce($5::jsonb ->> r.id, r.id) order by r.n) from jsonb_array_elements_text(s.plan -> 'rooms') with ordinality r(id, n))) else '{}' end
                     || case when s.plan ? 'breaks' then jsonb_build_object('breaks',
                       (select jsonb_agg(jsonb_build_array((b.span ->> 0)::bigint + $6, (b.span ->> 1)::bigint + $6) order by b.n) from jsonb_array_elements(s.plan -> 'breaks') with ordinality b(span, n))) else '{}' end
      where s.id = $1`,
    [session.id, startsAt, endsAt, target.place, JSON.stringify(Object.fromEntries(rooms)), shiftMs],
  );
  return news;
}

type Tx = Pick<ToolCtx["db"], "query">;

async function changeRooms(tx: Tx, { slots, rooms }: Plan): Promise<void> {
  await tx.query(
    `update slots s set room_id = n.room from unnest($1::uuid[], $2::uuid[]) as n(id, room) where s.id = n.id`,
    [slots.map((slot) => slot.id), slots.map((slot) => rooms.get(slot.roomId))],
  );
}

async function makeSlots(tx: Tx, sessionId: string, { plan, news }: { plan: Plan; news: Map<string, string> }) {
  const { slots, rooms, shiftMs } = plan;
  await tx.query(`update slots set state = 'cancelled' where id = any($1::uuid[])`, [slots.map((slot) => slot.id)]);
  const later = slots.map((slot) => shifted(slot, shiftMs));
  await tx.query(
    `insert into slots (id, workspace_id, session_id, room_id, reader_id, capacity, starts_at, ends_at)
     select n.id, s.workspace_id, s.id, n.room, n.reader, n.capacity, n.starts, n.ends
       from sessions s, unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::timestamptz[], $7::timestamptz[])
                          as n(id, room, reader, capacity, starts, ends) where s.id = $1`,
    [
      sessionId,
      slots.map((slot) => news.get(slot.id)),
      slots.map((slot) => rooms.get(slot.roomId)),
      slots.map((slot) => slot.readerId),
      slots.map((slot) => slot.capacity),
      later.map((one) => one.startsAt),
      later.map((one) => one.endsAt),
    ],
  );
}
