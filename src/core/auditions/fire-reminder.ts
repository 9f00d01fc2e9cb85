import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import type { Channel, Language } from "../messages/message.ts";
import { postMessage } from "../messages/post-message.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { openTalentConversation } from "../people/open-conversation.ts";
import { titleApart } from "./project-of.ts";
import { toldRole } from "./read-session.ts";
import type { Round } from "./rounds.ts";
import { sayPlace } from "./say-place.ts";

type Due = {
  workspaceId: string;
  bookingId: string;
  version: number;
  startsAt: Date;
  timeZone: string;
  place: string;
  meetUrl: string | null;
  role: string;
  round: Round;
  talentId: string;
  talent: string;
  threadId: string;
};

/**
 * Sends a reminder if its booking still stands at the version it was planned for and no later one is due; otherwise it is
 * void. Of who has no address any more the team is told. It is settled in one transaction, so that it arrives once.
 */
export async function fireReminder(ctx: Pick<Ctx, "db" | "now" | "wake">, reminderId: string): Promise<void> {
  const { rows } = await ctx.db.query<{ workspace_id: string }>(
    `select workspace_id from reminders where id = $1 and state = 'waiting' and fire_at <= $2`,
    [reminderId, ctx.now()],
  );
  if (!rows[0]) return;
  const db = ctx.db.as(rows[0].workspace_id);
  const outboxId = await db.transaction(async (tx) => {
    const due = await tx.query<Due>(
      `select r.workspace_id as "workspaceId", b.id as "bookingId", b.version, lower(b.during) as "startsAt",
              s.time_zone as "timeZone", s.place, e.meet_url as "meetUrl", ${toldRole("ro", titleApart("ro"))} as role, s.round, b.talent_id as "talentId", t.name as talent, ro.conversation_id as "threadId"
         from reminders r join bookings b on b.id = r.booking_id join invitations i on i.id = b.invitation_id
         join sessions s on s.id = i.session_id join roles ro on ro.id = s.role_id join people t on t.id = b.talent_id
         left join calendar_events e on e.booking_id = b.id
        where r.id = $1 and r.state = 'waiting' and b.state in ('confirmed', 'sent', 'change_requested', 'late') and b.version = r.booking_version
          and lower(b.during) > $2 and not exists (
            select from reminders later where later.booking_id = r.booking_id and later.booking_version = r.booking_version
               and later.lead_minutes < r.lead_minutes and later.fire_at <= $2 and later.state <> 'void')
        for update of r`,
      [reminderId, ctx.now()],
    );
    const inside = { db: { ...db, query: tx.query }, now: ctx.now };
    const posted = due.rows[0] && (await post(inside, reminderId, due.rows[0]));
    await tx.query(`update reminders set state = $2, outbox_id = $3 where id = $1 and state = 'waiting'`, [
      reminderId,
      posted ? "sent" : "void",
      posted ?? null,
    ]);
    return posted ?? (due.rows[0] && (await tellUnreached(inside, due.rows[0])));
  });
  if (outboxId) ctx.wake.outbox([outboxId]);
}

/** The team hears of it once for each time of the booking. */
function tellUnreached(ctx: Pick<Ctx, "db" | "now">, due: Due): Promise<string | undefined> {
  const when = sayTime(due.startsAt, due.timeZone);
  const text = `I could not remind ${due.talent} of ${when}: I have no WhatsApp or SMS number any more. Please tell them yourself.`;
  return postMessage(ctx.db, {
    workspaceId: due.workspaceId,
    conversationId: due.threadId,
    personId: null,
    side: "team",
    dedupeKey: `booking:${due.bookingId}:v${due.version}:unreached`,
    purpose: "reply",
    now: ctx.now(),
    draft: { blocks: [{ type: "text", text }] },
  });
}

async function post(ctx: Pick<Ctx, "db" | "now">, reminderId: string, due: Due): Promise<string | undefined> {
  const to = await openTalentConversation(ctx, due).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return undefined;
    throw error;
  });
  if (!to) return undefined;
  const { round, role } = due;
  const place = sayPlace(due.place, due.meetUrl);
  const when = sayTime(due.startsAt, due.timeZone, to.language);
  const lead = Math.round((due.startsAt.getTime() - ctx.now().getTime()) / 60_000);
  return postMessage(ctx.db, {
    workspaceId: due.workspaceId,
    conversationId: to.id,
    personId: to.personId,
    side: "talent",
    dedupeKey: `reminder:${reminderId}`,
    purpose: "utility",
    booking: { id: due.bookingId, version: due.version },
    now: ctx.now(),
    draft: {
      blocks: [
        {
          type: "text",
          text: sayReminder(to, { round, when, place, role, child: to.child, lead }),
        },
      ],
      template: {
        name: "reminder",
        language: to.language,
        variables: words(to.language).reminderVariables({ round, when, place, role, child: to.child }),
      },
    },
  });
}

type Said = { round: Round; when: string; place: string; role: string; child: string | undefined; lead: number };

const sayReminder = (to: { channel: Channel; language: Language }, said: Said) =>
  to.channel === "sms" ? words(to.language).reminderSms(said) : words(to.language).reminder(said);
