import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { answersFor } from "../people/rights.ts";
import { currentRole } from "./current-role.ts";
import { freeSlots, LIVE } from "./list-slots.ts";
import { childOf, myBookings } from "./my-booking.ts";
import { readSession } from "./read-session.ts";

export const ShowStatus = z.object({});

/** The true state, read from the tables: for the team of this thread's role, for talent of her own auditions only. */
export async function showStatus(ctx: ToolCtx): Promise<ToolResult> {
  return ctx.actor.side === "team" ? teamStatus(ctx) : talentStatus(ctx);
}

type Line = { name: string; state: string; startsAt: Date | null; booking: string | null; invitation: string | null };

async function teamStatus(ctx: ToolCtx): Promise<ToolResult> {
  const role = await currentRole(ctx);
  const { rows } = await ctx.db.query<Line>(
    `select p.name, c.state, i.state as invitation, b.state as booking, lower(b.during) as "startsAt"
       from candidates c join people p on p.id = c.talent_id
       left join lateral (select * from invitations i where i.candidate_id = c.id order by i.created_at desc limit 1) i on true
       left join lateral (select * from bookings b where b.invitation_id = i.id order by b.created_at desc limit 1) b on true
      where c.role_id = $1 and c.state not in ('submitted', 'viewed', 'passed')
      order by lower(b.during) nulls last, c.selected_at`,
    [role.id],
  );
  const { rows: drafts } = await ctx.db.query(
    `select from approvals where kind = 'invitation' and state = 'draft' and conversation_id = $1`,
    [role.conversationId],
  );
  const { rows: sessions } = await ctx.db.query<{ id: string }>(
    `select id from sessions where role_id = $1 and state = 'open' and ends_at > $2 order by starts_at`,
    [role.id, ctx.now()],
  );
  const free = (await Promise.all(sessions.map((session) => freeSlots(ctx, session.id)))).flat().length;
  const booked = rows.filter((row) => row.booking === "confirmed").length;
  const lines = rows.map((row) => `${row.name}: ${sayLine(row, ctx.timeZone)}`);
  if (drafts.length > 0) lines.push("An invitation waits for your Approve; nothing was sent.");
  if (sessions.length > 0) lines.push(`${free} ${free === 1 ? "slot is" : "slots are"} still free.`);
  return {
    said:
      rows.length === 0
        ? `${role.title}: nobody is selected yet.`
        : `${role.title}: ${booked} booked of ${role.headcount} needed.`,
    data: { role: role.title, headcount: role.headcount, booked, people: lines },
    ...(lines.length > 0 && { parts: [{ type: "card" as const, title: `Where we are: ${role.title}`, lines }] }),
  };
}

function sayLine(row: Line, timeZone: string): string {
  const when = row.startsAt ? sayTime(row.startsAt, timeZone) : "";
  if (row.booking === "confirmed") return `booked, ${when}`;
  if (row.booking === "held") return `choosing, ${when}`;
  if (row.booking === "cancelled_by_talent") return `cancelled ${when}`;
  if (row.booking === "cancelled_by_casting") return `cancelled by us, ${when}`;
  if (row.invitation === "declined") return "cannot come";
  if (row.invitation === "sent") return "invited, no answer yet";
  return row.state.replaceAll("_", " ");
}

type Open = { invitationId: string; role: string; place: string; talentId: string; talent: string };

async function talentStatus(ctx: ToolCtx): Promise<ToolResult> {
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
  const open = invitations[0];
  const { rows: answeredFor } = await ctx.db.query<{ name: string }>(
    `select name from people where id in ${answersFor("$1")}`,
    [ctx.actor.personId],
  );
  const said = bookings.map((one) => text.whereWhen({ ...one, when: sayTime(one.startsAt, ctx.timeZone) }));
  return {
    said:
      said.length > 0
        ? said.join("\n")
        : open
          ? text.stillOpen({ ...open, child: childOf(ctx, open) })
          : text.noInvitation(),
    data: { bookings, invitations, answersFor: answeredFor.map((one) => one.name) },
  };
}
