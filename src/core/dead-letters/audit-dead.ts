import type { Queryable } from "../ports.ts";
import type { DeadLetter } from "./dead-letter.ts";

type Entry = { verb: string; letter: DeadLetter; now: Date; details: Record<string, string> };

/** Notes what somebody who runs CastMatch did; he is none of a workspace's people. */
export async function auditDead(tx: Queryable, { verb, letter, now, details }: Entry): Promise<void> {
  await tx.query(
    `insert into audit_log (workspace_id, at, verb, subject, subject_id, details) values ($1, $2, $3, $4, $5, $6)`,
    [
      letter.workspaceId,
      now,
      verb,
      letter.kind,
      letter.id,
      JSON.stringify({ state: letter.state, code: letter.code, ...details }),
    ],
  );
}
