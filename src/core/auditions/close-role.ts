import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { words } from "../messages/wording.ts";
import { mustBeTeam } from "../people/rights.ts";
import { currentRole, openRoles, type RoleName, roleNamed } from "./current-role.ts";
import { draftLetter, readersOf, samplesFor } from "./draft-letter.ts";
import { bookedIn, isWritten, type Left, leftOf, mustHaveNoneToCome } from "./left-of-role.ts";
import { roleFacts } from "./role-facts.ts";
import { sayList } from "./say-role.ts";

export const CloseRole = z.object({
  role: z.string().max(200).optional().describe("One role of this thread, by its name."),
  text: z
    .string()
    .trim()
    .min(10)
    .max(500)
    .optional()
    .describe("The team's own words, sent as they are, instead of ours."),
});

/**
 * Drafts the end of a role: a kind word to everyone who auditioned and was not booked, or was asked and not seen. It takes
 * the place of a draft of the same that waits.
 */
export async function draftClosing(ctx: ToolCtx, input: z.output<typeof CloseRole>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const role = (input.role && roleNamed(await openRoles(ctx), input.role)) || (await currentRole(ctx));
  const left = await leftOf(ctx, role.id);
  mustHaveNoneToCome(left);
  await ctx.db.query(
    `update approvals set state = 'discarded', decided_by = $2, decided_at = $3
      where kind = 'close_role' and state = 'draft' and payload ->> 'roleId' = $1`,
    [role.id, ctx.actor.personId, ctx.now()],
  );
  return closingLetter(ctx, { role, left, text: input.text });
}

type Closing = { role: RoleName; left: Left[]; text: string | undefined };

async function closingLetter(ctx: ToolCtx, { role, left, text }: Closing): Promise<ToolResult> {
  const written = left.filter(isWritten);
  const { role: told } = await roleFacts(ctx, { roleId: role.id });
  const booked = await bookedIn(ctx, role.id);
  const readers = await readersOf(
    ctx,
    written.map((one) => one.id),
  );
  const seen = (candidateId: string) => written.some((one) => one.id === candidateId && one.seen);
  const samples = [true, false].flatMap((was) =>
    samplesFor(
      readers.filter((one) => seen(one.candidateId) === was),
      ({ language, name, child }) =>
        text ?? words(language)[was ? "closed" : "closedUnseen"]({ name, role: told, child }),
    ),
  );
  return draftLetter(ctx, {
    kind: "close_role",
    payload: { roleId: role.id, text },
    said: `${role.title}: ${booked} of ${role.headcount} booked.`,
    title: `Close the role “${role.title}”?`,
    lines:
      written.length > 0
        ? [
            `To: ${sayList(written.map((one) => one.name))}`,
            ...samples,
            "Each is told once. Everyone else is released.",
          ]
        : ["Nobody has to be told. Everyone else is released."],
    label: "Close the role",
  });
}

type Proposal = { said: string; parts?: ToolResult["parts"] | undefined };

/**
 * When the last place of a role is booked, its end is drafted for the role's thread by itself, once; nobody is told before
 * a person presses the button. While auditions are to come there is only a word about them.
 */
export async function proposeClosing(ctx: ToolCtx, roleId: string): Promise<Proposal | undefined> {
  const { rows } = await ctx.db.query<RoleName & { conversationId: string; createdBy: string; drafted: boolean }>(
    `select r.id, r.title, r.headcount, r.conversation_id as "conversationId", r.created_by as "createdBy",
            exists (select from approvals a where a.kind = 'close_role' and a.state = 'draft' and a.payload ->> 'roleId' = r.id::text) as drafted
       from roles r where r.id = $1 and r.state = 'open'`,
    [roleId],
  );
  const role = rows[0];
  if (!role) return undefined;
  const left = await leftOf(ctx, roleId);
  const coming = left.filter((one) => one.toCome).map((one) => one.name);
  if (coming.length > 0) {
    const have = coming.length === 1 ? "has an audition" : "have auditions";
    return {
      said: `All places are booked, and ${sayList(coming)} ${have} to come: cancel these, then say “close the role”.`,
    };
  }
  if (role.drafted) return { said: "All places are booked; the draft that closes the role waits for you above." };
  const { parts } = await closingLetter(
    {
      ...ctx,
      actor: { ...ctx.actor, side: "team", personId: role.createdBy },
      conversation: { id: role.conversationId, language: "en" },
    },
    { role, left, text: undefined },
  );
  return {
    said: "All places are booked. Here is the kind word to the others; nothing is sent until you press.",
    parts,
  };
}
