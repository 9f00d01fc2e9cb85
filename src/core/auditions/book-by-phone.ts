import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { sayTime } from "../messages/say-time.ts";
import { mustHaveGo } from "../operations/must-have-go.ts";
import { mustBeTeam } from "../people/rights.ts";
import { confirmInWriting, inTheNameOf, takenDownBy } from "./by-phone.ts";
import { mustStandAs, Standing, standingOf } from "./candidate-standing.ts";
import { confirmBooking, sayBooked } from "./confirm-booking.ts";
import { draftLetter } from "./draft-letter.ts";
import { mustBeConsentedFor } from "./guard-minor.ts";
import { holdSlot } from "./hold-slot.ts";
import { freeSlots } from "./list-slots.ts";
import { moveCandidates } from "./move-candidate.ts";
import { lockBooking } from "./my-booking.ts";
import { findNamed, type Named } from "./name-candidates.ts";
import { placeAt } from "./place-candidates.ts";
import { readSession, type Session } from "./read-session.ts";
import { A_ROUND, GATE, invitable, movedInto, ROUND_STATE } from "./rounds.ts";
import { sayList } from "./say-role.ts";
import { sessionMeant, WhichSession } from "./session-meant.ts";
import { takeOtherSlot } from "./take-other-slot.ts";

export const BookByPhone = z.object({
  name: z.string().trim().min(1).max(120),
  at: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .describe("When their time begins there, as HH:MM."),
  ...WhichSession,
});

const Payload = z.object({
  sessionId: z.uuid(),
  candidateId: z.uuid(),
  slotId: z.uuid(),
  /** Drafted before this was noted, it is booked as it was. */
  was: Standing.optional(),
});

/**
 * Drafts the booking of a time that was agreed on the phone: of who is invited, of who is selected, and of who is booked at
 * another time of the session. It stands, and is confirmed to them in writing, once a person pressed the button. Throws
 * `conflict` for a time that is not free, with those that are.
 */
export async function draftPhoneBooking(ctx: ToolCtx, asked: z.output<typeof BookByPhone>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const session = await sessionMeant(ctx, asked, { verb: "book_by_phone", args: asked });
  const who = await expectedNamed(ctx, session, asked.name);
  await mustBeConsentedFor(ctx, who.talentId);
  const free = await freeSlots(await inTheNameOf(ctx, who.talentId), session.id);
  const place = placeAt(asked.at, { session, free, given: [] });
  const when = sayTime(place.startsAt, session.timeZone);
  const { was, booked } = await standingOf(ctx, { sessionId: session.id, candidateId: who.id });
  const from = booked && booked.slotId !== place.slotId ? sayTime(booked.startsAt, session.timeZone) : undefined;
  return draftLetter(ctx, {
    kind: "book_by_phone",
    payload: { sessionId: session.id, candidateId: who.id, slotId: place.slotId, was },
    said: `${who.name}: ${when}, agreed by phone.`,
    title: from
      ? `Move ${who.name} from ${from} to ${when}, ${session.place}?`
      : `Book ${who.name} for ${when}, ${session.place}?`,
    lines: ["As agreed by phone. They get the confirmation in writing, the calendar event and reminders."],
    label: from ? "Move it and confirm" : "Book it and confirm",
  });
}

/** The one of that name who may come to the session: invited to it, or on the way there. */
async function expectedNamed(ctx: ToolCtx, { id, roleId, round }: Session, name: string): Promise<Named> {
  await ctx.db.query(`update conversations set role_id = $2 where id = $1`, [ctx.conversation.id, roleId]);
  const named = await findNamed(ctx, { names: [name] });
  const { rows } = await ctx.db.query<{ id: string }>(
    `select candidate_id as id from invitations where session_id = $1 and candidate_id = any($2::uuid[]) and state <> 'void'`,
    [id, named.map((one) => one.id)],
  );
  const may = named.filter((one) => rows.some((row) => row.id === one.id) || invitable(round).includes(one.state));
  if (may[0] && may.length === 1) return may[0];
  throw new AppError("conflict", `${may.length} of that name may come to session ${id}`, {
    said:
      may.length > 1
        ? `Which ${name} do you mean: ${sayList(may.map((one) => one.name))}?`
        : `${named[0]?.name ?? name} is neither invited nor selected. Select them first, then tell me again.`,
  });
}

/**
 * A person lets the booking stand: the same hold and confirmation as by the talent's own word. Throws `conflict` when she
 * chose, moved or cancelled a time since it was drafted.
 */
export async function sendPhoneBooking(
  ctx: ToolCtx,
  { approvalId, payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  const { sessionId, candidateId, slotId, was } = Payload.parse(payload);
  await ctx.db.query(`select from sessions where id = $1 for key share`, [sessionId]);
  const session = await readSession(ctx, sessionId, { ofThread: ctx.conversation.id });
  const { rows } = await ctx.db.query<{ talentId: string; name: string }>(
    `select c.talent_id as "talentId", p.name from candidates c join people p on p.id = c.talent_id where c.id = $1 and c.role_id = $2 for update of c`,
    [candidateId, session.roleId],
  );
  const { talentId, name } = rows[0] as { talentId: string; name: string };
  if (was) await mustStandAs(ctx, was, { session, candidateId, name });
  await mustBeConsentedFor(ctx, talentId);
  await mustHaveGo(ctx, { roleId: session.roleId, kind: GATE[session.round] });
  const invitationId = await openInvitation(ctx, session, { candidateId, talentId, approvalId });
  const hers = await inTheNameOf(ctx, talentId);
  const result = await take(hers, { slotId, invitationId }).catch((error: unknown) => {
    throw inTeamWords(error, name);
  });
  const { rows: stands } = await ctx.db.query<{ id: string; version: number }>(
    `select id, version from bookings where id = $1`,
    [result.data?.bookingId],
  );
  const written = await confirmInWriting(ctx, {
    talentId,
    name,
    approvalId,
    what: "booking",
    result,
    ...(stands[0] && { booking: stands[0] }),
  });
  const waits = result.data?.waitsFor === "permission";
  const done = waits
    ? `${name} is under 18: the time is held, and booked when the permission document is here. Then write “permission for ${name} is here”.`
    : `${name} is booked: ${sayTime(new Date(String(result.data?.startsAt)), session.timeZone)}, ${session.place} (agreed by phone, taken down by ${await takenDownBy(ctx)}).`;
  return { said: `${done} ${written}`, data: { ...result.data } };
}

type Taking = { slotId: string; invitationId: string };

/** Another time of who is booked already, a hold and its confirmation otherwise. */
async function take(ctx: ToolCtx, { slotId, invitationId }: Taking): Promise<ToolResult> {
  const { rows } = await ctx.db.query<{ id: string; slotId: string }>(
    `select id, slot_id as "slotId" from bookings where invitation_id = $1
        and state in ('assigned', 'sent', 'confirmed', 'change_requested', 'checked_in', 'late')`,
    [invitationId],
  );
  const booked = rows[0];
  if (booked && booked.slotId !== slotId) {
    const moved = await takeOtherSlot(ctx, await lockBooking(ctx, booked.id), slotId);
    if (!moved) throw new AppError("conflict", `slot ${slotId} is taken`);
    return sayBooked(ctx, moved, "retimed");
  }
  const bookingId = booked?.id ?? String((await holdSlot(ctx, { slotId, invitationId })).data?.bookingId);
  return confirmBooking(ctx, { bookingId });
}

type Opening = { candidateId: string; talentId: string; approvalId: string };

/** The invitation under which she comes; of who was not asked in writing, one without a message. */
async function openInvitation(ctx: ToolCtx, session: Session, opening: Opening): Promise<string> {
  const { candidateId, talentId, approvalId } = opening;
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into invitations as i (workspace_id, session_id, candidate_id, talent_id, approval_id, created_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict on constraint invitations_once do update
        set state = case when i.state in ('declined', 'expired') then 'sent' else i.state end
     returning id`,
    [ctx.actor.workspaceId, session.id, candidateId, talentId, approvalId, ctx.now()],
  );
  const why = `agreed to ${A_ROUND[session.round]} by phone`;
  const from = [...movedInto(session.round), "withdrawn" as const];
  await moveCandidates(ctx, { candidateIds: [candidateId], to: ROUND_STATE[session.round], from, why });
  return (rows[0] as { id: string }).id;
}

/** What a talent would be told is told the team instead. */
function inTeamWords(error: unknown, name: string): unknown {
  if (!(error instanceof AppError) || error.code === "bug") return error;
  const { booked, hours } = error.details ?? {};
  const why = booked
    ? `${name} has another audition then`
    : hours
      ? `${name} is under 18 and would work longer than the law allows`
      : "that time is taken or gone";
  return new AppError("conflict", error.message, {
    cause: error,
    said: `I booked nothing: ${why}. Ask me for the free slots, and agree on another time.`,
  });
}
