import type { Queryable } from "../ports.ts";
import { type Change, changesBetween, readFacts } from "./profile-facts.ts";

export type Changing = {
  workspaceId: string;
  personId: string;
  /** Null: nobody of ours, a file. */
  by: string | null;
  source: "chat" | "import" | "merge" | "undo";
  now: Date;
};

/** Does what changes a profile and keeps who changed which fact, when, from what to what. Returns the changes. */
export async function notingChanges(tx: Queryable, changing: Changing, work: () => Promise<void>): Promise<Change[]> {
  const { workspaceId, personId, by, source, now } = changing;
  const before = await readFacts(tx, personId);
  await work();
  const changes = changesBetween(before, await readFacts(tx, personId));
  if (changes.length > 0) {
    await tx.query(
      `insert into profile_changes (workspace_id, person_id, field, from_value, to_value, changed_by, source, changed_at)
       select $1, $2, c.field, c."from", c."to", $3, $4, $5 from jsonb_to_recordset($6::jsonb) as c(field text, "from" jsonb, "to" jsonb)`,
      [workspaceId, personId, by, source, now, JSON.stringify(changes)],
    );
  }
  return changes;
}
