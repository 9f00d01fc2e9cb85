import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { DraftBlock } from "../messages/draft.ts";
import { clip } from "../messages/wording-facts.ts";
import { mustBeTeam } from "../people/rights.ts";
import { findDuplicates, type Why } from "./find-duplicates.ts";

export const ShowDuplicates = z.object({});
export const KeepApart = z.object({ duplicateId: z.uuid() });

const SHOWN = 5;
const SAYS: Record<Why, string> = {
  email: "one email",
  number: "one number",
  photo: "one photo",
  name: "names that sound alike",
};

type Side = {
  id: string;
  name: string;
  age: string;
  gender: string;
  city: string | null;
  heightCm: number | null;
  roles: number;
  since: Date;
};
type Row = { id: string; why: Why[]; first: Side; second: Side };

/** Looks for profiles of one person and shows the first few pairs, each to be merged either way or kept apart with one tap. */
export async function showDuplicates(ctx: ToolCtx): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  await findDuplicates(ctx, ctx.actor.workspaceId);
  const { rows } = await ctx.db.query<Row & { total: number }>(
    `select d.id, d.why, ${SIDE("a")} as first, ${SIDE("b")} as second, count(*) over ()::int as total
       from talent_duplicates d join talent_profiles a on a.person_id = d.first_id join talent_profiles b on b.person_id = d.second_id
      where d.state = 'open' order by d.why <> '{name}' desc, d.found_at, d.id limit ${SHOWN}`,
  );
  const total = rows[0]?.total ?? 0;
  if (total === 0) return { said: "I see no two profiles that look like one person.", data: { pairs: 0 } };
  const more = total > rows.length ? ` Here are the first ${rows.length}.` : "";
  return {
    said: `${total} ${total === 1 ? "pair of profiles looks" : "pairs of profiles look"} like one person.${more}`,
    data: { pairs: total },
    parts: rows.map(cardOf),
  };
}

const SIDE = (
  of: string,
) => `jsonb_build_object('id', ${of}.person_id, 'name', ${of}.display_name, 'age', ${of}.age_min || '–' || ${of}.age_max,
  'gender', ${of}.gender, 'city', ${of}.city, 'heightCm', ${of}.height_cm,
  'roles', (select count(*) from candidates c where c.talent_id = ${of}.person_id), 'since', ${of}.created_at::date)`;

function cardOf({ id, why, first, second }: Row): DraftBlock {
  const keep = (kept: Side, gone: Side) => ({
    label: `Keep ${clip(kept.name, 40)}${first.name === second.name ? (kept === first ? " (1)" : " (2)") : ""}`,
    verb: "merge_talent" as const,
    args: { keepId: kept.id, goneId: gone.id },
    group: `duplicate:${id}`,
  });
  return {
    type: "card",
    title: clip(`${first.name} and ${second.name}: ${why.map((one) => SAYS[one]).join(", ")}`, 140),
    lines: [`1. ${sayOf(first)}`, `2. ${sayOf(second)}`],
    choices: [
      keep(first, second),
      keep(second, first),
      { label: "Two people", verb: "keep_apart", args: { duplicateId: id }, group: `duplicate:${id}` },
    ],
  };
}

const sayOf = ({ name, age, gender, city, heightCm, roles, since }: Side) =>
  [
    name,
    gender,
    `plays ${age}`,
    city,
    heightCm && `${heightCm} cm`,
    `${roles} ${roles === 1 ? "role" : "roles"}`,
    `here since ${since}`,
  ]
    .filter(Boolean)
    .join(", ");

/** Notes that two profiles are of two people; the pair is not shown again. */
export async function keepApart(ctx: ToolCtx, { duplicateId }: z.output<typeof KeepApart>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { rowCount } = await ctx.db.query(
    `update talent_duplicates set state = 'different', decided_by = $2, decided_at = $3 where id = $1 and state = 'open'`,
    [duplicateId, ctx.actor.personId, ctx.now()],
  );
  if (rowCount === 0) {
    throw new AppError("not_found", `pair ${duplicateId} is not open`, {
      said: "That pair is not open any more, so I have changed nothing.",
    });
  }
  await audit(ctx, { verb: "keep_apart", subject: "duplicate", subjectId: duplicateId });
  return { said: "Noted: two people. I will not ask about them again." };
}
