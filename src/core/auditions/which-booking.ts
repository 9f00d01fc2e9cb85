import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { DraftChoice } from "../messages/draft.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { clip } from "../messages/wording-facts.ts";
import { answersFor } from "../people/rights.ts";
import { sayShort } from "./invitation-draft.ts";
import { type Booking, childOf, myBookings } from "./my-booking.ts";
import { sayDates } from "./say-dates.ts";

/** Of a button on WhatsApp. */
const LABEL = 20;

type Meant = {
  invitationId?: string | undefined;
  slotId?: string | undefined;
  verb: "cancel_booking" | "retime_booking";
};

/**
 * The one booking still to come that talent can mean; undefined without any. Of several, throws `conflict` with a button
 * for each, so that nothing happens to one that was not meant.
 */
export async function myOneBooking(ctx: ToolCtx, { invitationId, slotId, verb }: Meant): Promise<string | undefined> {
  const sessionId = slotId && (await sessionOf(ctx, slotId));
  const meant = (await myBookings(ctx)).filter(
    (one) => (!invitationId || one.invitationId === invitationId) && (!sessionId || one.sessionId === sessionId),
  );
  if (meant.length <= 1) return meant[0]?.id;
  const choices = meant.map((booking) => ({
    label: sayShort(booking.startsAt, ctx.timeZone),
    description: `${booking.talent}, ${sayTime(booking.startsAt, ctx.timeZone, ctx.conversation.language)}`,
    verb,
    args: { bookingId: booking.id, ...(slotId && { slotId }) },
    singleUse: false,
  }));
  throw whichOne(ctx, choices);
}

async function sessionOf(ctx: ToolCtx, slotId: string): Promise<string | undefined> {
  const { rows } = await ctx.db.query<{ session_id: string }>(`select session_id from slots where id = $1`, [slotId]);
  return rows[0]?.session_id;
}

/** As above, of the invitations without an answer. */
export async function myOneInvitation(ctx: ToolCtx): Promise<string | undefined> {
  const { rows } = await ctx.db.query<{ id: string; talent: string; startsAt: Date }>(
    `select i.id, p.name as talent, s.starts_at as "startsAt"
       from invitations i join people p on p.id = i.talent_id join sessions s on s.id = i.session_id
      where i.talent_id in ${answersFor("$1")} and i.state = 'sent' and s.ends_at > $2 order by s.starts_at`,
    [ctx.actor.personId, ctx.now()],
  );
  if (rows.length <= 1) return rows[0]?.id;
  const choices = rows.map(({ id, talent, startsAt }) => ({
    label: sayShort(startsAt, ctx.timeZone),
    description: `${talent}, ${sayTime(startsAt, ctx.timeZone, ctx.conversation.language)}`,
    verb: "decline_invitation" as const,
    args: { invitationId: id },
    singleUse: false,
  }));
  throw whichOne(ctx, choices);
}

type Asked = { talentId: string; talent: string; role: string; from: string; to: string };

/** How one of several questions about dates, or offers, is told from the others: a guardian has them for several children. */
export function labelled(ctx: ToolCtx, asked: Asked, label: string): { label: string; description: string } {
  const child = childOf(ctx, asked);
  return {
    label: clip(child ? `${child}, ${label}` : label, LABEL),
    description: [child, asked.role, sayDates(asked, ctx.conversation.language)].filter(Boolean).join(", "),
  };
}

/** More than one thing can be meant: a button for each. */
export function whichOne(ctx: ToolCtx, choices: (DraftChoice & { description: string })[]): AppError {
  return new AppError("conflict", `${choices.length} are meant by person ${ctx.actor.personId}`, {
    said: words(ctx.conversation.language).whichOne({ options: choices.map((one) => one.description) }),
    details: { options: choices.map(({ description, args }) => ({ is: description, ...args })), choices },
  });
}

/** Throws `conflict` for a booking that is over. */
export function mustBeToCome(ctx: ToolCtx, booking: Booking): void {
  if (booking.endsAt > ctx.now()) return;
  throw new AppError("conflict", `booking ${booking.id} is over`, {
    said:
      ctx.actor.side === "team"
        ? `The audition of ${booking.talent} on ${sayTime(booking.startsAt, ctx.timeZone)} is over. I changed nothing.`
        : words(ctx.conversation.language).auditionOver(),
  });
}
