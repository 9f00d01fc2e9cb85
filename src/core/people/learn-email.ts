import type { Ctx } from "../ctx.ts";
import type { Directory } from "../ports.ts";

/**
 * Asks the team's platform once for the email and the name of who created the role of a calendar event, so that casting
 * is invited too. Not knowing is no error: the event is written without.
 */
export async function learnCastingEmail(
  ctx: Pick<Ctx, "db" | "log"> & { directory: Directory },
  calendarEventId: string,
): Promise<void> {
  const { rows } = await ctx.db.query<{ personId: string; workspaceId: string; address: string; platform: string }>(
    `select p.id as "personId", p.workspace_id as "workspaceId", cp.address, a.platform
       from calendar_events e join bookings b on b.id = e.booking_id join invitations i on i.id = b.invitation_id
       join sessions s on s.id = i.session_id join roles r on r.id = s.role_id join people p on p.id = r.created_by
       join conversations c on c.id = r.conversation_id
       join channel_accounts a on a.channel = c.channel and a.account = c.account
       join contact_points cp on cp.person_id = p.id and cp.channel = c.channel
      where e.id = $1 and not exists (select from contact_points m where m.person_id = p.id and m.channel = 'email') limit 1`,
    [calendarEventId],
  );
  const who = rows[0];
  if (!who) return;
  const known = await ctx.directory(who.platform, who.address).catch((err: unknown) => {
    ctx.log.warn({ event: "directory_failed", personId: who.personId, err }, "the platform did not say who this is");
    return undefined;
  });
  if (known?.name) {
    await ctx.db.query(`update people set name = $2 where id = $1 and name = 'Casting team'`, [
      who.personId,
      known.name,
    ]);
  }
  if (!known?.email) return;
  await ctx.db.query(
    `insert into contact_points (workspace_id, person_id, channel, address) values ($1, $2, 'email', $3)
     on conflict on constraint contact_points_once do nothing`,
    [who.workspaceId, who.personId, known.email],
  );
}
