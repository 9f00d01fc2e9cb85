import { z } from "zod";
import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";

const onOff = z.enum(["on", "off"]).default("on");
const MINUTES_A_WEEK = 7 * 24 * 60;

/** What a workspace decides about how CastMatch works in it, each with what holds where it has not decided. */
export const HouseRules = z.strictObject({
  changes: z
    .enum(["free_slots", "office"])
    .default("free_slots")
    .describe("office: asked before a talent changes slots"),
  backfill: z.enum(["offer", "ask"]).default("offer").describe("offer: a freed place goes to the next select at once"),
  offerMinutes: z.coerce
    .number()
    .int()
    .min(15)
    .max(MINUTES_A_WEEK)
    .default(120)
    .describe("how long a freed place is kept for whom it is offered to"),
  rankByReliability: z.stringbool().or(z.boolean()).default(false).describe("true: missed auditions count in rankings"),
  digest: onOff.describe("the daily digest at nine"),
  escalations: onOff.describe("word of what waits too long"),
});
export type HouseRules = z.output<typeof HouseRules>;
export const RULES = Object.keys(HouseRules.shape) as (keyof HouseRules)[];

export type House = { id: string; name: string; rules: HouseRules };

/** Every workspace with what it decided; what was written wrongly counts as not decided. */
export async function listHouses({ db }: Pick<Ctx, "db">): Promise<House[]> {
  const { rows } = await db.query<{ id: string; name: string; settings: Record<string, unknown> }>(
    `select id, name, settings from workspaces order by created_at`,
  );
  return rows.map(({ id, name, settings }) => ({ id, name, rules: read(settings) }));
}

function read(settings: Record<string, unknown>): HouseRules {
  const known = RULES.filter((rule) => HouseRules.shape[rule].safeParse(settings[rule]).success);
  return HouseRules.parse(Object.fromEntries(known.map((rule) => [rule, settings[rule]])));
}

type Changing = { house: string | undefined; rules: Record<string, string> };

/**
 * Changes rules of the workspace that is named, or of the only one. Throws `invalid_input` for a rule or a value that there
 * is not, and `not_found` where no workspace, or more than one, can be meant.
 */
export async function changeRules(ctx: Pick<Ctx, "db" | "now">, { house, rules }: Changing): Promise<House> {
  const parsed = HouseRules.partial().safeParse(rules);
  if (!parsed.success) throw new AppError("invalid_input", "house rules", { said: sayProblems(parsed.error) });
  const changes = Object.fromEntries(Object.keys(rules).map((rule) => [rule, parsed.data[rule as keyof HouseRules]]));
  const all = await listHouses(ctx);
  const [meant, more] = all.filter(({ name }) => !house || name.toLowerCase() === house.toLowerCase());
  if (!meant || more) {
    const names = all.map(({ name }) => name).join(", ");
    throw new AppError("not_found", "no one workspace is meant", {
      said: `Which workspace? --workspace NAME, of ${names}.`,
    });
  }
  await ctx.db.transaction(async (tx) => {
    await tx.query(`update workspaces set settings = settings || $2::jsonb where id = $1`, [
      meant.id,
      JSON.stringify(changes),
    ]);
    await tx.query(
      `insert into audit_log (workspace_id, at, verb, subject, subject_id, details) values ($1, $2, 'change_rules', 'workspace', $1, $3)`,
      [meant.id, ctx.now(), JSON.stringify(changes)],
    );
  });
  return { ...meant, rules: { ...meant.rules, ...changes } };
}

function sayProblems({ issues }: z.ZodError): string {
  const lines = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? [`There is no rule ${issue.keys.join(", ")}; there are ${RULES.join(", ")}.`]
      : [`${issue.path.join(".")}: ${issue.message}.`],
  );
  return [...new Set(lines)].join("\n");
}
