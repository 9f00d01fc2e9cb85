import { heldWake, within } from "../conversation/turn.ts";
import type { Ctx } from "../ctx.ts";
import { ALARMS, type AlarmKind } from "./alarm-kinds.ts";

const FIRST_WAIT_S = 10;
/** With waits that double, after three hours. */
const MOST_ATTEMPTS = 10;
/** An alarm belongs to no conversation. */
const NO_CONVERSATION = { id: "00000000-0000-0000-0000-000000000000", language: "en" as const };

export type AlarmDeps = Pick<
  Ctx,
  "db" | "now" | "embed" | "wake" | "publicUrl" | "timeZone" | "calendarInvites" | "busy" | "links"
>;

/** Alarms whose time has come and that this version of the program knows, the oldest first. */
export async function dueAlarms({ db, now }: Pick<Ctx, "db" | "now">, atMost: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from alarms where state = 'waiting' and fire_at <= $1 and kind = any($2::text[]) order by fire_at limit $3`,
    [now(), Object.keys(ALARMS), atMost],
  );
  return rows.map((row) => row.id);
}

/**
 * Does what an alarm was set for, once: what it does and that it has fired are one transaction. When that fails it comes
 * again later; the error is thrown.
 */
export async function fireAlarm(ctx: AlarmDeps, id: string): Promise<void> {
  const { rows } = await ctx.db.query<{ workspace_id: string }>(
    `select workspace_id from alarms where id = $1 and state = 'waiting' and fire_at <= $2`,
    [id, ctx.now()],
  );
  if (!rows[0]) return;
  const workspaceId = rows[0].workspace_id;
  try {
    await fire(ctx, { id, workspaceId });
  } catch (error) {
    await ctx.db.query(
      `update alarms set attempts = attempts + 1, state = case when attempts + 1 >= $3 then 'failed' else state end,
              fire_at = $2::timestamptz + make_interval(secs => ${FIRST_WAIT_S} * power(2, attempts))
        where id = $1 and state = 'waiting'`,
      [id, ctx.now(), MOST_ATTEMPTS],
    );
    throw error;
  }
}

type Known = {
  kind: AlarmKind;
  subjectId: string;
  data: Record<string, unknown>;
  personId: string;
  side: "team" | "talent";
};

async function fire(ctx: AlarmDeps, { id, workspaceId }: { id: string; workspaceId: string }): Promise<void> {
  const db = ctx.db.as(workspaceId);
  const { wake, letGo } = heldWake(ctx.wake);
  await db.transaction(async (tx) => {
    const { rows } = await tx.query<Known>(
      `update alarms set state = 'fired' where id = $1 and state = 'waiting' and fire_at <= $2
       returning kind, subject_id as "subjectId", data, actor_id as "personId", side`,
      [id, ctx.now()],
    );
    if (!rows[0]) return;
    const { kind, subjectId, data, personId, side } = rows[0];
    const actor = { workspaceId, personId, side };
    const acting = { ...ctx, db: within(tx, db), wake, actor, turnId: undefined, conversation: NO_CONVERSATION };
    await ALARMS[kind](acting, { id, subjectId, data });
  });
  letGo();
}
