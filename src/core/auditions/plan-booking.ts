import type { ToolCtx } from "../conversation/tool.ts";
import { eventId } from "./event-id.ts";
import { watchForArrival } from "./watch-day.ts";

type Planned = { id: string; version: number; startsAt: Date };

/**
 * Stores what follows from a confirmed time: its reminders and its calendar event. Everything planned for an earlier
 * version of the booking becomes void: reminders, and messages that have not left yet. Its event is one row for ever, also
 * when Google made us take another id. The caller holds the booking.
 */
export async function planBooking(ctx: ToolCtx, { id, version, startsAt }: Planned): Promise<void> {
  await voidPlans(ctx, { id, version });
  await planReminders(ctx, { id, version, startsAt });
  const event = await ctx.db.query<{ id: string }>(
    `with known as (
       update calendar_events set wanted = 'present', wanted_version = $4, state = 'pending', attempts = 0, next_at = $5
        where booking_id = $2 returning id),
     made as (
       insert into calendar_events (workspace_id, booking_id, provider_id, wanted, wanted_version, next_at, created_at)
       select $1, $2, $3, 'present', $4, $5, $5 where not exists (select from known)
       on conflict on constraint calendar_events_once do nothing
       returning id)
     select id from known union all select id from made`,
    [ctx.actor.workspaceId, id, eventId(id, 1), version, ctx.now()],
  );
  ctx.wake.calendar(event.rows.map((row) => row.id));
  await watchForArrival(ctx, { id, version, startsAt });
  ctx.wake.changed(ctx.actor.workspaceId, "bookings");
}

/** The reminders of a booking's time that are still to come, as its session has them. */
export async function planReminders(ctx: ToolCtx, { id, version, startsAt }: Planned): Promise<void> {
  const { rows } = await ctx.db.query<{ id: string; fireAt: Date }>(
    `insert into reminders (workspace_id, booking_id, booking_version, lead_minutes, fire_at)
     select $1, $2, $3, lead, $4::timestamptz - make_interval(mins => lead)
       from bookings b join slots s on s.id = b.slot_id join sessions e on e.id = s.session_id, unnest(e.reminder_minutes) lead
      where b.id = $2 and $4::timestamptz - make_interval(mins => lead) > $5
     on conflict on constraint reminders_once do update set state = 'waiting' where reminders.state = 'void'
     returning id, fire_at as "fireAt"`,
    [ctx.actor.workspaceId, id, version, startsAt, ctx.now()],
  );
  ctx.wake.reminders(rows);
}

/** A booking that is off: no reminder, no event, and no message about it that has not left. */
export async function unplanBooking(ctx: ToolCtx, { id, version }: Pick<Planned, "id" | "version">): Promise<void> {
  await voidPlans(ctx, { id, version });
  const { rows } = await ctx.db.query<{ id: string }>(
    `update calendar_events set wanted = 'absent', wanted_version = $2, state = 'pending', attempts = 0, next_at = $3
      where booking_id = $1 returning id`,
    [id, version, ctx.now()],
  );
  ctx.wake.calendar(rows.map((row) => row.id));
  ctx.wake.changed(ctx.actor.workspaceId, "bookings");
}

async function voidPlans(ctx: ToolCtx, { id, version }: Pick<Planned, "id" | "version">) {
  await ctx.db.query(
    `update calendar_questions set state = 'void', decided_at = $3 where booking_id = $1 and booking_version < $2 and state = 'open'`,
    [id, version, ctx.now()],
  );
  await ctx.db.query(
    `update reminders set state = 'void' where booking_id = $1 and booking_version < $2 and state = 'waiting'`,
    [id, version],
  );
  await ctx.db.query(
    `update outbox set state = 'void' where booking_id = $1 and booking_version < $2 and state = 'pending'`,
    [id, version],
  );
}
