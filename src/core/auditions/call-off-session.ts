import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import type { Language } from "../messages/message.ts";
import { sayDay, sayRange, sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { mustBeTeam } from "../people/rights.ts";
import { mustBeWhereShown, mustConcernWhomShown, Shown, shownOf } from "./as-shown.ts";
import { draftLetter, readersOf, samplesFor } from "./draft-letter.ts";
import { NOT_WRITTEN_TO } from "./invite.ts";
import { LIVE, waitsForAudition } from "./list-slots.ts";
import { moveCandidates } from "./move-candidate.ts";
import { unplanBooking } from "./plan-booking.ts";
import { latestOf, reachTalent, sayHeldBack, writeTo } from "./reach-talent.ts";
import { readSession, type Session } from "./read-session.ts";
import { ROUND_STATE } from "./rounds.ts";
import { sayList } from "./say-role.ts";
import { mustNotHaveBegun, sessionMeant, WhichSession } from "./session-meant.ts";
import { type Expected, expectedAt, isBooked } from "./session-people.ts";
import { takeBackInvitation } from "./take-back-invitation.ts";
import { withdrawAll } from "./withdraw-draft.ts";

export const CallOffSession = z.object({
  ...WhichSession,
  reason: z.string().trim().max(500).optional().describe("For the team's own record; talent is not told."),
});

const Payload = z.object({ sessionId: z.uuid(), reason: z.string().optional(), was: Shown.optional() });

/**
 * Drafts the end of a session that will not be: who is booked and invited is shown. Nothing ends, and nobody is told, before
 * a person presses the button (`approve_letter`). Throws `conflict` for a session that has begun.
 */
export async function draftCallOff(ctx: ToolCtx, asked: z.output<typeof CallOffSession>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const session = await sessionMeant(ctx, asked, { verb: "call_off_session", args: asked });
  const people = await expectedAt(ctx, session.id);
  const [booked, waiting] = [people.filter(isBooked), people.filter((one) => !isBooked(one))];
  const names = (all: Expected[]) =>
    all.length > 0 ? `${all.length} (${sayList(all.map((one) => one.name))})` : "nobody";
  const drafted = await draftLetter(ctx, {
    kind: "call_off_session",
    payload: { sessionId: session.id, was: shownOf(session, people), ...(asked.reason && { reason: asked.reason }) },
    said: `${sayHeld(session)} would be called off.`,
    title: `Call off the session on ${sayHeld(session)}?`,
    lines: [
      `Booked: ${names(booked)}. Invited, without a booking: ${names(waiting)}.`,
      ...(await samples(ctx, session, people)),
      "Bookings count as cancellations of casting, the room is free again, and I ask you whether to offer other times.",
    ],
    label: people.length > 0 ? "Call it off and tell them" : "Call it off",
    style: "danger",
  });
  return {
    ...drafted,
    data: { ...drafted.data, sessionId: session.id, booked: booked.length, invited: waiting.length },
  };
}

const sayHeld = ({ startsAt, endsAt, timeZone, place }: Session) => `${sayRange(startsAt, endsAt, timeZone)}, ${place}`;

/** Who had a time reads of that time, who had none of the day. */
function say(
  session: Session,
  startsAt: Date | null,
  { language, child }: { language: Language; child: string | undefined },
) {
  const { round, role, timeZone } = session;
  return startsAt
    ? words(language).cancelledByCasting({ round, when: sayTime(startsAt, timeZone, language), child })
    : words(language).sessionOff({ round, role, child, day: sayDay(session.startsAt, timeZone, language) });
}

async function samples(ctx: ToolCtx, session: Session, people: Expected[]): Promise<string[]> {
  const readers = await readersOf(
    ctx,
    people.map((one) => one.candidateId),
  );
  return [people.filter(isBooked), people.filter((one) => !isBooked(one))].flatMap((all) =>
    samplesFor(
      readers.filter((reader) => all.some((one) => one.candidateId === reader.candidateId)),
      (to) => say(session, all[0] && isBooked(all[0]) ? all[0].startsAt : null, to),
    ),
  );
}

/** A person lets it be called off: bookings, holds, invitations, slots and room in one transaction; each is told once. */
export async function sendCallOff(
  ctx: ToolCtx,
  { payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  const { sessionId, reason, was } = Payload.parse(payload);
  await ctx.db.query(`select from sessions where id = $1 for update`, [sessionId]);
  const session = mustNotHaveBegun(ctx, await readSession(ctx, sessionId, { ofThread: ctx.conversation.id }));
  mustBeWhereShown(session, was);
  const people = await expectedAt(ctx, sessionId, { lock: true });
  if (was) mustConcernWhomShown(people, was);
  await endSession(ctx, session, { reason });
  const free = await releaseOf(ctx, session, people);
  const told: { name: string; heldUntil: Date | undefined }[] = [];
  const not: string[] = [];
  for (const one of people) {
    const knowsNothing = (await takeBackInvitation(ctx, one.invitationId)) && !isBooked(one);
    const to = await reachTalent(ctx, one.talentId);
    if (typeof to === "string") {
      not.push(`${NOT_WRITTEN_TO[to](one.name)} Please tell them yourself.`);
      continue;
    }
    if (knowsNothing) continue;
    const heldUntil = await writeTo(ctx, to, {
      key: `session:${sessionId}:off:${one.invitationId}`,
      purpose: "utility",
      about: one.startsAt ?? session.startsAt,
      text: say(session, isBooked(one) ? one.startsAt : null, to),
    });
    told.push({ name: one.name, heldUntil });
  }
  await audit(ctx, { verb: "call_off_session", subject: "session", subjectId: sessionId });
  const news =
    told.length > 0
      ? `I am telling ${sayList(told.map((one) => one.name))}.${sayHeldBack(latestOf(told), session.timeZone)}`
      : "Nobody had to be told.";
  return {
    said: [`Called off: ${sayHeld(session)}. ${news}`, ...not].join(" "),
    data: { sessionId, told: told.length },
    parts: free.length > 0 ? [askForTimes(session, free)] : [],
  };
}

/** Whether to offer them other times is asked, never done by itself. */
const askForTimes = (session: Session, people: Expected[]) => ({
  type: "card" as const,
  title: "Shall I offer them other times?",
  lines: [
    `${sayList(people.map((one) => one.name))}: press the button and they are ready to be invited again, then tell me day, hours and place.`,
  ],
  choices: [
    {
      label: "Offer other times",
      style: "primary" as const,
      verb: "offer_new_times" as const,
      args: { sessionId: session.id },
    },
  ],
});

async function endSession(ctx: ToolCtx, session: Session, { reason }: { reason: string | undefined }) {
  const now = ctx.now();
  const { rows } = await ctx.db.query<{ id: string; version: number }>(
    `update bookings b set state = 'cancelled_by_casting', ended_at = $2, reason = $3, wanted_slot_id = null, version = b.version + 1
       from invitations i where i.id = b.invitation_id and i.session_id = $1 and b.state in ${LIVE} and b.state <> 'held'
     returning b.id, b.version`,
    [session.id, now, reason ?? null],
  );
  for (const one of rows) await unplanBooking(ctx, one);
  await ctx.db.query(
    `update bookings b set state = 'expired', ended_at = $2 from invitations i
      where i.id = b.invitation_id and i.session_id = $1 and b.state = 'held'`,
    [session.id, now],
  );
  await ctx.db.query(
    `update invitations set state = 'void', answered_at = $2 where session_id = $1 and state in ('sent', 'accepted')`,
    [session.id, now],
  );
  await ctx.db.query(`update slots set state = 'cancelled' where session_id = $1`, [session.id]);
  await ctx.db.query(`update sessions set state = 'cancelled' where id = $1`, [session.id]);
  await withdrawAll(ctx, session.id);
  ctx.wake.changed(ctx.actor.workspaceId, "roles");
}

/** Releases whom no other session of the role waits for, and returns them. */
async function releaseOf(ctx: ToolCtx, session: Session, people: Expected[]): Promise<Expected[]> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select c.id from candidates c where c.id = any($1::uuid[]) and not ${waitsForAudition("$2")}`,
    [people.map((one) => one.candidateId), ctx.now()],
  );
  const free = people.filter((one) => rows.some(({ id }) => id === one.candidateId));
  await moveCandidates(ctx, {
    candidateIds: free.map((one) => one.candidateId),
    to: "released",
    from: [ROUND_STATE[session.round]],
    why: CALLED_OFF,
  });
  return free;
}

/** In the history of a candidate whose session was called off. */
export const CALLED_OFF = "the session was called off";
