import { setAlarm } from "../alarms/set-alarm.ts";
import type { Actor, Ctx } from "../ctx.ts";
import { STALE_HOURS } from "./tell-stuck.ts";
import { waitingSince } from "./waiting.ts";

const THREADS = 200;

type Unwatched = { workspaceId: string; threadId: string; ownerId: string };

/** Sets an alarm for each thread in which something waits and that none looks after; running it twice does no harm. */
export async function planEscalations(ctx: Pick<Ctx, "db" | "now">): Promise<void> {
  const now = ctx.now();
  const { rows } = await ctx.db.query<Unwatched>(
    `select distinct on (w."threadId") w."workspaceId", w."threadId", w."ownerId" from (${waitingSince("$1")}) w
       join workspaces house on house.id = w."workspaceId" and house.settings ->> 'escalations' is distinct from 'off'
       join conversations t on t.id = w."threadId"
       join channel_accounts a on a.channel = t.channel and a.account = t.account and a.retired_at is null
      where w.since > $1::timestamptz - interval '${STALE_HOURS} hours'
        and not exists (select from alarms x where x.subject_id = w."threadId" and x.kind = 'tell_stuck' and x.state = 'waiting')
      limit ${THREADS}`,
    [now],
  );
  for (const { workspaceId, threadId, ownerId } of rows) {
    const actor: Actor = { workspaceId, personId: ownerId, side: "team" };
    const key = `stuck:${threadId}:${now.getTime()}`;
    await setAlarm({ ...ctx, actor }, { kind: "tell_stuck", subjectId: threadId, at: now, key });
  }
}
