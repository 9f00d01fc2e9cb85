import { AppError } from "../errors.ts";
import type { Queryable } from "../ports.ts";
import { type DeadLetter, deadLetters } from "./dead-letter.ts";

type Which = { id: string; workspaceId?: string; now: Date };

/** The dead letter with this id, or with an id that begins so. Throws `not_found`, and `conflict` where several do. */
export async function findDead(db: Queryable, { id, workspaceId, now }: Which): Promise<DeadLetter> {
  const { rows } = await db.query<DeadLetter>(
    `select * from (${deadLetters("$1")}) dead
      where starts_with(id::text, $2) and length($2) >= 6 and ($3::uuid is null or "workspaceId" = $3) limit 2`,
    [now, id.toLowerCase(), workspaceId ?? null],
  );
  const [letter, another] = rows;
  if (!letter) throw new AppError("not_found", `no dead letter ${id}`, { said: `There is no dead letter ${id}.` });
  if (another) {
    throw new AppError("conflict", `several dead letters ${id}`, { said: `Several dead letters begin with ${id}.` });
  }
  return letter;
}
