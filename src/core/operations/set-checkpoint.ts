import { DateTime } from "luxon";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { isoDay } from "../messages/say-time.ts";
import { mustBeTeam } from "../people/rights.ts";
import { type Member, teamMember } from "../people/team-member.ts";
import { CHECKPOINTS, type CheckpointKind, goesRound } from "./checkpoint-kinds.ts";
import { type Checkpoint, checkpointsOf } from "./move-checkpoints.ts";
import { mustHaveGo } from "./must-have-go.ts";
import { type RoleHere, roleMeant } from "./roles-here.ts";
import { isNext, sayCheckpoint } from "./say-checkpoint.ts";
import { NOBODY, setGate } from "./set-gate.ts";
import { CLOSES_HOUR, workspaceZone } from "./workspace-zone.ts";

const Kind = z.enum(CHECKPOINTS);
const kinds = (about: string) => z.array(Kind).max(5).optional().describe(about);

export const SetCheckpoint = z.object({
  role: z.string().max(200).optional().describe("The role by its name; without it the current one."),
  checkpoints: z.array(Kind).min(1).max(6),
  owner: z.string().trim().min(1).max(80).optional().describe("A name, “me”, or “nobody”."),
  due: z.iso.date().optional(),
  state: z.enum(["done", "open", "skipped"]).optional(),
  gate: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .optional()
    .describe("Who alone says go or no-go before it begins, or “nobody”. To sign a step off is a gate on the next."),
  waitsFor: kinds("It now waits for these too."),
  waitsNoMoreFor: kinds("It does not wait for these."),
});
type Wish = z.output<typeof SetCheckpoint>;

/** Sets who sees to a checkpoint of a role, by when, what it waits for, or that it is done; what a person set stays. */
export async function setCheckpoint(ctx: ToolCtx, input: Wish): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const role = await roleMeant(ctx, input.role);
  await ctx.db.query(`select from roles where id = $1 for update`, [role.id]);
  const owner = await readOwner(ctx, input.owner);
  const due = await readDue(ctx, input.due);
  const before = await checkpointsOf(ctx, role.id);
  const after = waitingFor(before, input);
  const named = before.filter((one) => input.checkpoints.includes(one.kind));
  if (input.gate) await setGate(ctx, named, input.gate);
  if (input.state === "done") for (const { kind } of named) await mustHaveGo(ctx, { roleId: role.id, kind });
  await store(ctx, { ids: named.map((one) => one.id), state: input.state, owner, due, after });
  for (const { id } of named) await audit(ctx, { verb: "set_checkpoint", subject: "checkpoint", subjectId: id });
  const all = await checkpointsOf(ctx, role.id);
  return {
    said: [sayChanged(ctx, { role, all, input }), owner && !owner.id && owner.name && unknownOwner(owner.name)]
      .filter(Boolean)
      .join(" "),
    data: { role: role.title },
  };
}

type Owner = { id: string | null; name: string | null };

async function readOwner(ctx: ToolCtx, said: string | undefined): Promise<Owner | undefined> {
  if (said === undefined) return undefined;
  if (NOBODY.test(said)) return { id: null, name: null };
  const known: Member | undefined = await teamMember(ctx, said);
  return known ?? { id: null, name: said.replace(/^@/, "") };
}

const unknownOwner = (name: string) => `I do not know ${name} as one of the team, so I only note the name.`;

type Due = { on: string; at: Date };

/** A day's work is done when its evening comes. */
async function readDue(ctx: ToolCtx, on: string | undefined): Promise<Due | undefined> {
  if (!on) return undefined;
  const zone = await workspaceZone(ctx, ctx.actor.workspaceId);
  if (on < isoDay(ctx.now(), zone) || on > isoDay(new Date(ctx.now().getTime() + 1_000 * DAY_MS), zone)) {
    throw new AppError("invalid_input", `${on} is no day to come`, {
      said: "That day has passed, or is too far away. By which day?",
    });
  }
  return { on, at: DateTime.fromISO(`${on}T${CLOSES_HOUR}:00`, { zone }).toJSDate() };
}

const DAY_MS = 24 * 60 * 60_000;

/** What each of those that are named waits for from now on; throws `conflict` when one would wait for itself. */
function waitingFor(all: Checkpoint[], { checkpoints, waitsFor = [], waitsNoMoreFor = [] }: Wish) {
  const wanted = new Map(
    all.map((one) => {
      if (!checkpoints.includes(one.kind)) return [one.kind, one.after];
      const kept = [...new Set([...one.after, ...waitsFor])].filter((kind) => !waitsNoMoreFor.includes(kind));
      return [one.kind, CHECKPOINTS.filter((kind) => kept.includes(kind))];
    }),
  );
  if (!goesRound(wanted)) return wanted;
  throw new AppError("conflict", "the checkpoints would wait for each other", {
    said: `Then ${checkpoints.join(" and ")} would wait for itself. I changed nothing.`,
  });
}

type Storing = {
  ids: string[];
  state: Wish["state"];
  owner: Owner | undefined;
  due: Due | undefined;
  after: Map<CheckpointKind, CheckpointKind[]>;
};

async function store(ctx: ToolCtx, { ids, state, owner, due, after }: Storing): Promise<void> {
  await ctx.db.query(
    `update role_checkpoints c
        set state = coalesce($2, c.state), moved_by = case when $2 is null then c.moved_by else $3::uuid end,
            moved_at = case when $2 is null then c.moved_at else $4 end,
            owner_id = case when $5 then $6 else c.owner_id end, owner_name = case when $5 then $7 else c.owner_name end,
            due_on = coalesce($8, c.due_on), due_at = coalesce($9, c.due_at),
            after_kinds = array(select jsonb_array_elements_text($10::jsonb -> c.kind))
      where c.id = any($1::uuid[])`,
    [
      ids,
      state ?? null,
      ctx.actor.personId,
      ctx.now(),
      owner !== undefined,
      owner?.id ?? null,
      owner && !owner.id ? owner.name : null,
      due?.on ?? null,
      due?.at ?? null,
      JSON.stringify(Object.fromEntries(after)),
    ],
  );
}

const STATE_SAID = { done: "done", skipped: "left out", open: "open again" };

function sayChanged(ctx: ToolCtx, { role, all, input }: { role: RoleHere; all: Checkpoint[]; input: Wish }): string {
  const { state, checkpoints } = input;
  const at = { all, now: ctx.now() };
  const named = all.filter((one) => checkpoints.includes(one.kind));
  if (!state) return `${role.title}: ${named.map((one) => sayCheckpoint(one, at)).join("; ")}.`;
  const next = all.filter((one) => isNext(one, all) && !named.includes(one));
  const then =
    state === "open" || next.length === 0 ? "" : ` Next: ${next.map((one) => sayCheckpoint(one, at)).join("; ")}.`;
  return `${role.title}: ${checkpoints.join(" and ")} ${checkpoints.length > 1 ? "are" : "is"} ${STATE_SAID[state]}.${then}`;
}
