import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { words } from "../messages/wording.ts";
import { firstName } from "../people/open-conversation.ts";
import { answersFor } from "../people/rights.ts";
import { LIVE } from "./list-slots.ts";
import type { Round } from "./rounds.ts";

export type Booking = {
  id: string;
  state: string;
  version: number;
  talentId: string;
  talent: string;
  slotId: string;
  startsAt: Date;
  endsAt: Date;
  invitationId: string;
  candidateId: string;
  approvalId: string;
  sessionId: string;
  round: Round;
  icsToken: string;
  /** Of the video call, once Google has made it. */
  meetUrl: string | null;
};

const BOOKING = `select b.id, b.state, b.version, b.talent_id as "talentId", p.name as talent, b.slot_id as "slotId",
       lower(b.during) as "startsAt", upper(b.during) as "endsAt", b.invitation_id as "invitationId",
       i.candidate_id as "candidateId", i.approval_id as "approvalId", i.session_id as "sessionId", e.round, b.ics_token as "icsToken", v.meet_url as "meetUrl"
  from bookings b join invitations i on i.id = b.invitation_id join people p on p.id = b.talent_id
  join sessions e on e.id = i.session_id left join calendar_events v on v.booking_id = b.id`;

const OF_THREAD = `exists (select from sessions s join roles r on r.id = s.role_id
    where s.id = i.session_id and r.conversation_id = $2)`;

/** A booking locked for a change of state; throws `not_found`, also for another talent's or another thread's. */
export async function lockBooking(ctx: ToolCtx, bookingId: string): Promise<Booking> {
  const talent = ctx.actor.side === "talent";
  const { rows } = await ctx.db.query<Booking>(
    `${BOOKING} where b.id = $1 and ${talent ? `b.talent_id in ${answersFor("$2")}` : OF_THREAD} for update of b`,
    [bookingId, talent ? ctx.actor.personId : ctx.conversation.id],
  );
  if (!rows[0]) throw noBooking(ctx, bookingId);
  return rows[0];
}

/** The talent's bookings still to come, the next one first. */
export async function myBookings(ctx: Pick<ToolCtx, "db" | "now" | "actor">): Promise<Booking[]> {
  const { rows } = await ctx.db.query<Booking>(
    `${BOOKING} where b.talent_id in ${answersFor("$1")} and b.state in ${LIVE} and b.state <> 'held' and upper(b.during) > $2
      order by lower(b.during)`,
    [ctx.actor.personId, ctx.now()],
  );
  return rows;
}

/** The minor's first name, when it is the guardian who writes. */
export const childOf = (ctx: ToolCtx, { talentId, talent }: Pick<Booking, "talentId" | "talent">) =>
  talentId === ctx.actor.personId ? undefined : firstName(talent);

const noBooking = (ctx: ToolCtx, bookingId: string) =>
  new AppError("not_found", `booking ${bookingId} is not there for person ${ctx.actor.personId}`, {
    said:
      ctx.actor.side === "talent"
        ? words(ctx.conversation.language).noInvitation()
        : "I could not find that booking. Ask me “where are we?” for the list.",
  });
