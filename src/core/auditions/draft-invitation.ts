import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { invitationDraft } from "./invitation-draft.ts";
import { readSession } from "./read-session.ts";
import { sayList } from "./say-role.ts";

export const DraftInvitation = z.object({
  sessionId: z.uuid(),
  candidateIds: z.array(z.uuid()).max(100).optional().describe("Without it: everyone selected and not yet invited."),
});

/** Shows the invitation as each talent would read it. Nothing leaves before a person presses Approve. */
export async function draftInvitation(ctx: ToolCtx, input: z.output<typeof DraftInvitation>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const session = await readSession(ctx, input.sessionId, { ofThread: ctx.conversation.id });
  const { rows: candidates } = await ctx.db.query<{ id: string; name: string }>(
    `select c.id, coalesce(t.display_name, p.name) as name
       from candidates c join people p on p.id = c.talent_id left join talent_profiles t on t.person_id = p.id
      where c.role_id = $1 and c.state = 'selected' and ($2::uuid[] is null or c.id = any($2))
        and not exists (select from invitations i where i.candidate_id = c.id and i.session_id = $3)
      order by c.selected_at`,
    [session.roleId, input.candidateIds ?? null, session.id],
  );
  if (candidates.length === 0) {
    throw new AppError("conflict", `session ${session.id}: nobody to invite`, {
      said: "The session is set, but nobody is selected yet. Press Select on the people you want, then ask me to invite them.",
    });
  }
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into approvals (workspace_id, kind, conversation_id, payload, created_by, created_at)
     values ($1, 'invitation', $2, $3, $4, $5) returning id`,
    [
      ctx.actor.workspaceId,
      ctx.conversation.id,
      JSON.stringify({ sessionId: session.id, candidateIds: candidates.map((one) => one.id) }),
      ctx.actor.personId,
      ctx.now(),
    ],
  );
  const approvalId = (rows[0] as { id: string }).id;
  await audit(ctx, { verb: "draft_invitation", subject: "approval", subjectId: approvalId });
  const names = sayList(candidates.map((one) => one.name));
  const sample = invitationDraft({
    session,
    language: "en",
    name: candidates[0]?.name ?? "",
    slots: [],
    zone: ctx.timeZone,
  });
  return {
    said: `This is the invitation for ${names}. Nothing is sent until you press Approve.`,
    data: { approvalId, candidates: candidates.map((one) => ({ candidateId: one.id, name: one.name })) },
    parts: [
      {
        type: "card",
        title: `Draft invitation to ${names}`,
        lines: [
          ...sample.blocks.map((block) => (block.type === "text" ? block.text : block.title)),
          "Each gets three times to choose from, and “another time”. If someone cancels, the freed slot is offered to your next select.",
        ],
        choices: [
          {
            label: "Approve and send",
            style: "primary",
            verb: "approve_invitation",
            args: { approvalId },
            group: approvalId,
          },
          { label: "Discard", style: "danger", verb: "discard_invitation", args: { approvalId }, group: approvalId },
        ],
      },
    ],
  };
}
