import { randomBytes } from "node:crypto";
import type { Ctx } from "../ctx.ts";
import { hashOf, useOfficeLink } from "./office-link.ts";

/** A working day. */
export const VISIT_MS = 12 * 60 * 60_000;

type Looking = Pick<Ctx, "db" | "now">;

/** Who is signed in to the office in a browser. */
export type Visit = { workspaceId: string; personId: string; name: string; role: string; endsAt: Date };

/** Signs in whom the link's key is for; the token is for the browser alone. Undefined when the link opens nothing any more. */
export async function beginVisit(ctx: Looking, key: string): Promise<string | undefined> {
  return ctx.db.transaction(async (tx) => {
    const whose = await useOfficeLink({ db: tx, now: ctx.now }, key);
    if (!whose) return undefined;
    const token = randomBytes(32).toString("base64url");
    const now = ctx.now();
    await tx.query(
      `with old as (delete from visits where ends_at < $4)
       insert into visits (hash, workspace_id, person_id, began_at, ends_at) values ($1, $2, $3, $4, $5)`,
      [hashOf(token), whose.workspaceId, whose.personId, now, new Date(now.getTime() + VISIT_MS)],
    );
    return token;
  });
}

/** Whose visit a token is. Undefined when it has ended, and for who is of the team no more. */
export async function findVisit({ db, now }: Looking, token: string): Promise<Visit | undefined> {
  const { rows } = await db.query<Visit>(
    `select v.workspace_id as "workspaceId", v.person_id as "personId", p.name, m.role, v.ends_at as "endsAt"
       from visits v join people p on p.id = v.person_id
       join memberships m on m.workspace_id = v.workspace_id and m.person_id = v.person_id and m.role in ('director', 'associate')
      where v.hash = $1 and v.ends_at > $2 limit 1`,
    [hashOf(token), now()],
  );
  return rows[0];
}

export async function endVisit({ db }: Pick<Ctx, "db">, token: string): Promise<void> {
  await db.query(`delete from visits where hash = $1`, [hashOf(token)]);
}
