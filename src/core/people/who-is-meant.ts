import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { soundKey } from "../talent/fold.ts";
import { wordsOf } from "../talent/normalise.ts";
import { firstName } from "./open-conversation.ts";

export type Whose = { personId: string; child: string | undefined };

type Asking = {
  /** The words in which a child may be named, in whatever script. */
  named: string | undefined;
  /** What to ask a guardian when it could be several. */
  ask: (facts: { options: string[] }) => string;
  /** Who is a talent herself means herself, unless she names a child. */
  ownFirst?: true;
};

/** Who is meant by a talent or a guardian: herself, or the one child she answers for. Throws `conflict` when it could be several. */
export async function whoIsMeant(ctx: ToolCtx, { named, ask, ownFirst }: Asking): Promise<Whose> {
  const { rows } = await ctx.db.query<{ id: string; name: string; own: boolean }>(
    `select p.id, p.name, p.id = $1 as own from people p
      where p.guardian_id = $1 or (p.id = $1 and exists (select from memberships m where m.person_id = p.id and m.role = 'talent'))
      order by own desc, p.name`,
    [ctx.actor.personId],
  );
  const heard = new Set(wordsOf(named ?? "").map(soundKey));
  const called = rows.filter((row) => wordsOf(row.name).some((word) => heard.has(soundKey(word))));
  const self = ownFirst && called.length === 0 ? rows.filter((row) => row.own) : [];
  const [one, ...more] = [called, self, rows].find((some) => some.length > 0) ?? [];
  if (!one) return { personId: ctx.actor.personId, child: undefined };
  if (more.length > 0) {
    throw new AppError("conflict", `person ${ctx.actor.personId} answers for several`, {
      said: ask({ options: [one, ...more].map((row) => firstName(row.name)) }),
    });
  }
  return { personId: one.id, child: one.own ? undefined : firstName(one.name) };
}
