import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { words } from "../messages/wording.ts";
import { firstName } from "../people/open-conversation.ts";
import { mustBeTeam } from "../people/rights.ts";
import { draftLetter, readersOf, samplesFor } from "./draft-letter.ts";
import { NOT_WRITTEN_TO, sayCallForAnswer } from "./invite.ts";
import { findNamed, NameCandidates, sayUnknown } from "./name-candidates.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";
import { sayList } from "./say-role.ts";

/** With what is written around it, one message on a phone. */
const LONGEST = 450;

export const WriteWord = NameCandidates.extend({
  text: z.string().trim().min(1).max(2_000).describe("What they read, in the team's own words, as said to them."),
});
const Payload = z.object({ candidateIds: z.array(z.uuid()), text: z.string() });

type Addressed = { id: string; talentId: string; name: string; role: string; over: boolean };

/**
 * Drafts a message in the team's own words to candidates who have heard of the role: an answer to a question, what to
 * bring. Nobody reads it before a person approves. Throws `conflict` when nobody named has heard of it, and
 * `invalid_input` when it is too long.
 */
export async function draftWord(ctx: ToolCtx, input: z.output<typeof WriteWord>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { text } = input;
  if (text.length > LONGEST) {
    throw new AppError("invalid_input", `a word of ${text.length} characters`, {
      said: `That is too long for one message: please say it in ${LONGEST} characters, or in two messages.`,
    });
  }
  const named = await findNamed(ctx, input);
  const to = await whoKnows(
    ctx,
    named.map((one) => one.id),
  );
  const strangers = input.all ? [] : named.filter(({ id }) => to.every((one) => one.id !== id));
  const uninvited = strangers.length > 0 ? ` ${sayUninvited(strangers.map((one) => one.name))}` : "";
  const [first] = to;
  if (!first) throw new AppError("conflict", "nobody named has heard of the role", { said: uninvited.trim() });
  const readers = await readersOf(
    ctx,
    to.map((one) => one.id),
  );
  return draftLetter(ctx, {
    kind: "team_word",
    payload: { candidateIds: to.map((one) => one.id), text },
    said: `Here is what ${to.length === 1 ? first.name : `${to.length} people`} would read.${uninvited}${sayUnknown(input, named)}`,
    title: `A word to ${to.length === 1 ? first.name : `${to.length} people`}`,
    lines: [
      `To: ${sayList(to.map((one) => one.name))}`,
      ...samplesFor(readers, (reader) =>
        words(reader.language).teamWord({ ...reader, role: first.role, text, answerable: true }),
      ),
    ],
    label: "Approve and send",
  });
}

const sayUninvited = (names: string[]) =>
  `${sayList(names)} ${names.length === 1 ? "has" : "have"} not heard of this role yet: invite them first.`;

/** Those of the candidates whom an invitation, a question about dates, an offer or a self-tape has told of the role. */
async function whoKnows(ctx: Pick<ToolCtx, "db">, candidateIds: string[]): Promise<Addressed[]> {
  const { rows } = await ctx.db.query<Addressed>(
    `select c.id, c.talent_id as "talentId", coalesce(t.display_name, p.name) as name, r.title as role,
            c.state in ('passed', 'released', 'withdrawn') as over
       from candidates c join roles r on r.id = c.role_id join people p on p.id = c.talent_id
       left join talent_profiles t on t.person_id = c.talent_id
      where c.id = any($1::uuid[])
        and (exists (select from invitations i where i.candidate_id = c.id) or exists (select from holds h where h.candidate_id = c.id)
             or exists (select from offers o where o.candidate_id = c.id) or exists (select from tapes v where v.candidate_id = c.id))
      order by name, c.id`,
    [candidateIds],
  );
  return rows;
}

/** It goes to each of them once. */
export async function sendWord(
  ctx: ToolCtx,
  { approvalId, payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  const { candidateIds, text } = Payload.parse(payload);
  const sent: string[] = [];
  const deaf: string[] = [];
  const not: string[] = [];
  for (const { id, talentId, name, role, over } of await whoKnows(ctx, candidateIds)) {
    const to = await reachTalent(ctx, talentId);
    if (typeof to === "string") {
      not.push(NOT_WRITTEN_TO[to](name));
      continue;
    }
    const facts = { name: firstName(to.name), child: to.child, role, text, answerable: !to.oneWay };
    await writeTo(ctx, to, {
      key: `word:${approvalId}:${id}`,
      purpose: over ? "promotional" : "utility",
      text: words(to.language).teamWord(facts),
    });
    sent.push(name);
    if (to.oneWay) deaf.push(name);
  }
  const said = [sent.length > 0 ? `On its way to ${sayList(sent)}.` : "Nobody was written to.", ...not].join(" ");
  return { said: said + sayCallForAnswer(deaf) };
}
