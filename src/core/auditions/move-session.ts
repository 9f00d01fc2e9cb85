import { DateTime } from "luxon";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayRange } from "../messages/say-time.ts";
import { mustBeTeam } from "../people/rights.ts";
import { mustBeWhereShown, mustConcernWhomShown, Shown, shownOf } from "./as-shown.ts";
import { draftLetter } from "./draft-letter.ts";
import { moveExpected, sayMoved } from "./move-expected.ts";
import { readSession, type Session } from "./read-session.ts";
import { sayList } from "./say-role.ts";
import { mustNotHaveBegun, sessionMeant, WhichSession } from "./session-meant.ts";
import { clashesOf, expectedAt, isBooked } from "./session-people.ts";
import { mustBeFreeFor, shiftSession, type Target } from "./shift-session.ts";
import { type MovedSession, sampleLetters } from "./tell-moved.ts";
import { withdrawInvitations } from "./withdraw-draft.ts";

const WEEK_MINUTES = 7 * 24 * 60;

export const MoveSession = z.object({
  ...WhichSession,
  toDay: z.iso.date().optional().describe("The day it moves to, at the same times unless `from` is given."),
  toWeekday: z
    .number()
    .int()
    .min(1)
    .max(7)
    .optional()
    .describe("Instead of toDay where only a weekday was named, 1 for Monday: the one nearest to its day."),
  from: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional()
    .describe("When it begins from now on, as HH:MM there. It stays as long as it is."),
  byMinutes: z
    .number()
    .int()
    .min(-WEEK_MINUTES)
    .max(WEEK_MINUTES)
    .optional()
    .describe("So much later; earlier where negative."),
  place: z.string().trim().min(1).max(120).optional().describe("Another studio, as the person named it."),
  room: z.string().trim().min(1).max(60).optional().describe("Another room of its place."),
});
type Asked = z.output<typeof MoveSession>;

const Payload = z.object({
  sessionId: z.uuid(),
  startsAt: z.iso.datetime(),
  place: z.string(),
  room: z.string().optional(),
  was: Shown,
});

/**
 * Drafts the move of a whole session to another day, time, place or room: who is booked, invited and cannot come then is
 * shown. Nothing moves, and nobody is told, before a person presses the button (`approve_letter`). Throws `conflict` with
 * what is free where a room or a reader is taken, and for a session that has begun.
 */
export async function draftSessionMove(ctx: ToolCtx, asked: Asked): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const session = await sessionMeant(ctx, asked, { verb: "move_session", args: asked });
  const target = targetOf(ctx, session, asked);
  await mustBeFreeFor(ctx, session, target);
  const shiftMs = target.startsAt.getTime() - session.startsAt.getTime();
  const people = await expectedAt(ctx, session.id);
  const clashes = await clashesOf(ctx, { people, shiftMs, timeZone: session.timeZone });
  const booked = people.filter(isBooked);
  const waiting = people.filter((one) => !isBooked(one));
  const endsAt = new Date(session.endsAt.getTime() + shiftMs);
  const moved: MovedSession = { session, now: { ...session, ...target, endsAt }, shiftMs };
  const names = (all: { name: string }[]) =>
    all.length > 0 ? `${all.length} (${sayList(all.map((one) => one.name))})` : "nobody";
  const drafted = await draftLetter(ctx, {
    kind: "move_session",
    payload: { sessionId: session.id, ...target, was: shownOf(session, people) },
    said: `${sayHeld(session)} would move.`,
    title: `Move the session to ${sayHeld(moved.now)}${asked.room ? `, ${asked.room}` : ""}?`,
    lines: [
      `Now: ${sayHeld(session)}`,
      `Booked: ${names(booked)}. Invited, without a booking: ${names(waiting)}.`,
      ...clashes.map(({ name, why }) => `Cannot come then: ${name} (${why}). They are asked which other time suits.`),
      ...(await sampleLetters(ctx, moved, people)),
    ],
    label: people.length > 0 ? "Move it and tell them" : "Move it",
  });
  return {
    ...drafted,
    data: {
      ...drafted.data,
      sessionId: session.id,
      startsAt: target.startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      place: target.place,
      booked: booked.length,
      invited: waiting.length,
      clashes: clashes.map(({ name, why }) => ({ name, why })),
    },
  };
}

const sayHeld = ({ startsAt, endsAt, timeZone, place }: Session) => `${sayRange(startsAt, endsAt, timeZone)}, ${place}`;

function targetOf(ctx: ToolCtx, session: Session, asked: Asked): Target {
  const { from, byMinutes = 0, place, room } = asked;
  const toDay = asked.toDay ?? (asked.toWeekday ? nearestDay(ctx, session, asked.toWeekday) : undefined);
  const [year, month, day] = (toDay ?? "").split("-").map(Number);
  const [hour, minute] = (from ?? "").split(":").map(Number);
  const at = DateTime.fromJSDate(session.startsAt, { zone: session.timeZone })
    .set({ ...(toDay && { year, month, day }), ...(from && { hour, minute }) } as Record<string, number>)
    .plus({ minutes: byMinutes });
  const target = { startsAt: at.toJSDate(), place: place ?? session.place, ...(room && { room }) };
  if (!at.isValid)
    throw new AppError("invalid_input", "no such time", {
      said: "I know no such time. Which day and time shall it be?",
    });
  const stays = target.startsAt.getTime() === session.startsAt.getTime() && target.place === session.place && !room;
  if (stays) {
    throw new AppError("invalid_input", `session ${session.id} would stay`, {
      said: `${sayHeld(session)}: it is there already. To which day, time or place shall it move?`,
    });
  }
  if (target.startsAt <= ctx.now()) {
    throw new AppError("invalid_input", "a session would move into the past", {
      said: "That time has passed. Which day and time shall it be?",
    });
  }
  return target;
}

/** "Friday's session to Saturday" is the day after it; what has passed is not meant. */
function nearestDay(ctx: ToolCtx, { startsAt, timeZone }: Session, weekday: number): string {
  const at = DateTime.fromJSDate(startsAt, { zone: timeZone });
  const after = at.plus({ days: (weekday - at.weekday + 7) % 7 });
  const before = after.minus({ days: 7 });
  const near = after.diff(at, "days").days > 3 && before.startOf("day").toJSDate() > ctx.now() ? before : after;
  return near.toISODate() ?? "";
}

/** A person lets the session move: everything of it does, in one transaction, and each is told once. */
export async function sendSessionMove(
  ctx: ToolCtx,
  { approvalId, payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  const { sessionId, was, ...to } = Payload.parse(payload);
  await ctx.db.query(`select from sessions where id = $1 for update`, [sessionId]);
  const session = mustNotHaveBegun(ctx, await readSession(ctx, sessionId, { ofThread: ctx.conversation.id }));
  mustBeWhereShown(session, was);
  const target = { ...to, startsAt: new Date(to.startsAt) };
  if (target.startsAt <= ctx.now()) {
    throw new AppError("conflict", "a session would move into the past", {
      said: "The time that it would move to has passed meanwhile. I moved nothing.",
    });
  }
  const people = await expectedAt(ctx, sessionId, { lock: true });
  mustConcernWhomShown(people, was);
  const slots = await shiftSession(ctx, session, target);
  const withdrawn = await withdrawInvitations(ctx, sessionId);
  const now = await readSession(ctx, sessionId);
  const moved = { session, now, shiftMs: now.startsAt.getTime() - session.startsAt.getTime() };
  const all = await moveExpected(ctx, { ...moved, people, slots, approvalId });
  await audit(ctx, { verb: "move_session", subject: "session", subjectId: sessionId });
  ctx.wake.changed(ctx.actor.workspaceId, "bookings");
  const drafts = withdrawn > 0 ? " I took back the draft invitation to the old time: ask me for another." : "";
  return {
    said: `The session is moved: ${sayHeld(now)}${to.room ? `, ${to.room}` : ""} (was ${sayHeld(session)}). ${sayMoved(all, moved)}${drafts}`.trim(),
    data: { sessionId, told: all.length },
  };
}
