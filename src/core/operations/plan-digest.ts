import { setAlarm } from "../alarms/set-alarm.ts";
import type { Actor, Ctx } from "../ctx.ts";
import { isoDay } from "../messages/say-time.ts";
import { knownZone, nextMorning } from "./workspace-zone.ts";

type Planning = Pick<Ctx, "db" | "now" | "timeZone">;
type Without = { workspaceId: string; zone: string; personId: string };

/** Sets the alarm of the next digest for each workspace with a team that has none; running it twice does no harm. */
export async function planDigests(ctx: Planning): Promise<void> {
  const { rows } = await ctx.db.query<Without>(
    `select distinct on (w.id) w.id as "workspaceId", w.time_zone as zone, m.person_id as "personId"
       from workspaces w join memberships m on m.workspace_id = w.id and m.role in ('director', 'associate')
      where w.settings ->> 'digest' is distinct from 'off'
        and not exists (select from alarms a where a.subject_id = w.id and a.kind = 'daily_digest' and a.state = 'waiting')
      order by w.id, m.role = 'associate', m.created_at`,
  );
  for (const { workspaceId, personId, zone } of rows) {
    const actor: Actor = { workspaceId, personId, side: "team" };
    await planDigest({ ...ctx, actor }, knownZone(zone, ctx.timeZone));
  }
}

/** One alarm a day, by its date: what fired for a day never fires for it again. */
export async function planDigest(ctx: Planning & { actor: Actor }, zone: string): Promise<void> {
  const at = nextMorning(ctx.now(), zone);
  await setAlarm(ctx, {
    kind: "daily_digest",
    subjectId: ctx.actor.workspaceId,
    at,
    key: `digest:${isoDay(at, zone)}`,
  });
}
