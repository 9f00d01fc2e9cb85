import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import type { Language } from "../messages/message.ts";
import { words } from "../messages/wording.ts";
import type { Standing } from "../messages/wording-change-en.ts";
import { firstName } from "../people/open-conversation.ts";
import type { Breakdown } from "../talent/criteria.ts";
import { draftLetter, readersOf, samplesFor } from "./draft-letter.ts";
import { NOT_WRITTEN_TO } from "./invite.ts";
import { titleApart } from "./project-of.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";
import { changesFor, sayTold, Told, toldOf } from "./role-changes.ts";
import { sayList } from "./say-role.ts";

const Payload = z.object({ roleId: z.uuid(), before: Told, after: Told });
type Change = z.output<typeof Payload>;
type Affected = { id: string; talentId: string; name: string; role: string; standing: Standing };

/**
 * Drafts a word to those whom a changed breakdown concerns: invited, held, offered or booked. A draft of an earlier change
 * that nobody let go becomes part of it, so that each is written to once. Undefined when there is nobody or nothing to tell.
 */
export async function draftChange(
  ctx: ToolCtx,
  { roleId, before, after }: { roleId: string; before: Breakdown; after: Breakdown },
): Promise<ToolResult | undefined> {
  const earlier = await takeBackDraft(ctx, roleId);
  const change: Change = { roleId, before: earlier ?? toldOf(before), after: toldOf(after) };
  const affected = await affectedBy(ctx, change);
  const [first] = affected;
  if (!first) return undefined;
  const readers = await readersOf(
    ctx,
    affected.map((one) => one.id),
  );
  const samples = [...Map.groupBy(affected, (one) => one.standing)].flatMap(([standing, all]) =>
    samplesFor(
      readers.filter((one) => all.some(({ id }) => id === one.candidateId)),
      ({ language, name, child }) => say(change, { role: first.role, standing, language, name, child }),
    ),
  );
  return draftLetter(ctx, {
    kind: "role_change",
    payload: change,
    said: `${affected.length === 1 ? "One person knows" : `${affected.length} people know`} what has changed differently: here is a word to them.`,
    title: "Tell them what has changed?",
    lines: [`To: ${sayList(affected.map((one) => one.name))}`, ...samples],
    label: "Approve and send",
  });
}

type Reading = { role: string; standing: Standing; language: Language; name: string; child: string | undefined };

const LISTED = 3;

function say({ before, after }: Change, { language, standing, ...to }: Reading): string {
  const all = changesFor(standing, before, after);
  const listed = all.slice(0, LISTED);
  const told = (of: Told) => listed.map((kind) => sayTold(of, kind, language));
  return words(language).roleChanged({
    ...to,
    standing,
    changed: listed,
    before: told(before),
    after: told(after),
    also: all.slice(LISTED),
  });
}

/** Whoever knows something of the role that is different now, and how far the casting has come with them. */
async function affectedBy(ctx: Pick<ToolCtx, "db" | "now">, change: Change): Promise<Affected[]> {
  const { rows } = await ctx.db.query<Omit<Affected, "standing"> & { standing: Standing | null }>(
    `select c.id, c.talent_id as "talentId", coalesce(t.display_name, p.name) as name, ${titleApart("r")} as role,
            case when c.state = 'booked' then 'booked'
                 when exists (select from offers o where o.candidate_id = c.id and o.state = 'sent') then 'offered'
                 when exists (select from holds h where h.candidate_id = c.id and h.state = 'live') then 'held'
                 when exists (select from invitations i join sessions s on s.id = i.session_id where i.candidate_id = c.id
                                 and i.state in ('sent', 'accepted') and s.state = 'open' and s.ends_at > $2) then 'invited'
            end as standing
       from candidates c join roles r on r.id = c.role_id join people p on p.id = c.talent_id
       left join talent_profiles t on t.person_id = c.talent_id
      where c.role_id = $1 and c.state not in ('passed', 'released', 'withdrawn') order by name`,
    [change.roleId, ctx.now()],
  );
  return rows.filter(
    (one): one is Affected => one.standing !== null && changesFor(one.standing, change.before, change.after).length > 0,
  );
}

/** What people knew before the changes of which nobody let them know yet. */
async function takeBackDraft(ctx: ToolCtx, roleId: string): Promise<Told | undefined> {
  const { rows } = await ctx.db.query<{ id: string; payload: unknown }>(
    `update approvals set state = 'discarded', decided_by = $2, decided_at = $3
      where kind = 'role_change' and state = 'draft' and payload ->> 'roleId' = $1 returning id, payload`,
    [roleId, ctx.actor.personId, ctx.now()],
  );
  for (const { id } of rows) await audit(ctx, { verb: "withdraw_draft", subject: "approval", subjectId: id });
  return rows[0] && Payload.parse(rows[0].payload).before;
}

/** Each who is still concerned is told once, in her language. */
export async function sendChange(
  ctx: ToolCtx,
  { approvalId, payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  const change = Payload.parse(payload);
  const sent: string[] = [];
  const not: string[] = [];
  for (const { id, talentId, name, role, standing } of await affectedBy(ctx, change)) {
    const to = await reachTalent(ctx, talentId);
    if (typeof to === "string") {
      not.push(NOT_WRITTEN_TO[to](name));
      continue;
    }
    const reading = { role, standing, language: to.language, name: firstName(to.name), child: to.child };
    await writeTo(ctx, to, {
      key: `change:${approvalId}:${id}`,
      purpose: standing === "booked" ? "utility" : "promotional",
      text: say(change, reading),
    });
    sent.push(name);
  }
  return { said: [sent.length > 0 ? `On its way to ${sayList(sent)}.` : "Nobody was written to.", ...not].join(" ") };
}
