import type { Ctx } from "../ctx.ts";
import { auditDead } from "./audit-dead.ts";
import type { By, DeadLetter } from "./dead-letter.ts";
import { findDead } from "./find-dead.ts";

type Dropping = { id: string; workspaceId?: string; why: string; by: By };

/** Leaves a dead letter as it is, for good and with a reason; a message of unknown fate counts as dead from then on. Throws `not_found`. */
export async function dropDead(ctx: Pick<Ctx, "db" | "now">, { why, by, ...which }: Dropping): Promise<DeadLetter> {
  const now = ctx.now();
  const letter = await findDead(ctx.db, { ...which, now });
  await ctx.db.transaction(async (tx) => {
    await tx.query(
      `insert into dead_letters (kind, subject_id, workspace_id, told_at, dropped_at) values ($1, $2, $3, $4, $4)
       on conflict (kind, subject_id) do update set dropped_at = excluded.dropped_at`,
      [letter.kind, letter.id, letter.workspaceId, now],
    );
    if (letter.kind === "outbox") {
      await tx.query(`update outbox set state = 'dead', claim = claim + 1 where id = $1 and state = 'unknown'`, [
        letter.id,
      ]);
    }
    await auditDead(tx, { verb: "drop_dead_letter", letter, now, details: { by, why } });
  });
  return letter;
}
