import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { Language } from "../messages/message.ts";
import { firstName } from "../people/open-conversation.ts";
import { mustBeTeam } from "../people/rights.ts";
import { mustBeAhead } from "./approve-invitation.ts";
import { invitationDraft } from "./invitation-draft.ts";
import { freeSlots } from "./list-slots.ts";
import { readSession, type Session } from "./read-session.ts";
import { sayList } from "./say-role.ts";

/** An older draft is looked at again before it leaves. */
const DRAFT_STANDS_MS = 7 * 24 * 60 * 60_000;

export const DraftInvitation = z.object({
  sessionId: z.uuid(),
  candidateIds: z.array(z.uuid()).max(100).optional().describe("Without it: everyone selected and not yet invited."),
});

type Drafted = { id: string; name: string; talent: string; reader: string; language: Language };

/** Shows the invitation as each talent would read it. Nothing leaves before a person presses Approve. */
export async function draftInvitation(ctx: ToolCtx, input: z.output<typeof DraftInvitation>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const session = await readSession(ctx, input.sessionId, { ofThread: ctx.conversation.id });
  mustBeAhead(ctx, session);
  const { rows: candidates } = await ctx.db.query<Drafted>(
    `select c.id, coalesce(t.display_name, p.name) as name, p.name as talent, reader.name as reader, reader.language
       from candidates c join people p on p.id = c.talent_id left join talent_profiles t on t.person_id = p.id
       join people reader on reader.id = coalesce(p.guardian_id, p.id)
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
  const free = (await freeSlots(ctx, session.id)).length;
  return {
    said: "Nothing is sent until you press Approve.",
    data: { approvalId, candidates: candidates.map((one) => ({ candidateId: one.id, name: one.name })) },
    parts: [
      {
        type: "card",
        title: candidates.length === 1 ? "Draft invitation" : `Draft invitation to ${candidates.length} people`,
        lines: [
          `To: ${names}`,
          ...samples(session, candidates, ctx.timeZone),
          ...(candidates.length > free ? [sayCrowded(candidates.length, free)] : []),
          "Each gets three times to choose from, and “another time”. If someone cancels, the freed slot is offered to your next select.",
        ],
        choices: [
          {
            label: "Approve and send",
            style: "primary",
            verb: "approve_invitation",
            args: { approvalId },
            group: approvalId,
            expiresAt: new Date(Math.min(session.startsAt.getTime(), ctx.now().getTime() + DRAFT_STANDS_MS)),
          },
          { label: "Discard", style: "danger", verb: "discard_invitation", args: { approvalId }, group: approvalId },
        ],
      },
    ],
  };
}

const LANGUAGE_NAME: Record<Language, string> = { en: "English", hinglish: "Hinglish", hi: "Hindi", mr: "Marathi" };

/** The invitation once in each language that somebody will read it in, with how many will. */
function samples(session: Session, candidates: Drafted[], zone: string): string[] {
  return [...Map.groupBy(candidates, (one) => one.language)].map(([language, readers]) => {
    const { talent, reader } = readers[0] as Drafted;
    const child = reader === talent ? undefined : firstName(talent);
    const { blocks } = invitationDraft({ session, language, name: reader, child, slots: [], zone });
    const text = blocks.map((block) => (block.type === "text" ? block.text : block.title)).join("\n");
    return `In ${LANGUAGE_NAME[language]}, to ${readers.length}:\n${text}`;
  });
}

const sayCrowded = (people: number, free: number) =>
  `${people} people, ${free} free ${free === 1 ? "slot" : "slots"}: not everyone can be seen in this session.`;
