import type { ToolCtx } from "../conversation/tool.ts";
import type { Draft } from "../messages/draft.ts";
import type { Language } from "../messages/message.ts";
import { sayDay, sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { readersOf, samplesFor } from "./draft-letter.ts";
import { invitationChoices, invitationDraft, spread } from "./invitation-draft.ts";
import { type FreeSlot, freeSlots } from "./list-slots.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";
import type { Session } from "./read-session.ts";
import { type Expected, isBooked, shifted } from "./session-people.ts";
import { takeBackInvitation } from "./take-back-invitation.ts";
import { type AboutBooking, comeChoice, type Told, tellBooked } from "./tell-booked.ts";

/** A session as it was and as it is. */
export type MovedSession = { session: Session; now: Session & { room?: string | undefined }; shiftMs: number };

type Reading = { language: Language; child: string | undefined; asks?: boolean };
type Times = { startsAt: Date; endsAt: Date };

const placeOf = ({ now }: MovedSession) => (now.room ? `${now.place}, ${now.room}` : now.place);

function sayBookedMoved(moved: MovedSession, was: Times, { language, child, asks }: Reading): string {
  const { round, role, timeZone } = moved.now;
  const at = (time: Date) => sayTime(time, timeZone, language);
  const when = at(shifted(was, moved.shiftMs).startsAt);
  const facts = { round, role, child, when, place: placeOf(moved) };
  return moved.shiftMs === 0
    ? words(language).placeMoved({ ...facts, asks })
    : words(language).movedByCasting({ ...facts, was: at(was.startsAt) });
}

function sayInvitedMoved(moved: MovedSession, { language, child }: Reading, slots: FreeSlot[]): string {
  const { session, now } = moved;
  const day = sayDay(now.startsAt, now.timeZone, language);
  const facts = { round: now.round, role: now.role, child, place: placeOf(moved) };
  if (moved.shiftMs === 0) return words(language).placeMoved({ ...facts, when: day });
  return words(language).sessionMoved({
    ...facts,
    was: sayTime(session.startsAt, session.timeZone, language),
    day,
    times: slots.map((slot) => sayTime(slot.startsAt, now.timeZone, language)),
  });
}

/** What each would read, once in each language. */
export async function sampleLetters(ctx: ToolCtx, moved: MovedSession, people: Expected[]): Promise<string[]> {
  const booked = people.filter(isBooked);
  const { startsAt, endsAt } = booked[0] ?? {};
  const readers = await readersOf(
    ctx,
    people.map((one) => one.candidateId),
  );
  const of = (all: Expected[]) =>
    readers.filter((one) => all.some(({ candidateId }) => candidateId === one.candidateId));
  return [
    ...(startsAt && endsAt ? samplesFor(of(booked), (to) => sayBookedMoved(moved, { startsAt, endsAt }, to)) : []),
    ...samplesFor(of(people.filter((one) => !isBooked(one))), (to) => sayInvitedMoved(moved, to, [])),
  ];
}

/** Asks who is booked whether the new time suits; a place alone is told. */
export function tellMoved(ctx: ToolCtx, moved: MovedSession, booking: AboutBooking & Was): Promise<Told> {
  return tellBooked(ctx, booking, {
    key: `booking:${booking.id}:v${booking.version}:moved`,
    about: earlier(moved, booking.was),
    say: ({ language, child }) => sayBookedMoved(moved, booking.was, { language, child, asks: booking.asks }),
    choices: (text) => (booking.confirmed ? [] : [comeChoice(text, booking)]),
  });
}
/** `asks`: for another time, which the team has not answered. */
type Was = { was: Times; confirmed: boolean; asks: boolean };

type Inviting = {
  one: Expected;
  approvalId: string;
  turn: number;
  kept?: { slotId: string; startsAt: Date; until: Date };
};

/** From when on who does not know of it would be wrong: the old time or the new one. */
const earlier = ({ shiftMs }: MovedSession, was: Times) => (shiftMs < 0 ? shifted(was, shiftMs) : was).startsAt;

/** Tells who has not answered the new times; of whose invitation never left, sends it with them instead. */
export async function tellInvited(
  ctx: ToolCtx,
  moved: MovedSession,
  { one, approvalId, turn, kept }: Inviting,
): Promise<Told> {
  const knowsNothing = await takeBackInvitation(ctx, one.invitationId);
  const to = await reachTalent(ctx, one.talentId);
  if (typeof to === "string") return { reached: to };
  const { now } = moved;
  const slots = kept
    ? [{ ...kept, sessionId: now.id, places: 1 }]
    : to.oneWay
      ? []
      : spread(await freeSlots(teamOf(ctx), now.id), turn);
  const until = kept && sayTime(kept.until, now.timeZone, to.language);
  const about = { session: now, ...to, slots, zone: now.timeZone, invitationId: one.invitationId, until: kept?.until };
  const draft: Draft | undefined = knowsNothing ? invitationDraft(about) : undefined;
  const told = [sayInvitedMoved(moved, to, slots), ...(until ? [words(to.language).keptUntil({ until })] : [])].join(
    "\n",
  );
  await writeTo(ctx, to, {
    key: `session:${now.id}:moved:${approvalId}:${one.invitationId}`,
    purpose: "promotional",
    text: told,
    choices: invitationChoices({
      slots,
      language: to.language,
      timeZone: now.timeZone,
      invitationId: one.invitationId,
    }),
    ...(draft && { draft }),
  });
  return { reached: to.oneWay ? "by_call" : "asked" };
}

/** Gives back the time of who cannot come then, and offers what is free. */
export async function tellLost(ctx: ToolCtx, moved: MovedSession, { one, approvalId, turn }: Inviting): Promise<Told> {
  const to = await reachTalent(ctx, one.talentId);
  if (typeof to === "string") return { reached: to };
  const { now } = moved;
  const was = { startsAt: one.startsAt as Date, endsAt: one.endsAt as Date };
  const lost = shifted(was, moved.shiftMs).startsAt.getTime();
  const free = (await freeSlots(teamOf(ctx), now.id)).filter((slot) => slot.startsAt.getTime() !== lost);
  const slots = to.oneWay ? [] : spread(free, turn);
  const at = (time: Date) => sayTime(time, now.timeZone, to.language);
  const heldUntil = await writeTo(ctx, to, {
    key: `session:${now.id}:moved:${approvalId}:${one.invitationId}`,
    purpose: "utility",
    about: earlier(moved, was),
    text: words(to.language).timeLost({
      round: now.round,
      role: now.role,
      child: to.child,
      when: at(new Date(lost)),
      was: at(was.startsAt),
      place: placeOf(moved),
      times: slots.map((slot) => at(slot.startsAt)),
    }),
    choices: [
      ...invitationChoices({ slots, language: to.language, timeZone: now.timeZone, invitationId: one.invitationId }),
    ],
  });
  return { reached: to.oneWay ? "by_call" : "asked", heldUntil };
}

/** What is held for somebody is free to nobody else. */
const teamOf = (ctx: ToolCtx): ToolCtx => ({ ...ctx, actor: { ...ctx.actor, side: "team" } });
