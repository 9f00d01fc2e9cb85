import { AppError } from "../errors.ts";
import { sayRange } from "../messages/say-time.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Nobody sees more in a day; a slip of a digit makes more. */
const MOST_SLOTS = 400;

export type Stretch = { startsAt: Date; endsAt: Date };

export type Cutting = Stretch & {
  slotMinutes: number;
  /** Rooms that are used at once. */
  rooms: number;
  breaks: Stretch[];
  /** Minutes that stay free for latecomers, after so many slots in a row. */
  gapMinutes: number;
  gapEvery: number;
};

/**
 * When the slots of one room begin: in the session's hours but for its breaks, in time that passes, whatever clocks do.
 * Throws `invalid_input` for hours in the past or of none, and for no slot or more than anybody sees.
 */
export function cutSlots(cutting: Cutting, { now, timeZone }: { now: Date; timeZone: string }): Date[] {
  mustBeHours(cutting, now);
  const breaks = cutting.breaks.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  for (const one of breaks) mustBeWithin(one, cutting, timeZone);
  const starts = stretchesBetween(cutting, breaks).flatMap((stretch) => cutStretch(stretch, cutting));
  if (starts.length === 0) {
    throw new AppError("invalid_input", "session shorter than a slot", {
      said: `That is shorter than one slot of ${cutting.slotMinutes} minutes. Make it longer, or the slots shorter.`,
    });
  }
  if (starts.length * cutting.rooms > MOST_SLOTS) {
    throw new AppError("invalid_input", `session of ${starts.length * cutting.rooms} slots`, {
      said: `That would be ${starts.length * cutting.rooms} slots; I make at most ${MOST_SLOTS} in one session. Make it shorter, the slots longer, or two sessions of it.`,
    });
  }
  return starts;
}

function mustBeHours({ startsAt, endsAt }: Stretch, now: Date): void {
  if (startsAt <= now) {
    throw new AppError("invalid_input", "session starts in the past", {
      said: "That time has passed. Which day and time shall it be?",
    });
  }
  if (endsAt <= startsAt || endsAt.getTime() - startsAt.getTime() > DAY_MS) {
    throw new AppError("invalid_input", "session ends before it starts or lasts over a day", {
      said: "A session needs a start and a later end on one day, for example between 2 and 6.",
    });
  }
}

function mustBeWithin(one: Stretch, session: Stretch, timeZone: string): void {
  if (one.startsAt < one.endsAt && one.startsAt >= session.startsAt && one.endsAt <= session.endsAt) return;
  throw new AppError("invalid_input", "a break is not within the session", {
    said: `The break has to be within the session, ${sayRange(session.startsAt, session.endsAt, timeZone)}. From when to when shall it be?`,
  });
}

/** What the breaks leave, in order. */
function stretchesBetween({ startsAt, endsAt }: Stretch, breaks: Stretch[]): Stretch[] {
  const stretches: Stretch[] = [];
  let from = startsAt;
  for (const one of breaks) {
    if (one.startsAt > from) stretches.push({ startsAt: from, endsAt: one.startsAt });
    if (one.endsAt > from) from = one.endsAt;
  }
  return from < endsAt ? [...stretches, { startsAt: from, endsAt }] : stretches;
}

function cutStretch({ startsAt, endsAt }: Stretch, { slotMinutes, gapMinutes, gapEvery }: Cutting): Date[] {
  const starts: Date[] = [];
  const length = slotMinutes * MINUTE_MS;
  let at = startsAt.getTime();
  while (at + length <= endsAt.getTime()) {
    starts.push(new Date(at));
    at += length + (starts.length % gapEvery === 0 ? gapMinutes * MINUTE_MS : 0);
  }
  return starts;
}
