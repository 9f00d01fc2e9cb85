import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayDay, sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { answersFor } from "../people/rights.ts";
import { CLOSED, LIVE, MAY_COME } from "./list-slots.ts";
import { childOf, myBookings } from "./my-booking.ts";
import { readSession } from "./read-session.ts";
import { myTapes } from "./read-tape.ts";
import { sayPlace } from "./say-place.ts";
import { AWAITED } from "./tape-states.ts";

export const ShowStatus = z.object({});

type Open = { invitationId: string; sessionId: string; talentId: string; talent: string };

/** The true state of their own auditions, read from the tables, for talent or a guardian. */
export async function showStatus(ctx: ToolCtx): Promise<ToolResult> {
  const { language } = ctx.conversation;
  const text = words(language);
  const booked = await Promise.all((await myBookings(ctx)).map((one) => withSession(ctx, one)));
  const open = await Promise.all((await myOpenInvitations(ctx)).map((one) => withSession(ctx, one)));
  const { rows: answeredFor } = await ctx.db.query<{ name: string }>(
    `select name from people where id in ${answersFor("$1")}`,
    [ctx.actor.personId],
  );
  const tapes = (await myTapes(ctx)).filter(({ state }) => AWAITED.includes(state));
  const mayReturn = await mayComeBack(ctx);
  const said = [
    ...booked.map(({ session, child, of: { startsAt, meetUrl } }) =>
      text.whereWhen({
        ...session,
        place: sayPlace(session.place, meetUrl),
        child,
        when: sayTime(startsAt, ctx.timeZone, language),
      }),
    ),
    ...open.map(({ session, child }) =>
      text.stillOpen({
        role: session.role,
        round: session.round,
        project: session.project ?? "",
        day: sayDay(session.startsAt, session.timeZone, language),
        place: session.place,
        child,
      }),
    ),
    ...tapes.map((tape) =>
      text.tapeOpen({ role: tape.role, child: childOf(ctx, tape), until: sayTime(tape.dueAt, ctx.timeZone, language) }),
    ),
  ];
  return {
    said: said.join("\n") || (mayReturn ? text.mayReturn() : text.noInvitation()),
    data: {
      bookings: booked.map(({ session: { place, role }, child, of: { id, startsAt, state } }) => ({
        bookingId: id,
        startsAt,
        asked: state === "sent" || state === "assigned",
        place,
        role,
        child,
      })),
      invitations: open.map(({ session: { place, role, project }, of: { invitationId, talentId, talent } }) => ({
        invitationId,
        role,
        project,
        place,
        talentId,
        talent,
      })),
      tapes: tapes.map(({ id, role, dueAt }) => ({ tapeId: id, role, due: dueAt })),
      mayReturn,
      house: [...booked, ...open].map(({ session }) => session.house).find(Boolean) ?? "",
      answersFor: answeredFor.map((one) => one.name),
    },
  };
}

async function withSession<One extends { sessionId: string; talentId: string; talent: string }>(ctx: ToolCtx, of: One) {
  return { of, session: await readSession(ctx, of.sessionId), child: childOf(ctx, of) };
}

async function myOpenInvitations(ctx: ToolCtx): Promise<Open[]> {
  const { rows } = await ctx.db.query<Open>(
    `select i.id as "invitationId", i.session_id as "sessionId", i.talent_id as "talentId", p.name as talent
       from invitations i join sessions s on s.id = i.session_id join people p on p.id = i.talent_id
      where i.talent_id in ${answersFor("$1")} and i.state = 'sent' and s.state = 'open' and s.ends_at > $2
        and not exists (select from bookings b where b.invitation_id = i.id and b.state in ${LIVE} and b.state <> 'held')`,
    [ctx.actor.personId, ctx.now()],
  );
  return rows;
}

/** They declined, or never answered, and the session is still to come. */
async function mayComeBack(ctx: ToolCtx): Promise<boolean> {
  const { rows } = await ctx.db.query(
    `select from invitations i join sessions s on s.id = i.session_id
      where i.talent_id in ${answersFor("$1")} and ${CLOSED} and ${MAY_COME} and s.state = 'open' and s.ends_at > $2 limit 1`,
    [ctx.actor.personId, ctx.now()],
  );
  return rows.length > 0;
}
