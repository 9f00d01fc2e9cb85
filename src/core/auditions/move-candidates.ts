import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
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

type Named = { id: string; name: string; state: string; rank: number | null };

/** Marks candidates as selected; selecting again is not an error. Someone already invited stays invited. */
export async function selectCandidates(ctx: ToolCtx, input: z.output<typeof NameCandidates>): Promise<ToolResult> {
  const { named, roleId, unknown } = await move(ctx, input, "selected", [
    "submitted",
    "viewed",
    "passed",
    "backup",
    "withdrawn",
    "released",
  ]);
  const { rows } = await ctx.db.query<{ count: number }>(
    `select count(*)::int as count from candidates where role_id = $1 and selected_at is not null and state not in ('passed', 'withdrawn', 'released')`,
    [roleId],
  );
  const count = rows[0]?.count ?? 0;
  return {
    said: `Selected ${sayList(named.map((one) => one.name))}.${unknown} ${count === 1 ? "One is" : `${count} are`} selected. Tell me when and where to see them, for example: invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each.`,
    data: { selected: named.map((one) => ({ candidateId: one.id, name: one.name })), count },
  };
}

/** Passes on candidates; they do not come up again for this role. */
export async function passCandidates(ctx: ToolCtx, input: z.output<typeof NameCandidates>): Promise<ToolResult> {
  const { named, unknown } = await move(ctx, input, "passed", [
    "submitted",
    "viewed",
    "selected",
    "under_consideration",
    "backup",
  ]);
  return {
    said: `Passed on ${sayList(named.map((one) => one.name))}.${unknown}`,
    data: { passed: named.map((one) => ({ candidateId: one.id, name: one.name })) },
  };
}

async function move(ctx: ToolCtx, input: z.output<typeof NameCandidates>, to: "selected" | "passed", from: string[]) {
  mustBeTeam(ctx.actor);
  const named = await findNamed(ctx, input);
  const { rows } = await ctx.db.query<{ id: string; role_id: string }>(
    `update candidates set state = $2, moved_by = $3, moved_at = $4,
            selected_at = case when $2 = 'selected' then coalesce(selected_at, $4) end
      where id = any($1::uuid[]) and state = any($5::text[]) returning id, role_id`,
    [named.map((one) => one.id), to, ctx.actor.personId, ctx.now(), from],
  );
  for (const row of rows) await audit(ctx, { verb: to, subject: "candidate", subjectId: row.id });
  const stuck = named.filter((one) => one.state !== to && !rows.some((row) => row.id === one.id));
  if (to === "passed" && stuck.length > 0) {
    throw new AppError("conflict", `candidates ${stuck.map((one) => one.id).join()} cannot be passed`, {
      said: `${sayList(stuck.map((one) => one.name))} ${stuck.length === 1 ? "has" : "have"} been invited already. Cancel the audition first if you want to pass.`,
    });
  }
  return { named, unknown: sayUnknown(input, named), roleId: rows[0]?.role_id ?? (await roleOf(ctx, named)) };
}

/** Whom they named and nobody was found for. */
function sayUnknown({ names = [], numbers = [] }: z.output<typeof NameCandidates>, named: Named[]): string {
  const lower = named.map((one) => one.name.toLowerCase());
  const unknown = [
    ...numbers.filter((number) => !named.some((one) => one.rank === number)).map((number) => `number ${number}`),
    ...names.filter((name) => !lower.some((one) => one.startsWith(name.toLowerCase().trim()))),
  ];
  return unknown.length > 0 ? ` I did not find ${sayList(unknown)} in the shortlist.` : "";
}

async function roleOf(ctx: ToolCtx, named: Named[]): Promise<string> {
  const { rows } = await ctx.db.query<{ role_id: string }>(`select role_id from candidates where id = $1`, [
    named[0]?.id,
  ]);
  return rows[0]?.role_id ?? "";
}

/** By id within all of this thread's roles (a tapped button may be older than the present one); by name or number within the present one. */
async function findNamed(ctx: ToolCtx, input: z.output<typeof NameCandidates>): Promise<Named[]> {
  const { candidateIds = [], talentIds = [], names = [], numbers = [], all = false } = input;
  const role = candidateIds.length > 0 ? undefined : await currentRole(ctx);
  const { rows } = await ctx.db.query<Named>(
    `select c.id, coalesce(t.display_name, p.name) as name, c.state, c.rank
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
