import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { words } from "../messages/wording.ts";
import { upsertProfile } from "../talent/upsert-profile.ts";
import { mustBeTalent } from "./rights.ts";

export const UpdateMyProfile = z.object({
  fields: z
    .object({
      name: z.string().trim().min(1).max(120),
      age: z.number().int().min(0).max(120),
      gender: z.enum(["female", "male", "nonbinary"]),
      city: z.string().trim().min(1).max(80),
      languages: z.array(z.string().trim().min(2).max(40)).max(15),
      skills: z.array(z.string().trim().min(1).max(60)).max(30),
      heightCm: z.number().int().min(50).max(250),
      experienceYears: z.number().int().min(0).max(80),
      bio: z.string().trim().max(2_000),
      ratePerDayRupees: z.number().int().positive().max(100_000_000),
    })
    .partial(),
});

const ADULT = 18;

/** A guardian who names a child's age means the child. Throws `conflict`. */
async function mustNotBeAWards(ctx: ToolCtx): Promise<void> {
  const { rows } = await ctx.db.query<{ name: string }>(
    `select name from people where guardian_id = $1 order by name limit 1`,
    [ctx.actor.personId],
  );
  if (!rows[0]) return;
  throw new AppError("conflict", `person ${ctx.actor.personId} is a guardian and no minor`, {
    said: words(ctx.conversation.language).agesOfOthers({ name: rows[0].name }),
  });
}

/** Stores what a talent says of herself; what she does not name stays. Nobody can change another's profile here. */
export async function updateMyProfile(ctx: ToolCtx, input: z.output<typeof UpdateMyProfile>): Promise<ToolResult> {
  mustBeTalent(ctx.actor);
  const { fields } = input;
  if (fields.age !== undefined && fields.age < ADULT) await mustNotBeAWards(ctx);
  await upsertProfile(ctx, { personId: ctx.actor.personId, fields });
  ctx.wake.embed([ctx.actor.personId]);
  const named = Object.keys(fields);
  await audit(ctx, {
    verb: "update_profile",
    subject: "person",
    subjectId: ctx.actor.personId,
    details: { fields: named },
  });
  return { said: words(ctx.conversation.language).profileSaved({ fields: named }), data: { saved: named } };
}
