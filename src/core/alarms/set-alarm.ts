import type { Actor, Ctx } from "../ctx.ts";
import type { AlarmKind } from "./alarm-kinds.ts";

export type Alarm = {
  kind: AlarmKind;
  /** The row that it is about; its verb reads it again. */
  subjectId: string;
  at: Date;
  /** What the verb is told besides; no person's words. */
  data?: Record<string, unknown>;
  /** One alarm a key: setting it again moves one that has not fired. Without it there is one of the kind for the subject. */
  key?: string;
};

type Setting = Pick<Ctx, "db" | "now"> & { actor: Actor };

/** Remembers to do something later, with the rights of who sets it. It comes with the transaction that it is set in. */
export async function setAlarm(ctx: Setting, { kind, subjectId, at, data = {}, key }: Alarm): Promise<void> {
  await ctx.db.query(
    `insert into alarms as a (workspace_id, kind, subject_id, key, data, actor_id, side, fire_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict on constraint alarms_once do update
        set fire_at = excluded.fire_at, data = excluded.data, actor_id = excluded.actor_id, side = excluded.side,
            state = 'waiting', attempts = 0
      where a.state <> 'fired'`,
    [
      ctx.actor.workspaceId,
      kind,
      subjectId,
      key ?? `${kind}:${subjectId}`,
      JSON.stringify(data),
      ctx.actor.personId,
      ctx.actor.side,
      at,
      ctx.now(),
    ],
  );
}
