import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import type { Language } from "../messages/message.ts";
import { firstName } from "../people/open-conversation.ts";
import type { LetterKind } from "./approve-letter.ts";

/** An older draft is looked at again before it leaves. */
const DRAFT_STANDS_MS = 7 * 24 * 60 * 60_000;

type Drafting = {
  kind: LetterKind;
  payload: Record<string, unknown>;
  said: string;
  title: string;
  lines: string[];
  /** Of the button that lets it go. */
  label: string;
  style?: "primary" | "danger";
};

/** Puts messages to talent before the team. Nothing leaves before a person presses the button. */
export async function draftLetter(ctx: ToolCtx, drafting: Drafting): Promise<ToolResult> {
  const { kind, payload, said, title, lines, label, style = "primary" } = drafting;
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into approvals (workspace_id, kind, conversation_id, payload, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [ctx.actor.workspaceId, kind, ctx.conversation.id, JSON.stringify(payload), ctx.actor.personId, ctx.now()],
  );
  const approvalId = (rows[0] as { id: string }).id;
  await audit(ctx, { verb: `draft_${kind}`, subject: "approval", subjectId: approvalId });
  const expiresAt = new Date(ctx.now().getTime() + DRAFT_STANDS_MS);
  return {
    said: `${said} Nothing is sent until you press the button.`,
    data: { approvalId },
    parts: [
      {
        type: "card",
        title,
        lines,
        choices: [
          { label, style, verb: "approve_letter", args: { approvalId }, group: approvalId, expiresAt },
          { label: "Discard", verb: "discard_letter", args: { approvalId }, group: approvalId },
        ],
      },
    ],
  };
}

/** A talent, and who reads for her. */
export type Reader = {
  id: string;
  candidateId: string;
  name: string;
  talent: string;
  reader: string;
  language: Language;
};

export async function readersOf(ctx: Pick<ToolCtx, "db">, candidateIds: string[]): Promise<Reader[]> {
  const { rows } = await ctx.db.query<Reader>(
    `select p.id, c.id as "candidateId", coalesce(t.display_name, p.name) as name, p.name as talent, reader.name as reader, reader.language
       from unnest($1::uuid[]) with ordinality as given(id, n) join candidates c on c.id = given.id join people p on p.id = c.talent_id
       left join talent_profiles t on t.person_id = p.id join people reader on reader.id = coalesce(p.guardian_id, p.id) order by n`,
    [candidateIds],
  );
  return rows;
}

const LANGUAGE_NAME: Record<Language, string> = { en: "English", hinglish: "Hinglish", hi: "Hindi", mr: "Marathi" };

/** What the letter says in each language that somebody will read it in. */
export function samplesFor(
  readers: Reader[],
  say: (to: { language: Language; name: string; child: string | undefined }) => string,
): string[] {
  return [...Map.groupBy(readers, (one) => one.language)].map(([language, all]) => {
    const { talent, reader } = all[0] as Reader;
    const child = reader === talent ? undefined : firstName(talent);
    return `In ${LANGUAGE_NAME[language]}, to ${all.length}:\n${say({ language, name: firstName(reader), child })}`;
  });
}
