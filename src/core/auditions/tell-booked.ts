import type { ToolCtx } from "../conversation/tool.ts";
import type { DraftChoice } from "../messages/draft.ts";
import type { Language } from "../messages/message.ts";
import { type Words, words } from "../messages/wording.ts";
import { NOT_WRITTEN_TO } from "./invite.ts";
import type { Booking } from "./my-booking.ts";
import { reachTalent, sayHeldBack, type Unreached, writeTo } from "./reach-talent.ts";

export type AboutBooking = Pick<Booking, "id" | "version" | "talentId" | "talent" | "endsAt">;

type News = {
  key: string;
  say: (to: { language: Language; child: string | undefined }) => string;
  /** Before those that move or cancel it. */
  choices?: (text: Words) => DraftChoice[];
  /** When what it changes begins, the old time or the new one. */
  about: Date;
};

/** "by_call": it was written, and cannot be answered where it is read. */
export type Reached = "asked" | "by_call" | Unreached;
/** With the morning for which it waits, where it is night. */
export type Told = { reached: Reached; heldUntil?: Date | undefined };

/** Writes to the talent about the booking as it stands, with buttons to move or cancel it. */
export async function tellBooked(
  ctx: ToolCtx,
  booking: AboutBooking,
  { key, say, choices, about }: News,
): Promise<Told> {
  const to = await reachTalent(ctx, booking.talentId);
  if (typeof to === "string") return { reached: to };
  const text = words(to.language);
  const common = { args: { bookingId: booking.id }, singleUse: false, expiresAt: booking.endsAt };
  const heldUntil = await writeTo(ctx, to, {
    key,
    purpose: "utility",
    text: say(to),
    booking,
    about,
    choices: [
      ...(choices?.(text) ?? []),
      { ...common, label: text.otherTimeLabel(), verb: "retime_booking" },
      { ...common, label: text.cancelLabel(), verb: "cancel_booking", style: "danger" },
    ],
  });
  return { reached: to.oneWay ? "by_call" : "asked", heldUntil };
}

/** "I can come", of a booking's present time. */
export const comeChoice = (text: Words, { id, version }: Pick<AboutBooking, "id" | "version">): DraftChoice => ({
  label: text.comeLabel(),
  verb: "confirm_time",
  args: { bookingId: id, version },
  style: "primary",
});

/** What the team reads of one whom we wrote to, or could not. */
export function sayReached(
  { reached, heldUntil }: Told,
  { talent, timeZone }: { talent: string; timeZone: string },
): string {
  if (reached === "asked") return `I am asking them whether they can come.${sayHeldBack(heldUntil, timeZone)}`;
  if (reached === "by_call") return `I wrote to them; a text in India cannot be answered, so please call ${talent}.`;
  return `${NOT_WRITTEN_TO[reached](talent)} Please tell them yourself.`;
}
