/** A session with four slots of one place each and three invited talents, and what they and the team can do about it. */
import { cancelBooking } from "../../src/core/auditions/cancel-booking.ts";
import { confirmBooking } from "../../src/core/auditions/confirm-booking.ts";
import { expireHolds } from "../../src/core/auditions/expire-holds.ts";
import { holdSlot } from "../../src/core/auditions/hold-slot.ts";
import { RequestChange, requestChange } from "../../src/core/auditions/request-change.ts";
import type { ToolCtx } from "../../src/core/conversation/tool.ts";
import { within } from "../../src/core/conversation/turn.ts";
import { AppError } from "../../src/core/errors.ts";
import { createLinks } from "../../src/core/media/links.ts";
import { freshDatabase } from "./database.ts";

const NOW = new Date("2026-11-23T06:30:00Z");
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SLOTS = 4;
const TALENTS = 3;

export type BookingRow = { id: string; state: string; talentId: string; slotId: string; version: number };
export type Day = Awaited<ReturnType<Auditions["openDay"]>>;
export type Auditions = Awaited<ReturnType<typeof openAuditions>>;

export async function openAuditions() {
  const { db, workspaceId, close } = await freshDatabase();
  let now = NOW;
  let days = 0;
  const one = async (sql: string, params: unknown[]) => {
    const { rows } = await db.query<{ id: string }>(sql, params);
    return rows[0]?.id ?? "";
  };
  for (const channel of ["slack", "whatsapp"]) {
    await db.query(
      `insert into channel_accounts (workspace_id, channel, platform, account) values ($1, $2, 'web', 'stage')`,
      [workspaceId, channel],
    );
  }
  const director = await one(`insert into people (workspace_id, name) values ($1, 'Director') returning id`, [
    workspaceId,
  ]);
  const noop = () => undefined;

  const person = async (nth: number) => {
    const id = await one(`insert into people (workspace_id, name) values ($1, $2) returning id`, [
      workspaceId,
      `Talent ${nth}`,
    ]);
    await db.query(
      `insert into contact_points (workspace_id, person_id, channel, address) values ($1, $2, 'whatsapp', $3)`,
      [workspaceId, id, `+1500555${String(days * TALENTS + nth).padStart(4, "0")}`],
    );
    return id;
  };

  /** Each on a day of its own, with talents of its own. */
  async function openDay() {
    days += 1;
    now = NOW;
    const startsAt = new Date(NOW.getTime() + days * DAY_MS);
    const thread = await one(
      `insert into conversations (workspace_id, channel, account, key, side) values ($1, 'slack', 'stage', $2, 'team') returning id`,
      [workspaceId, `day ${days}`],
    );
    const role = await one(
      `insert into roles (workspace_id, conversation_id, title, breakdown, brief, created_by) values ($1, $2, 'Cop', '{}', '', $3) returning id`,
      [workspaceId, thread, director],
    );
    await db.query(`update conversations set role_id = $2 where id = $1`, [thread, role]);
    const room = await one(`insert into rooms (workspace_id, name) values ($1, $2) returning id`, [
      workspaceId,
      `room ${days}`,
    ]);
    const session = await one(
      `insert into sessions (workspace_id, role_id, room_id, place, starts_at, ends_at, slot_minutes, time_zone, created_by)
       values ($1, $2, $3, 'Andheri', $4, $5, 20, 'Asia/Kolkata', $6) returning id`,
      [workspaceId, role, room, startsAt, new Date(startsAt.getTime() + SLOTS * 20 * MINUTE_MS), director],
    );
    const { rows: slots } = await db.query<{ id: string }>(
      `insert into slots (workspace_id, session_id, room_id, starts_at, ends_at)
       select $1, $2, $3, s, s + interval '20 minutes'
         from generate_series(0, $5 - 1) n, lateral (select $4::timestamptz + make_interval(mins => 20 * n) as s) at returning id`,
      [workspaceId, session, room, startsAt, SLOTS],
    );
    const approval = await one(
      `insert into approvals (workspace_id, kind, state, conversation_id, payload, created_by) values ($1, 'invitation', 'approved', $2, '{}', $3) returning id`,
      [workspaceId, thread, director],
    );
    const talents: string[] = [];
    for (let nth = 0; nth < TALENTS; nth += 1) {
      const talent = await person(nth);
      talents.push(talent);
      await db.query(
        `with candidate as (insert into candidates (workspace_id, role_id, talent_id, state) values ($1, $2, $3, 'invited') returning id)
         insert into invitations (workspace_id, session_id, candidate_id, talent_id, approval_id) select $1, $4, id, $3, $5 from candidate`,
        [workspaceId, role, talent, session, approval],
      );
    }
    const ids = slots.map((slot) => slot.id);

    /** Runs a verb as a turn does, in one transaction; what it refuses is no error. */
    const as = async (side: "team" | "talent", personId: string, verb: (ctx: ToolCtx) => Promise<unknown>) => {
      const behind = db.as(workspaceId);
      await behind
        .transaction((tx) =>
          verb({
            db: within(tx, behind),
            now: () => now,
            embed: { model: "none", dimension: 512, embed: () => Promise.reject(new Error("none")) },
            wake: { inbound: noop, outbox: noop, calendar: noop, reminders: noop, embed: noop, changed: noop },
            publicUrl: "https://castmatch.example",
            calendarInvites: true,
            busy: async () => [],
            links: createLinks("a secret of the test"),
            timeZone: "Asia/Kolkata",
            actor: { workspaceId, personId, side },
            turnId: crypto.randomUUID(),
            conversation: { id: crypto.randomUUID(), language: "en" },
          }),
        )
        .catch((error: unknown) => {
          if (!(error instanceof AppError) || error.code === "bug") throw error;
        });
    };
    const bookings = async (): Promise<BookingRow[]> => {
      const { rows } = await db.query<BookingRow>(
        `select id, state, talent_id as "talentId", slot_id as "slotId", version from bookings where slot_id = any($1::uuid[]) order by created_at, id`,
        [ids],
      );
      return rows;
    };
    const bookingOf = async (talent: number) =>
      (await bookings()).findLast((booking) => booking.talentId === talents[talent])?.id ?? crypto.randomUUID();
    const talentDoes = (talent: number, verb: (ctx: ToolCtx) => Promise<unknown>) =>
      as("talent", talents[talent] ?? "", verb);
    return {
      bookings,
      hold: (talent: number, slot: number) => talentDoes(talent, (ctx) => holdSlot(ctx, { slotId: ids[slot] ?? "" })),
      confirm: async (talent: number) => {
        const bookingId = await bookingOf(talent);
        await talentDoes(talent, (ctx) => confirmBooking(ctx, { bookingId }));
      },
      move: async (talent: number, slot: number) => {
        const bookingId = await bookingOf(talent);
        await talentDoes(talent, (ctx) => requestChange(ctx, RequestChange.parse({ bookingId, slotId: ids[slot] })));
      },
      cancel: async (talent: number, by: "team" | "talent") => {
        const bookingId = await bookingOf(talent);
        await as(by, by === "team" ? director : (talents[talent] ?? ""), (ctx) => cancelBooking(ctx, { bookingId }));
      },
      later: async (minutes: number) => {
        now = new Date(now.getTime() + minutes * MINUTE_MS);
      },
      expire: async () => void (await expireHolds({ db, now: () => now })),
    };
  }
  return { db, openDay, now: () => now, close };
}
