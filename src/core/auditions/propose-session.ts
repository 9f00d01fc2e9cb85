import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayRange } from "../messages/say-time.ts";
import { teamWords } from "../messages/wording-team.ts";
import { mustBeTeam } from "../people/rights.ts";
import { currentRole } from "./current-role.ts";
import { type Cutting, cutSlots } from "./cut-slots.ts";
import { insertSlots } from "./insert-slots.ts";
import { ROUND_SAID, ROUNDS } from "./rounds.ts";
import { sayList } from "./say-role.ts";
import { type Desk, desksOf } from "./session-crew.ts";
import { minutesOf, ReminderHours, sayReminders } from "./set-reminders.ts";
import { withdrawDraft } from "./withdraw-draft.ts";

const Time = z.iso.datetime({ offset: true });
const REMINDER_HOURS = [24, 3];
const Name = z.string().trim().min(1).max(60);

export const ProposeSession = z.object({
  startsAt: Time.describe("With the zone's offset, e.g. 2026-11-27T14:00:00+05:30"),
  endsAt: Time,
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
  rooms: z.array(Name).max(10).default([]).describe("Rooms used at once, when several were named."),
  readers: z.array(Name).max(10).default([]).describe("Who reads with talent, one a room in the order of the rooms."),
  capacity: z.number().int().min(1).max(100).default(1).describe("Talents seen together in one slot."),
  breaks: z
    .array(z.object({ startsAt: Time, endsAt: Time }))
    .max(10)
    .default([])
    .describe("Lunch and the like: no slots then."),
  gapMinutes: z.number().int().min(0).max(120).default(0).describe("Kept free for latecomers after every few slots."),
  gapEvery: z.number().int().min(1).max(50).default(3).describe("After how many slots that is."),
  fill: z
    .enum(["choice", "order", "hand"])
    .default("choice")
    .describe("Who gets which time: talent choose, in the order they were selected, or the team names each time."),
  reminderHours: ReminderHours.optional(),
  insteadOfDraft: z
    .boolean()
    .default(false)
    .describe("True when this corrects the session of a draft that nobody has approved: that draft is withdrawn."),
});
type Asked = z.output<typeof ProposeSession>;
type Proposed = Asked & { place: string };

/** Sets an audition session for this conversation's role, as `setSession` does. */
export async function proposeSession(ctx: ToolCtx, asked: Asked): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  return setSession(ctx, await currentRole(ctx), asked);
}

type Set = {
  said: string;
  data: { sessionId: string; slots: number; fill: Asked["fill"] } /** It was there before. */;
  known: boolean;
};

/**
 * Creates a session for a role and cuts it into slots. Nobody is told yet. The same place, hours and plan again are the
 * session that is there.
 */
export async function setSession(ctx: ToolCtx, role: { id: string }, asked: Asked): Promise<Set> {
  mustBeTeam(ctx.actor);
  const starts = cutSlots(cuttingOf(asked), { now: ctx.now(), timeZone: ctx.timeZone });
  if (asked.insteadOfDraft) await withdrawDraft(ctx, role.id);
  const input = { ...asked, place: asked.place ?? (await lastPlace(ctx, role.id)) };
  const desks = await desksOf(ctx, input);
  const planned = { roleId: role.id, desks, input, plan: planOf(input, desks) };
  const known = await sameSession(ctx, planned);
  const sessionId = known ?? (await insertSession(ctx, { ...planned, starts }));
  const slots = starts.length * desks.length;
  const kind = input.round === "audition" ? "" : `${ROUND_SAID[input.round]} `;
  return {
    said: `A ${kind}session is set: ${saySession(ctx, input, slots)}.`,
    data: { sessionId, slots, fill: input.fill },
    known: known !== undefined,
  };
}

const stretchOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => ({
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
});

const cuttingOf = (input: Asked): Cutting => ({
  ...stretchOf(input),
  slotMinutes: input.slotMinutes,
  rooms: Math.max(1, input.rooms.length),
  breaks: input.breaks.map(stretchOf),
  gapMinutes: input.gapMinutes,
  gapEvery: input.gapEvery,
});

/** What makes it another session than one at the same place and hours. */
const planOf = ({ capacity, breaks, gapMinutes, gapEvery, fill, reminderHours }: Proposed, desks: Desk[]) =>
  JSON.stringify({
    ...(desks.length > 1 && { rooms: desks.map((desk) => desk.roomId) }),
    ...(desks.some((desk) => desk.readerId) && { readers: desks.map((desk) => desk.readerId) }),
    ...(capacity > 1 && { capacity }),
    ...(breaks.length > 0 && { breaks: breaks.map((one) => [one.startsAt, one.endsAt].map(Date.parse)) }),
    ...(gapMinutes > 0 && { gap: [gapMinutes, gapEvery] }),
    ...(fill !== "choice" && { fill }),
    ...(reminderHours && { reminders: minutesOf(reminderHours) }),
  });

type Planned = { roleId: string; desks: Desk[]; input: Proposed; plan: string };

async function sameSession(ctx: ToolCtx, { roleId, desks, input, plan }: Planned): Promise<string | undefined> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select id from sessions where role_id = $1 and room_id = $2 and starts_at = $3 and ends_at = $4 and slot_minutes = $5
        and plan = $6::jsonb and round = $7 and state = 'open'`,
    [roleId, desks[0]?.roomId, new Date(input.startsAt), new Date(input.endsAt), input.slotMinutes, plan, input.round],
  );
  return rows[0]?.id;
}

async function insertSession(ctx: ToolCtx, planned: Planned & { starts: Date[] }): Promise<string> {
  const { roleId, desks, input, plan, starts } = planned;
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into sessions (workspace_id, role_id, room_id, place, starts_at, ends_at, slot_minutes, plan, fill, round, time_zone, created_by, created_at, reminder_minutes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning id`,
    [
      ctx.actor.workspaceId,
      roleId,
      desks[0]?.roomId,
      input.place,
      new Date(input.startsAt),
      new Date(input.endsAt),
      input.slotMinutes,
      plan,
      input.fill,
      input.round,
      ctx.timeZone,
      ctx.actor.personId,
      ctx.now(),
      minutesOf(input.reminderHours ?? REMINDER_HOURS),
    ],
  );
  const sessionId = (rows[0] as { id: string }).id;
  await insertSlots(ctx, { sessionId, desks, starts, slotMinutes: input.slotMinutes, capacity: input.capacity });
  ctx.wake.changed(ctx.actor.workspaceId, "bookings");
  await audit(ctx, { verb: "propose_session", subject: "session", subjectId: sessionId });
  return sessionId;
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

const FILLED = { choice: "", order: "times given in order", hand: "times given by you" };

function saySession({ timeZone }: ToolCtx, input: Proposed, slots: number): string {
  const hours = (one: { startsAt: string; endsAt: string }) =>
    sayRange(new Date(one.startsAt), new Date(one.endsAt), timeZone);
  const together = input.capacity > 1 ? ` for ${input.capacity} people each` : "";
  return [
    hours(input),
    input.place,
    ...(input.rooms.length > 1 ? [`in ${input.rooms.length} rooms at once (${sayList(input.rooms)})`] : []),
    `${slots} ${slots === 1 ? "slot" : "slots"} of ${input.slotMinutes} minutes${together}`,
    ...input.breaks.map((one) => `break ${hours(one).split(", ").at(-1)}`),
    ...(input.gapMinutes > 0 ? [`${input.gapMinutes} minutes free after every ${input.gapEvery}`] : []),
    ...(input.readers.length > 0 ? [`${sayList(input.readers)} reading`] : []),
    FILLED[input.fill],
    ...(input.reminderHours ? [`reminders ${sayReminders(minutesOf(input.reminderHours))}`] : []),
  ]
    .filter(Boolean)
    .join(", ");
}
