import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { words } from "../messages/wording.ts";
import { firstName } from "../people/open-conversation.ts";
import { mustBeTeam } from "../people/rights.ts";
import type { CandidateState } from "./candidate-states.ts";
import { currentRole, openRoles, roleNamed } from "./current-role.ts";
import { draftLetter, readersOf, samplesFor } from "./draft-letter.ts";
import { endHold } from "./end-hold.ts";
import { LIVE } from "./list-slots.ts";
import { moveCandidates } from "./move-candidate.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";
import { withdrawOffers } from "./read-offer.ts";
import { standingHolds } from "./release-hold.ts";
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

const Payload = z.object({ roleId: z.uuid(), text: z.string().optional() });

type Left = { id: string; talentId: string; name: string; state: CandidateState; seen: boolean; toCome: boolean };

/** Drafts the end of a role: a kind word to everyone who auditioned and was not booked, or was asked and not seen. */
export async function draftClosing(ctx: ToolCtx, input: z.output<typeof CloseRole>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const role = (input.role && roleNamed(await openRoles(ctx), input.role)) || (await currentRole(ctx));
  const left = await leftOf(ctx, role.id);
  mustHaveNoneToCome(left);
  const written = left.filter(isWritten);
  const { text } = input;
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
        text ?? words(language)[was ? "closed" : "closedUnseen"]({ name, role: role.title, child }),
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

const OUT: CandidateState[] = ["passed", "released", "withdrawn"];
/** Who left of her own accord is not written to; who was passed or released after an audition is. */
const isWritten = ({ state, seen }: Left) => (seen ? state !== "withdrawn" : ASKED.includes(state));
const ASKED: CandidateState[] = ["invited", "callback", "test", "avail_check", "pinned", "hold", "offer"];

async function leftOf(ctx: ToolCtx, roleId: string): Promise<Left[]> {
  const { rows } = await ctx.db.query<Left>(
    `select c.id, c.talent_id as "talentId", coalesce(t.display_name, p.name) as name, c.state,
            (c.state = 'auditioned' or coalesce(b.past, false)
             or exists (select from candidate_moves m where m.candidate_id = c.id and m.to_state = 'auditioned')) as seen,
            coalesce(b.to_come, false) as "toCome"
       from candidates c join people p on p.id = c.talent_id left join talent_profiles t on t.person_id = c.talent_id
       left join lateral (
         select bool_or(b.state = 'seen' or (b.state in ('confirmed', 'checked_in', 'late') and upper(b.during) <= $2)) as past,
                bool_or(b.state in ${LIVE} and upper(b.during) > $2) as to_come
           from bookings b join invitations i on i.id = b.invitation_id where i.candidate_id = c.id) b on true
      where c.role_id = $1 and c.state <> 'booked' order by c.selected_at nulls last, name`,
    [roleId, ctx.now()],
  );
  return rows;
}

function mustHaveNoneToCome(left: Left[]): void {
  const coming = left.filter((one) => one.toCome).map((one) => one.name);
  if (coming.length === 0) return;
  throw new AppError("conflict", "auditions to come", {
    said: `${sayList(coming)} ${coming.length === 1 ? "has an audition" : "have auditions"} to come. Cancel these first; then I close the role.`,
  });
}

async function bookedIn(ctx: Pick<ToolCtx, "db">, roleId: string): Promise<number> {
  const { rows } = await ctx.db.query<{ booked: number }>(
    `select count(*)::int as booked from candidates where role_id = $1 and state = 'booked'`,
    [roleId],
  );
  return rows[0]?.booked ?? 0;
}

/** The role is closed; those who have to be told are, once each; dates and offers are let go. */
export async function sendClosing(ctx: ToolCtx, { payload }: { payload: unknown }): Promise<ToolResult> {
  const { roleId, text } = Payload.parse(payload);
  const left = await leftOf(ctx, roleId);
  mustHaveNoneToCome(left);
  const { rows } = await ctx.db.query<{ title: string }>(
    `update roles set state = case when headcount <= $2 then 'cast' else 'closed' end, updated_at = $3
      where id = $1 and state = 'open' returning title`,
    [roleId, await bookedIn(ctx, roleId), ctx.now()],
  );
  if (!rows[0]) return { said: "That role was closed already. Nobody is told twice." };
  const ids = left.map((one) => one.id);
  await withdrawOffers(ctx, ids);
  await ctx.db.query(
    `update invitations set state = 'void', answered_at = $2 where candidate_id = any($1::uuid[]) and state = 'sent'`,
    [ids, ctx.now()],
  );
  const why = "the role was closed";
  for (const { id } of await standingHolds(ctx, ids))
    await endHold(ctx, id, { as: "released", candidateTo: "released", why });
  const moving = left.filter((one) => !OUT.includes(one.state)).map((one) => one.id);
  await moveCandidates(ctx, { candidateIds: moving, to: "released", why });
  await audit(ctx, { verb: "close_role", subject: "role", subjectId: roleId });
  const told: string[] = [];
  const missed: string[] = [];
  for (const one of left.filter(isWritten)) {
    ((await tell(ctx, { ...one, role: rows[0].title, text })) ? told : missed).push(one.name);
  }
  const said = [
    `${rows[0].title} is closed.`,
    told.length > 0 ? `I am telling ${sayList(told)}.` : "",
    missed.length > 0 ? `I could not write to ${sayList(missed)}: please tell them yourself.` : "",
  ];
  return { said: said.filter(Boolean).join(" ") };
}

type Telling = Left & { role: string; text: string | undefined };

async function tell(ctx: ToolCtx, { id, talentId, seen, role, text }: Telling): Promise<boolean> {
  const to = await reachTalent(ctx, talentId);
  if (typeof to === "string") return false;
  const say = words(to.language)[seen ? "closed" : "closedUnseen"];
  await writeTo(ctx, to, {
    key: `closing:${id}`,
    purpose: "promotional",
    text: text ?? say({ name: firstName(to.name), role, child: to.child }),
  });
  return true;
}
