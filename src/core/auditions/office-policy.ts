import { z } from "zod";
import type { Queryable } from "../ports.ts";

const Policy = z.object({
  /** Whether a freed place is offered to the next select at once, or the team is asked. */
  backfill: z.enum(["offer", "ask"]).catch("offer"),
  /** How long a freed place is kept for whom it is offered to. */
  offerMinutes: z
    .number()
    .int()
    .min(15)
    .max(7 * 24 * 60)
    .catch(120),
  /** Whether a talent who asks for a free slot instead of hers gets it at once, or the team decides. */
  changes: z.enum(["free_slots", "office"]).catch("free_slots"),
});

/** What the workspace decided beforehand; what it did not decide, or wrote wrongly, is as it is by default. */
export async function officePolicy(ctx: { db: Queryable }, workspaceId: string): Promise<z.output<typeof Policy>> {
  const { rows } = await ctx.db.query<{ settings: unknown }>(`select settings from workspaces where id = $1`, [
    workspaceId,
  ]);
  return Policy.parse(rows[0]?.settings ?? {});
}
