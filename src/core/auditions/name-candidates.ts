import { z } from "zod";
import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { CandidateState } from "./candidate-states.ts";
import { currentRole } from "./current-role.ts";
import { sayList } from "./say-role.ts";

/** Candidates of this conversation's role, named in whichever way the person did. */
export const NameCandidates = z.object({
  candidateIds: z.array(z.uuid()).max(50).optional(),
  talentIds: z.array(z.uuid()).max(50).optional(),
  names: z.array(z.string().min(1).max(120)).max(50).optional().describe("Names or first names as shown."),
  numbers: z
    .array(z.number().int().min(1).max(1_000))
    .max(50)
    .optional()
    .describe("Places in the last shortlist, from 1."),
  all: z.boolean().optional().describe("Everyone in the last shortlist."),
});

export type Named = {
  id: string;
  name: string;
  state: CandidateState;
  rank: number | null;
  roleId: string;
  talentId: string;
};

/** Whom they named and nobody was found for. */
export function sayUnknown({ names = [], numbers = [] }: z.output<typeof NameCandidates>, named: Named[]): string {
  const lower = named.map((one) => one.name.toLowerCase());
  const unknown = [
    ...numbers.filter((number) => !named.some((one) => one.rank === number)).map((number) => `number ${number}`),
    ...names.filter((name) => !lower.some((one) => one.startsWith(name.toLowerCase().trim()))),
  ];
  return unknown.length > 0 ? ` I did not find ${sayList(unknown)} in the shortlist.` : "";
}

/** By id within all of this thread's roles (a tapped button may be older than the present one); by name or number within the present one. */
export async function findNamed(ctx: ToolCtx, input: z.output<typeof NameCandidates>): Promise<Named[]> {
  const { candidateIds = [], talentIds = [], names = [], numbers = [], all = false } = input;
  const role = candidateIds.length > 0 ? undefined : await currentRole(ctx);
  const { rows } = await ctx.db.query<Named>(
    `select c.id, coalesce(t.display_name, p.name) as name, c.state, c.rank, c.role_id as "roleId", c.talent_id as "talentId"
       from candidates c join people p on p.id = c.talent_id left join talent_profiles t on t.person_id = p.id
      where (c.id = any($1::uuid[]) and exists (select from roles r where r.id = c.role_id and r.conversation_id = $6))
         or (c.role_id = $2 and (c.talent_id = any($3::uuid[]) or c.rank = any($4::int[]) or ($7 and c.rank is not null)
             or exists (select from unnest($5::text[]) n
                         where lower(coalesce(t.display_name, p.name)) = n
                            or lower(coalesce(t.display_name, p.name)) like replace(replace(n, '%', ''), '_', '') || ' %')))
      order by c.rank`,
    [
      candidateIds,
      role?.id ?? null,
      talentIds,
      numbers,
      names.map((name) => name.toLowerCase().trim()),
      ctx.conversation.id,
      all,
    ],
  );
  if (rows.length === 0) {
    throw new AppError("not_found", "no candidate was named", {
      said: "I could not tell whom you mean. Use the buttons, the name, or the number in the list.",
    });
  }
  return rows;
}
