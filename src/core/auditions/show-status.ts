import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { answersFor } from "../people/rights.ts";
import { LIVE, MAY_COME } from "./list-slots.ts";
import { childOf, myBookings } from "./my-booking.ts";
import { readSession } from "./read-session.ts";

export const ShowStatus = z.object({});

type Open = { invitationId: string; role: string; place: string; talentId: string; talent: string };

/** The true state of their own auditions, read from the tables, for talent or a guardian. */
export async function showStatus(ctx: ToolCtx): Promise<ToolResult> {
  const text = words(ctx.conversation.language);
  const bookings = await Promise.all(
    (await myBookings(ctx)).map(async (booking) => {
      const session = await readSession(ctx, booking.sessionId);
      return {
        bookingId: booking.id,
        startsAt: booking.startsAt,
        place: session.place,
        role: session.role,
        child: childOf(ctx, booking),
      };
    }),
  );
  const { rows: invitations } = await ctx.db.query<Open>(
    `select i.id as "invitationId", r.title as role, s.place, i.talent_id as "talentId", p.name as talent
       from invitations i join sessions s on s.id = i.session_id join roles r on r.id = s.role_id
       join people p on p.id = i.talent_id
      where i.talent_id in ${answersFor("$1")} and i.state = 'sent' and s.ends_at > $2
        and not exists (select from bookings b where b.invitation_id = i.id and b.state in ${LIVE})`,
    [ctx.actor.personId, ctx.now()],
  );
  const { rows: answeredFor } = await ctx.db.query<{ name: string }>(
    `select name from people where id in ${answersFor("$1")}`,
    [ctx.actor.personId],
  );
  const { rows: declined } = await ctx.db.query(
    `select from invitations i join sessions s on s.id = i.session_id
      where i.talent_id in ${answersFor("$1")} and i.state = 'declined' and ${MAY_COME} and s.ends_at > $2 limit 1`,
    [ctx.actor.personId, ctx.now()],
  );
  const said = bookings.map((one) => text.whereWhen({ ...one, when: sayTime(one.startsAt, ctx.timeZone) }));
  return {
    said:
      [...said, ...invitations.map((one) => text.stillOpen({ ...one, child: childOf(ctx, one) }))].join("\n") ||
      text.noInvitation(),
    data: { bookings, invitations, mayReturn: declined.length > 0, answersFor: answeredFor.map((one) => one.name) },
  };
}
