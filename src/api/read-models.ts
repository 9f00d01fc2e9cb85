import type { z } from "@hono/zod-openapi";
import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import { sayTime } from "../core/messages/say-time.ts";
import type { Db } from "../core/ports.ts";
import type { BookingItem, ConversationItem, MessageItem, RoleItem } from "./schemas.ts";

const iso = (at: Date | null) => at?.toISOString() ?? null;

export type ConversationRow = z.output<typeof ConversationItem> & {
  account: string;
  key: string;
};

const CONVERSATIONS = `select c.id, c.channel, c.side, c.account, c.key, c.person_id as "personId", a.platform = 'web' as stage,
       p.name as person, t.portrait_url as "portraitUrl", r.title as role, (select max(created_at) from messages m where m.conversation_id = c.id) as last
  from conversations c join channel_accounts a on a.channel = c.channel and a.account = c.account
  left join people p on p.id = c.person_id left join talent_profiles t on t.person_id = c.person_id left join roles r on r.id = c.role_id`;

type Row = Omit<ConversationRow, "lastMessageAt"> & { last: Date | null };
const shaped = ({ last, ...row }: Row): ConversationRow => ({ ...row, lastMessageAt: iso(last) });

/** The workspace's conversations, the liveliest first. */
export async function listConversations(db: Db): Promise<ConversationRow[]> {
  const { rows } = await db.query<Row>(`${CONVERSATIONS} order by last desc nulls last limit 200`);
  return rows.map(shaped);
}

/** Throws `not_found`, also for another workspace's. */
export async function readConversation(db: Db, id: string): Promise<ConversationRow> {
  const { rows } = await db.query<Row>(`${CONVERSATIONS} where c.id = $1`, [id]);
  if (!rows[0]) throw new AppError("not_found", `conversation ${id} is not there`);
  return shaped(rows[0]);
}

type Part = { after?: number | undefined; turnId?: string | undefined };

/** Messages of a conversation in order: after a sequence number, or of one turn; otherwise the last hundred. */
export async function listMessages(
  db: Db,
  conversationId: string,
  { after, turnId }: Part,
): Promise<z.output<typeof MessageItem>[]> {
  const { rows } = await db.query<Omit<z.output<typeof MessageItem>, "createdAt"> & { at: Date }>(
    `select * from (
       select m.id, m.seq, m.direction, p.name, m.text, case when m.direction = 'out' then m.content else '{}' end as content,
              o.state, o.receipt, m.created_at as at,
              array(select a.id from actions a where a.outbox_id = m.outbox_id and a.used_at is not null) as used
         from messages m left join people p on p.id = m.person_id left join outbox o on o.id = m.outbox_id
        where m.conversation_id = $1 and m.seq > $2 and ($3::uuid is null or m.turn_id = $3)
        order by m.seq desc limit 100) last
      order by seq`,
    [conversationId, after ?? 0, turnId ?? null],
  );
  return rows.map(({ at, ...row }) => ({ ...row, createdAt: at.toISOString() }));
}

/** Roles, the newest first. */
export async function listRoles(db: Db): Promise<z.output<typeof RoleItem>[]> {
  const { rows } = await db.query<Omit<z.output<typeof RoleItem>, "createdAt"> & { at: Date }>(
    `select r.id, r.title, r.headcount, r.state, r.created_at as at,
            (select count(*)::int from bookings b join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id
              where s.role_id = r.id and b.state = 'confirmed') as booked
       from roles r order by r.created_at desc limit 200`,
  );
  return rows.map(({ at, ...row }) => ({ ...row, createdAt: at.toISOString() }));
}

/** Bookings of a day in the given zone, or all still to come. */
export async function listBookings(
  db: Db,
  { day, timeZone, now }: Pick<Ctx, "timeZone"> & { day?: string | undefined; now: Date },
): Promise<z.output<typeof BookingItem>[]> {
  type Booked = Omit<z.output<typeof BookingItem>, "startsAt" | "endsAt" | "when"> & {
    from: Date;
    to: Date;
    zone: string;
  };
  const { rows } = await db.query<Booked>(
    `select b.id, b.talent_id as "talentId", p.name as talent, t.portrait_url as "portraitUrl", r.title as role, s.place, b.state, lower(b.during) as "from",
            upper(b.during) as "to", s.time_zone as zone, e.state as calendar
       from bookings b join people p on p.id = b.talent_id left join talent_profiles t on t.person_id = b.talent_id
       join invitations i on i.id = b.invitation_id
       join sessions s on s.id = i.session_id join roles r on r.id = s.role_id
       left join calendar_events e on e.booking_id = b.id
      where b.state <> 'expired'
        and case when $1::date is null then upper(b.during) > $3 else (lower(b.during) at time zone $2)::date = $1::date end
      order by lower(b.during) limit 500`,
    [day ?? null, timeZone, now],
  );
  return rows.map(({ from, to, zone, ...row }) => ({
    ...row,
    startsAt: from.toISOString(),
    endsAt: to.toISOString(),
    when: sayTime(from, zone),
  }));
}
