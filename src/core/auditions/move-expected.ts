import { setAlarm } from "../alarms/set-alarm.ts";
import { audit } from "../audit.ts";
import type { ToolCtx } from "../conversation/tool.ts";
import { within } from "../conversation/turn.ts";
import { AppError } from "../errors.ts";
import { quietUntil } from "../messages/plan-send.ts";
import { mustRestAround } from "./guard-minor.ts";
import { NOT_WRITTEN_TO, sayCallForAnswer } from "./invite.ts";
import { LIVE } from "./list-slots.ts";
import { watchWait } from "./move-booking.ts";
import { planBooking, unplanBooking } from "./plan-booking.ts";
import { latestOf, sayHeldBack } from "./reach-talent.ts";
import { sayList } from "./say-role.ts";
import { clashesOf, type Expected, isBooked, shifted } from "./session-people.ts";
import type { Told } from "./tell-booked.ts";
import { type MovedSession, tellInvited, tellLost, tellMoved } from "./tell-moved.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Who says yes later than this before the slot could hardly come. */
const LAST_YES_MS = 30 * MINUTE_MS;

export type Outcome = Told & { name: string; became: "moved" | "invited" | "lost"; why?: string; asks?: boolean };

type Moving = MovedSession & {
  people: Expected[];
  /** Which slot takes the place of which. */
  slots: Map<string, string>;
  approvalId: string;
};

/**
 * Takes everybody along whom a moved session concerns, each with one message: a booking and what is held go to the slot
 * that took the place of theirs, a booking has to be confirmed again where its time is another; who cannot come then loses
 * the time and may choose another; who has not answered reads the new times.
 */
export async function moveExpected(ctx: ToolCtx, moving: Moving): Promise<Outcome[]> {
  const { people, now, shiftMs, approvalId } = moving;
  await endStaleHolds(ctx, people);
  if (shiftMs !== 0) await closeOldTimes(ctx, moving);
  const clashes = await clashesOf(ctx, { people, shiftMs, timeZone: now.timeZone });
  const all: Outcome[] = [];
  for (const [turn, one] of people.entries()) {
    const { name } = one;
    const letter = { one, approvalId, turn };
    const why = clashes.find((clash) => clash.invitationId === one.invitationId)?.why;
    const taken = one.bookingId ? (why ?? (await takeAlong(ctx, moving, one))) : undefined;
    if (typeof taken === "string") {
      await letGo(ctx, one);
      const told = await tellLost(ctx, moving, letter);
      if (told.reached === "asked") await waitAnew(ctx, moving, one.invitationId);
      all.push({ name, became: "lost", why: taken, ...told });
    } else if (taken && isBooked(one)) {
      const was = { startsAt: one.startsAt as Date, endsAt: one.endsAt as Date };
      const booking = {
        id: taken.id,
        version: taken.version,
        talentId: one.talentId,
        talent: name,
        ...shifted(was, shiftMs),
      };
      const asks = taken.state === "change_requested";
      const confirmed = taken.state !== "sent";
      all.push({
        name,
        became: "moved",
        asks,
        ...(await tellMoved(ctx, moving, { ...booking, was, confirmed, asks })),
      });
    } else {
      const kept = taken && { slotId: taken.slotId, startsAt: taken.startsAt, until: one.heldUntil as Date };
      const told = await tellInvited(ctx, moving, { ...letter, ...(kept && { kept }) });
      if (!one.bookingId) await waitLonger(ctx, moving, one.invitationId);
      else if (!kept && told.reached === "asked") await waitAnew(ctx, moving, one.invitationId);
      all.push({ name, became: "invited", ...told });
    }
  }
  return all;
}

/** An expired hold takes up its talent's time until somebody says so. */
async function endStaleHolds(ctx: ToolCtx, people: Expected[]): Promise<void> {
  await ctx.db.query(
    `update bookings set state = 'expired', ended_at = $2 where state = 'held' and hold_expires_at <= $2 and talent_id = any($1::uuid[])`,
    [people.map((one) => one.talentId), ctx.now()],
  );
}

/** Buttons of times that are no more say so. */
async function closeOldTimes(ctx: ToolCtx, { people, slots }: Moving): Promise<void> {
  await ctx.db.query(
    `update actions a set expires_at = $3 from people p, conversations c
      where p.id = any($1::uuid[]) and c.person_id = coalesce(p.guardian_id, p.id) and c.side = 'talent' and a.conversation_id = c.id
        and a.args ->> 'slotId' = any($2::text[]) and (a.expires_at is null or a.expires_at > $3)`,
    [people.map((one) => one.talentId), [...slots.keys()], ctx.now()],
  );
}

type Taken = {
  id: string;
  version: number;
  state: string;
  slotId: string;
  startsAt: Date;
  checkedInAt: Date | null;
};

/** The booking at its new slot; in words why that cannot be, nothing changed; undefined for a hold that would come too late. */
async function takeAlong(ctx: ToolCtx, { slots, shiftMs }: Moving, one: Expected): Promise<Taken | string | undefined> {
  const slotId = slots.get(one.slotId as string);
  if (!slotId) return "their slot is closed";
  const startsAt = new Date((one.startsAt as Date).getTime() + shiftMs);
  if (one.heldUntil && one.heldUntil.getTime() > startsAt.getTime() - LAST_YES_MS) {
    await endHold(ctx, one);
    return undefined;
  }
  try {
    return await ctx.db.transaction(async (tx) => {
      const inside: ToolCtx = { ...ctx, db: within(tx, ctx.db), actor: { ...ctx.actor, side: "team" } };
      if (shiftMs !== 0)
        await mustRestAround(inside, { talentId: one.talentId, slotId, bookingId: one.bookingId as string });
      return take(inside, { bookingId: one.bookingId as string, slotId, keeps: shiftMs === 0 });
    });
  } catch (cause) {
    if ((cause as { constraint?: string }).constraint === "bookings_talent_once") return "another audition";
    if (cause instanceof AppError && cause.details?.hours) return "a child may not work that long";
    throw cause;
  }
}

type Taking = { bookingId: string; slotId: string; keeps: boolean };

/** Where the time stays, so does what became of it: who is here, or late, or asks for another time. */
async function take(ctx: ToolCtx, { bookingId, slotId, keeps }: Taking): Promise<Taken> {
  const { rows } = await ctx.db.query<Taken>(
    `update bookings b set slot_id = s.id, during = s.during, version = b.version + 1,
            wanted_slot_id = case when $3 then b.wanted_slot_id end, checked_in_at = case when $3 then b.checked_in_at end,
            state = case when b.state = 'held' or ($3 and b.state in ('checked_in', 'late')) then b.state
                         when $3 and b.state = 'change_requested' and b.wanted_slot_id is not null then b.state
                         when $3 and b.confirmed_at is not null then 'confirmed' else 'sent' end,
            confirmed_at = case when $3 then b.confirmed_at end
       from slots s where b.id = $1 and s.id = $2 and b.state in ${LIVE}
     returning b.id, b.version, b.state, b.slot_id as "slotId", s.starts_at as "startsAt", b.checked_in_at as "checkedInAt"`,
    [bookingId, slotId, keeps],
  );
  const taken = rows[0] as Taken;
  if (taken.state !== "held") {
    await planBooking(ctx, taken);
    const { version, checkedInAt } = taken;
    if (taken.state === "checked_in" && checkedInAt) await watchWait(ctx, { ...taken, checkedInAt });
    if (taken.state === "change_requested") await keepAsking(ctx, taken);
    await audit(ctx, { verb: "retime_booking", subject: "booking", subjectId: bookingId, details: { version } });
  }
  return taken;
}

/** The team's question about another time is about the booking as it is now. */
async function keepAsking(ctx: ToolCtx, { id, version }: Taken): Promise<void> {
  await ctx.db.query(
    `update actions set args = args || jsonb_build_object('version', $3::int)
      where conversation_id = (select r.conversation_id from bookings b join invitations i on i.id = b.invitation_id
                                 join sessions s on s.id = i.session_id join roles r on r.id = s.role_id where b.id = $1::uuid)
        and verb in ('grant_change', 'refuse_change') and args ->> 'bookingId' = $2 and (args ->> 'version')::int = $3 - 1`,
    [id, id, version],
  );
}

/** Without its end no alarm takes the invitation for unanswered. */
const endHold = async (ctx: ToolCtx, one: Expected) => {
  await ctx.db.query(
    `update bookings set state = 'expired', hold_expires_at = null, ended_at = $2 where id = $1 and state = 'held'`,
    [one.bookingId, ctx.now()],
  );
  await ctx.db.query(`update invitations set answer_by = null where id = $1`, [one.invitationId]);
};

/** Takes the time from who cannot come at the new one; the invitation is open again. */
async function letGo(ctx: ToolCtx, one: Expected): Promise<void> {
  if (!isBooked(one)) {
    await endHold(ctx, one);
    return;
  }
  const { rows } = await ctx.db.query<{ version: number }>(
    `update bookings set state = 'cancelled_by_casting', ended_at = $2, reason = 'the session moved', wanted_slot_id = null, version = version + 1
      where id = $1 returning version`,
    [one.bookingId, ctx.now()],
  );
  await unplanBooking(ctx, { id: one.bookingId as string, version: (rows[0] as { version: number }).version });
  await ctx.db.query(`update invitations set state = 'sent', answered_at = null, answer_by = null where id = $1`, [
    one.invitationId,
  ]);
}

/** When who reads of new times now is taken for silent: in a day, sooner where the session is near, not at night. */
function silentAt(ctx: ToolCtx, { now }: Moving): Date {
  const at = new Date(ctx.now().getTime() + Math.min(DAY_MS, (now.startsAt.getTime() - ctx.now().getTime()) / 4));
  return quietUntil(at) ?? at;
}

async function waitLonger(ctx: ToolCtx, moving: Moving, invitationId: string): Promise<void> {
  await ctx.db.query(
    `update alarms set fire_at = greatest(fire_at, $2) where subject_id = $1 and kind in ('nudge_invitation', 'expire_invitation') and state = 'waiting'`,
    [invitationId, silentAt(ctx, moving)],
  );
}

/** Of an invitation that had an answer, or a time kept for it, and is open again. */
const waitAnew = (ctx: ToolCtx, moving: Moving, invitationId: string) =>
  setAlarm(ctx, {
    kind: "expire_invitation",
    subjectId: invitationId,
    at: silentAt(ctx, moving),
    key: `invitation:${invitationId}:silence:${moving.approvalId}`,
  });

/** What became of all, for the team. */
export function sayMoved(all: Outcome[], { shiftMs, now }: Pick<MovedSession, "shiftMs" | "now">): string {
  const names = (some: Outcome[]) => sayList(some.map((one) => one.name));
  const written = all.filter(({ reached }) => reached === "asked" || reached === "by_call");
  const of = (became: Outcome["became"]) => written.filter((one) => one.became === became);
  const news = shiftMs === 0 ? "the new place" : "the new times";
  const not = Object.entries(NOT_WRITTEN_TO).map(([code, say]) => {
    const left = all.filter((one) => one.reached === code);
    return left.length > 0 ? `${say(names(left))} Please tell them yourself.` : "";
  });
  return [
    of("moved").length > 0
      ? `Booked, and moved with it: ${names(of("moved"))}. I am ${shiftMs === 0 ? "telling them" : "asking them whether it still suits"}.`
      : "",
    all.some((one) => one.asks)
      ? `Asked for another time before, and still waiting for your answer: ${names(all.filter((one) => one.asks))}.`
      : "",
    of("invited").length > 0 ? `Not booked yet: ${names(of("invited"))}. I am telling them ${news}.` : "",
    ...all
      .filter((one) => one.became === "lost")
      .map(({ name, why }) => `${name} cannot come then (${why}): I gave the time back.`),
    of("lost").length > 0 ? `I am asking ${names(of("lost"))} which other time suits.` : "",
    ...not,
    sayHeldBack(latestOf(all), now.timeZone).trim(),
    sayCallForAnswer(all.filter((one) => one.reached === "by_call").map((one) => one.name)).trim(),
  ]
    .filter(Boolean)
    .join(" ");
}
