import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { words } from "../messages/wording.ts";
import { firstName } from "../people/open-conversation.ts";
import { mustBeTeam } from "../people/rights.ts";
import { currentRole } from "./current-role.ts";
import { draftLetter, readersOf, samplesFor } from "./draft-letter.ts";
import { NOT_WRITTEN_TO } from "./invite.ts";
import { LIVE } from "./list-slots.ts";
import { findNamed, NameCandidates, sayUnknown } from "./name-candidates.ts";
import { latestOf, reachTalent, sayHeldBack, writeTo } from "./reach-talent.ts";
import { sayList } from "./say-role.ts";

/** With what is written around it, one message on a phone. */
const LONGEST = 450;

export const WriteWord = NameCandidates.extend({
  text: z.string().trim().min(1).max(2_000).describe("What they read, in the team's own words, as said to them."),
});
const Payload = z.object({ candidateIds: z.array(z.uuid()), text: z.string() });

type Addressed = {
  id: string;
  talentId: string;
  name: string;
  role: string;
  /** Nothing more comes of it for her. */
  over: boolean;
  /** She has said yes to something of the role. */
  agreed: boolean;
  /** Of her next audition for it. */
  startsAt: Date | null;
};

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
  const named = input.all ? [] : await findNamed(ctx, input);
  const known = await whoKnows(ctx, input.all ? await ofRole(ctx) : named.map((one) => one.id));
  const to = input.all ? known.filter((one) => !one.over) : known;
  const strangers = named.filter(({ id }) => to.every((one) => one.id !== id)).map((one) => one.name);
  const [first] = to;
  if (!first) {
    throw new AppError("conflict", "nobody named has heard of the role", {
      said: input.all ? "Nobody has heard of this role yet, so there is nobody to tell." : sayUninvited(strangers),
    });
  }
  const uninvited = strangers.length > 0 ? ` ${sayUninvited(strangers)}` : "";
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

async function ofRole(ctx: ToolCtx): Promise<string[]> {
  const role = await currentRole(ctx);
  const { rows } = await ctx.db.query<{ id: string }>(`select id from candidates where role_id = $1`, [role.id]);
  return rows.map((row) => row.id);
}

/** Those of the candidates whom an invitation, a question about dates, an offer or a self-tape has told of the role. */
async function whoKnows(ctx: Pick<ToolCtx, "db" | "now">, candidateIds: string[]): Promise<Addressed[]> {
  const { rows } = await ctx.db.query<Addressed>(
    `select c.id, c.talent_id as "talentId", coalesce(t.display_name, p.name) as name, r.title as role,
            c.state in ('passed', 'released', 'withdrawn') as over, audition.at as "startsAt",
            audition.at is not null or c.state = 'booked' or exists (select from holds h where h.candidate_id = c.id and h.answer = 'yes')
              or exists (select from tapes v where v.candidate_id = c.id and v.state in ('accepted', 'received', 'retake')) as agreed
       from candidates c join roles r on r.id = c.role_id join people p on p.id = c.talent_id
       left join talent_profiles t on t.person_id = c.talent_id
       left join lateral (select min(lower(b.during)) as at from bookings b join invitations i on i.id = b.invitation_id
              where i.candidate_id = c.id and b.state in ${LIVE} and b.state <> 'held' and upper(b.during) > $2) audition on true
      where c.id = any($1::uuid[])
        and (exists (select from invitations i where i.candidate_id = c.id) or exists (select from holds h where h.candidate_id = c.id)
             or exists (select from offers o where o.candidate_id = c.id) or exists (select from tapes v where v.candidate_id = c.id))
      order by name, c.id`,
    [candidateIds, ctx.now()],
  );
  return rows;
}

const sayDeaf = (names: string[]) =>
  names.length > 0
    ? ` ${sayList(names)} can only get texts, and a text in India cannot be answered: please call if you need an answer.`
    : "";

const DAY_MS = 24 * 60 * 60_000;

/** It goes to each of them once. */
export async function sendWord(
  ctx: ToolCtx,
  { approvalId, payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  const { candidateIds, text } = Payload.parse(payload);
  const sent: string[] = [];
  const deaf: string[] = [];
  const not: string[] = [];
  let heldUntil: Date | undefined;
  for (const { id, talentId, name, role, over, agreed, startsAt } of await whoKnows(ctx, candidateIds)) {
    const to = await reachTalent(ctx, talentId);
    if (typeof to === "string") {
      not.push(NOT_WRITTEN_TO[to](name));
      continue;
    }
    const facts = { name: firstName(to.name), child: to.child, role, text, answerable: !to.oneWay };
    const now = ctx.now().getTime();
    const wroteUs = to.lastInboundAt !== null && now - to.lastInboundAt.getTime() < DAY_MS;
    const held = await writeTo(ctx, to, {
      key: `word:${approvalId}:${id}`,
      purpose: !over && (agreed || wroteUs) ? "utility" : "promotional",
      about: startsAt ?? new Date(now + 7 * DAY_MS),
      text: words(to.language).teamWord(facts),
    });
    heldUntil = latestOf([{ heldUntil }, { heldUntil: held }]);
    sent.push(name);
    if (to.oneWay) deaf.push(name);
  }
  const said = [sent.length > 0 ? `On its way to ${sayList(sent)}.` : "Nobody was written to.", ...not].join(" ");
  return { said: said + sayHeldBack(heldUntil, ctx.timeZone) + sayDeaf(deaf) };
}
