import { DateTime } from "luxon";
import type { ToolCtx } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { currentRole } from "./current-role.ts";
import { houseOf, titleApart } from "./project-of.ts";

/** The days that are asked for; throws `invalid_input` for none, for days in the wrong order and for days that are over. */
export async function datesFor(
  ctx: ToolCtx,
  input: { from?: string | undefined; to?: string | undefined },
): Promise<{ from: string; to: string }> {
  const shoot = input.from ? undefined : (await currentRole(ctx)).breakdown.shootDates;
  const from = input.from ?? shoot?.from;
  const to = input.to ?? input.from ?? shoot?.to;
  if (!from || !to) {
    throw new AppError("invalid_input", "no dates", {
      said: "For which dates? For example “pin Asha for 10 to 12 December”.",
    });
  }
  const today = DateTime.fromJSDate(ctx.now(), { zone: ctx.timeZone }).toISODate() ?? "";
  if (to < from || to < today) {
    throw new AppError("invalid_input", `dates ${from} to ${to}`, {
      said: to < from ? "Those dates end before they begin." : "Those dates are over. Which dates do you mean?",
    });
  }
  return { from, to };
}

/** What a letter about a role says of it; `house` is empty when not known. */
export async function roleFacts(
  ctx: Pick<ToolCtx, "db">,
  { roleId }: { roleId: string },
): Promise<{ role: string; house: string }> {
  const { rows } = await ctx.db.query<{ role: string; house: string }>(
    `select ${titleApart("r")} as role, coalesce(${houseOf("r", "p")}, '') as house from roles r left join projects p on p.id = r.project_id where r.id = $1`,
    [roleId],
  );
  return rows[0] as { role: string; house: string };
}
