import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayRange } from "../messages/say-time.ts";
import { teamWords } from "../messages/wording-team.ts";
import { mustBeTeam } from "../people/rights.ts";
import { currentRole } from "./current-role.ts";
import { ROUND_SAID, ROUNDS } from "./rounds.ts";
import { withdrawDraft } from "./withdraw-draft.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export const ProposeSession = z.object({
  startsAt: z.iso.datetime({ offset: true }).describe("With the zone's offset, e.g. 2026-11-27T14:00:00+05:30"),
  endsAt: z.iso.datetime({ offset: true }),
  place: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .optional()
    .describe(
      "The studio, as the person named it. Of a callback or a test it may be left out: where the last session was.",
    ),
  round: z.enum(ROUNDS).default("audition").describe("callback: who auditioned is seen again; test: a screen test."),
  slotMinutes: z.number().int().min(5).max(240).default(20),
  insteadOfDraft: z
    .boolean()
    .default(false)
    .describe("True when this corrects the session of a draft that nobody has approved: that draft is withdrawn."),
});

/**
 * Creates an audition session for this conversation's role and cuts it into slots. Nobody is told yet. The same place and
 * hours again are the session that is there.
 */
export async function proposeSession(ctx: ToolCtx, input: z.output<typeof ProposeSession>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const role = await currentRole(ctx);
  const starts = cut(ctx.now(), input);
  if (input.insteadOfDraft) await withdrawDraft(ctx, role.id);
  const place = input.place ?? (await lastPlace(ctx, role.id));
  const planned = { ...input, place, roleId: role.id, roomId: await roomOf(ctx, place) };
  const sessionId = (await sameSession(ctx, planned)) ?? (await insertSession(ctx, { ...planned, starts }));
  const when = sayRange(new Date(input.startsAt), new Date(input.endsAt), ctx.timeZone);
  return {
    said: `A ${input.round === "audition" ? "" : `${ROUND_SAID[input.round]} `}session is set: ${when}, ${place}, ${starts.length} slots of ${input.slotMinutes} minutes.`,
    data: { sessionId, slots: starts.length },
  };
}

type Planned = z.output<typeof ProposeSession> & { place: string; roleId: string; roomId: string };

async function sameSession(ctx: ToolCtx, planned: Planned): Promise<string | undefined> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select id from sessions where role_id = $1 and room_id = $2 and starts_at = $3 and ends_at = $4 and slot_minutes = $5 and round = $6 and state = 'open'`,
    [
      planned.roleId,
      planned.roomId,
      new Date(planned.startsAt),
      new Date(planned.endsAt),
      planned.slotMinutes,
      planned.round,
    ],
  );
  return rows[0]?.id;
}

async function insertSession(
  ctx: ToolCtx,
  { roleId, roomId, starts, ...input }: Planned & { starts: Date[] },
): Promise<string> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into sessions (workspace_id, role_id, room_id, place, starts_at, ends_at, slot_minutes, time_zone, created_by, created_at, round)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
    [
      ctx.actor.workspaceId,
      roleId,
      roomId,
      input.place,
      new Date(input.startsAt),
      new Date(input.endsAt),
      input.slotMinutes,
      ctx.timeZone,
      ctx.actor.personId,
      ctx.now(),
      input.round,
    ],
  );
  const sessionId = (rows[0] as { id: string }).id;
  await insertSlots(ctx, { sessionId, roomId, starts, slotMinutes: input.slotMinutes });
  await audit(ctx, { verb: "propose_session", subject: "session", subjectId: sessionId });
  return sessionId;
}

function cut(now: Date, { startsAt, endsAt, slotMinutes }: z.output<typeof ProposeSession>): Date[] {
  const [from, to] = [Date.parse(startsAt), Date.parse(endsAt)];
  if (from <= now.getTime()) {
    throw new AppError("invalid_input", "session starts in the past", {
      said: "That time has passed. Which day and time shall it be?",
    });
  }
  if (to <= from || to - from > DAY_MS) {
    throw new AppError("invalid_input", "session ends before it starts or lasts over a day", {
      said: "A session needs a start and a later end on one day, for example between 2 and 6.",
    });
  }
  const length = slotMinutes * MINUTE_MS;
  const count = Math.floor((to - from) / length);
  if (count === 0) {
    throw new AppError("invalid_input", "session shorter than a slot", {
      said: `That is shorter than one slot of ${slotMinutes} minutes. Make it longer, or the slots shorter.`,
    });
  }
  return Array.from({ length: count }, (_, index) => new Date(from + index * length));
}

/** Where the role's last session is or was; throws `invalid_input` before the first. */
async function lastPlace(ctx: ToolCtx, roleId: string): Promise<string> {
  const { rows } = await ctx.db.query<{ place: string }>(
    `select place from sessions where role_id = $1 order by created_at desc limit 1`,
    [roleId],
  );
  if (rows[0]) return rows[0].place;
  throw new AppError("invalid_input", "no place", { said: teamWords.inviteNeeds({ missing: ["place"] }) });
}

async function roomOf(ctx: ToolCtx, place: string): Promise<string> {
  const name = place.replace(/^(the|at)\s+/i, "").toLowerCase();
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into rooms (workspace_id, name) values ($1, $2)
     on conflict on constraint rooms_once do update set name = excluded.name returning id`,
    [ctx.actor.workspaceId, name],
  );
  return (rows[0] as { id: string }).id;
}

type Cut = { sessionId: string; roomId: string; starts: Date[]; slotMinutes: number };

async function insertSlots(ctx: ToolCtx, { sessionId, roomId, starts, slotMinutes }: Cut): Promise<void> {
  try {
    await ctx.db.transaction((tx) =>
      tx.query(
        `insert into slots (workspace_id, session_id, room_id, starts_at, ends_at)
         select $1, $2, $3, s, s + make_interval(mins => $5) from unnest($4::timestamptz[]) s`,
        [ctx.actor.workspaceId, sessionId, roomId, starts, slotMinutes],
      ),
    );
  } catch (cause) {
    if ((cause as { constraint?: string }).constraint !== "slots_room_once") throw cause;
    throw new AppError("conflict", `room ${roomId} is taken`, {
      cause,
      said: `${await holderOf(ctx, { roomId, starts, slotMinutes })} has that room at that time. Which other time or place shall it be?`,
    });
  }
}

/** The role whose session is in the room then. */
async function holderOf(ctx: ToolCtx, { roomId, starts, slotMinutes }: Omit<Cut, "sessionId">): Promise<string> {
  const { rows } = await ctx.db.query<{ title: string }>(
    `select r.title from slots s join sessions e on e.id = s.session_id join roles r on r.id = e.role_id
      where s.room_id = $1 and s.state = 'open'
        and s.during && tstzrange($2, $3::timestamptz + make_interval(mins => $4)) order by s.starts_at limit 1`,
    [roomId, starts[0], starts.at(-1), slotMinutes],
  );
  return rows[0] ? `“${rows[0].title}”` : "Another session";
}
