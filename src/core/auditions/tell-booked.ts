import type { ToolCtx } from "../conversation/tool.ts";
import type { DraftChoice } from "../messages/draft.ts";
import type { Language } from "../messages/message.ts";
import { type Words, words } from "../messages/wording.ts";
import { NOT_WRITTEN_TO } from "./invite.ts";
import type { Booking } from "./my-booking.ts";
import { reachTalent, type Unreached, writeTo } from "./reach-talent.ts";

export type AboutBooking = Pick<Booking, "id" | "version" | "talentId" | "talent" | "endsAt">;

type News = {
  key: string;
  say: (to: { language: Language; child: string | undefined }) => string;
  /** Before those that move or cancel it. */
  choices?: (text: Words) => DraftChoice[];
};

/** "by_call": it was written, and cannot be answered where it is read. */
export type Reached = "asked" | "by_call" | Unreached;

/** Writes to the talent about the booking as it stands, with buttons to move or cancel it. */
export async function tellBooked(ctx: ToolCtx, booking: AboutBooking, { key, say, choices }: News): Promise<Reached> {
  const to = await reachTalent(ctx, booking.talentId);
  if (typeof to === "string") return to;
  const text = words(to.language);
  const common = { args: { bookingId: booking.id }, singleUse: false, expiresAt: booking.endsAt };
  await writeTo(ctx, to, {
    key,
    purpose: "utility",
    text: say(to),
    booking,
    choices: [
      ...(choices?.(text) ?? []),
      { ...common, label: text.otherTimeLabel(), verb: "retime_booking" },
      { ...common, label: text.cancelLabel(), verb: "cancel_booking", style: "danger" },
    ],
  });
  return to.oneWay ? "by_call" : "asked";
}

/** "I can come", of a booking's present time. */
export const comeChoice = (text: Words, { id, version }: Pick<AboutBooking, "id" | "version">): DraftChoice => ({
  label: text.comeLabel(),
  verb: "confirm_time",
  args: { bookingId: id, version },
  style: "primary",
});

/** What the team reads of one whom we wrote to, or could not. */
export function sayReached(reached: Reached, talent: string): string {
  if (reached === "asked") return "I am asking them whether they can come.";
  if (reached === "by_call") return `I wrote to them; a text in India cannot be answered, so please call ${talent}.`;
  return `${NOT_WRITTEN_TO[reached](talent)} Please tell them yourself.`;
}
