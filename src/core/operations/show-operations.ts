import { z } from "zod";
import { currentRole, roleNamed } from "../auditions/current-role.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import type { DraftCard } from "../messages/draft.ts";
import { sayTime } from "../messages/say-time.ts";
import { mustBeTeam } from "../people/rights.ts";
import { moveCheckpoints } from "./move-checkpoints.ts";
import { type RoleHere, rolesHere } from "./roles-here.ts";
import { sayCheckpoints } from "./say-checkpoint.ts";
import { readWaiting, sayWaiting, type Waiting } from "./waiting.ts";
import { workspaceZone } from "./workspace-zone.ts";

const ROLES = 20;
const NAMED = 6;

export const ShowOperations = z.object({
  role: z.string().max(200).optional().describe("Only this role, by its name."),
});

/** Role by role: its checkpoints, what waits, and on whom. */
export async function showOperations(ctx: ToolCtx, input: z.output<typeof ShowOperations>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const roles = await rolesHere(ctx);
  if (roles.length === 0 && !(await isChannel(ctx))) await currentRole(ctx);
  const named = input.role ? roleNamed(roles, input.role)?.id : undefined;
  const shown = (named ? roles.filter((role) => role.id === named) : roles).slice(0, ROLES);
  const [now, roleIds] = [ctx.now(), shown.map((role) => role.id)];
  const zone = await workspaceZone(ctx, ctx.actor.workspaceId);
  const checkpoints = await moveCheckpoints(ctx.db, { now, roleIds });
  const waiting = (await readWaiting(ctx.db, { now, roleIds })).filter((one) => one.roleId !== null);
  const cards = shown.map((role) =>
    cardOf(role, [
      ...sayCheckpoints(checkpoints.get(role.id) ?? [], now),
      ...sayWaits(
        waiting.filter((one) => one.roleId === role.id),
        zone,
      ),
    ]),
  );
  const unknown = input.role && !named ? `There is no open role “${input.role}” here. Here is what there is. ` : "";
  return {
    said: unknown + sayWhole(shown.length, { waiting: waiting.length, more: named ? 0 : roles.length - shown.length }),
    data: { roles: cards.map(({ title, lines }) => ({ role: title, lines })) },
    parts: cards,
  };
}

async function isChannel({ db, conversation }: ToolCtx): Promise<boolean> {
  const { rows } = await db.query(`select from conversations where id = $1 and right(key, 1) = ':'`, [conversation.id]);
  return rows.length > 0;
}

function sayWhole(count: number, { waiting, more }: { waiting: number; more: number }): string {
  const open = count === 0 ? "No role is open here" : `${count} ${count === 1 ? "role is" : "roles are"} open here`;
  const left = more > 0 ? `; ${more} more are not shown` : "";
  const waits =
    waiting === 0 ? "nothing waits for anybody" : `${waiting} ${waiting === 1 ? "thing waits" : "things wait"}`;
  return `${open}${left}; ${waits}.`;
}

const cardOf = ({ title, project, booked, headcount }: RoleHere, lines: string[]): DraftCard => ({
  type: "card",
  title: `${title}${project ? `, ${project}` : ""}: ${booked} of ${headcount} cast`,
  lines,
});

function sayWaits(waiting: Waiting[], zone: string): string[] {
  const said = waiting
    .slice(0, NAMED)
    .map((one) => `Waits on ${one.owner}: ${sayWaiting(one)} (since ${sayTime(one.since, zone)})`);
  return waiting.length > NAMED ? [...said, `…and ${waiting.length - NAMED} more.`] : said;
}
