import { z } from "zod";
import { AppError } from "../errors.ts";
import { sayRange } from "../messages/say-time.ts";
import type { Session } from "./read-session.ts";
import { sayList } from "./say-role.ts";
import { type Expected, isBooked } from "./session-people.ts";

/** What a draft about a whole session showed of it; a draft of an older version does not say whom. */
export const Shown = z.object({
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  place: z.string(),
  /** Their invitations. */
  booked: z.array(z.uuid()).default([]),
  waiting: z.array(z.uuid()).default([]),
});

const ids = (people: Expected[]) => people.map((one) => one.invitationId);

export const shownOf = ({ startsAt, endsAt, place }: Session, people: Expected[]): z.input<typeof Shown> => ({
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  place,
  booked: ids(people.filter(isBooked)),
  waiting: ids(people.filter((one) => !isBooked(one))),
});

/** Throws `conflict` for a session that is at another time or place than its draft showed. */
export function mustBeWhereShown(session: Session, was: z.output<typeof Shown> | undefined): void {
  const { startsAt, endsAt, place, timeZone } = session;
  const same = startsAt.toISOString() === was?.startsAt && endsAt.toISOString() === was.endsAt && place === was.place;
  if (same) return;
  throw new AppError("conflict", `session ${session.id} is not as it was when this was drafted`, {
    said: `That session has changed since: it is ${sayRange(startsAt, endsAt, timeZone)}, ${place} now. Ask me again for what you want.`,
  });
}

/** Throws `conflict` where somebody is booked or invited of whom the draft did not say so; who is gone is no matter. */
export function mustConcernWhomShown(people: Expected[], was: z.output<typeof Shown>): void {
  const booked = people.filter((one) => isBooked(one) && !was.booked.includes(one.invitationId));
  const known = [...was.booked, ...was.waiting];
  const invited = people.filter((one) => !isBooked(one) && !known.includes(one.invitationId));
  if (booked.length + invited.length === 0) return;
  const say = (some: Expected[], what: string) =>
    some.length > 0 ? [`${what} since: ${sayList(some.map((one) => one.name))}.`] : [];
  throw new AppError("conflict", `${booked.length} booked and ${invited.length} invited since this was drafted`, {
    said: [
      "I did nothing yet.",
      ...say(booked, "Booked"),
      ...say(invited, "Invited"),
      "Ask me again to see it as it is now.",
    ].join(" "),
  });
}
