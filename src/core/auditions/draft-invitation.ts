import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import type { Language } from "../messages/message.ts";
import { sayClock } from "../messages/say-time.ts";
import { firstName } from "../people/open-conversation.ts";
import { mustBeTeam } from "../people/rights.ts";
import { mustBeAhead } from "./approve-invitation.ts";
import type { CandidateState } from "./candidate-states.ts";
import { placesInOrder } from "./give-places.ts";
import { invitationDraft } from "./invitation-draft.ts";
import { type FreeSlot, freeSlots } from "./list-slots.ts";
import { findNamed, NameCandidates } from "./name-candidates.ts";
import { readSession, type Session } from "./read-session.ts";
import { A_ROUND, INVITED_BY_DEFAULT, invitable, ROUND_SAID, ROUND_STATE, type Round } from "./rounds.ts";
import { sayList } from "./say-role.ts";

/** An older draft is looked at again before it leaves. */
const DRAFT_STANDS_MS = 7 * 24 * 60 * 60_000;

export const DraftInvitation = NameCandidates.extend({
  sessionId: z.uuid(),
  candidateIds: z
    .array(z.uuid())
    .max(100)
    .optional()
    .describe(
      "Nobody named: everyone selected and not yet invited; to a callback who auditioned, to a test who was called back.",
    ),
});

type Drafted = { id: string; name: string; talent: string; reader: string; language: Language };
type Asked = Drafted & { state: CandidateState; invited: boolean; inRound: boolean };

/**
 * Shows the invitation as each talent would read it; with `places`, each candidate is given one slot. Nothing leaves before
 * a person presses Approve.
 */
export async function draftInvitation(
  ctx: ToolCtx,
  input: z.output<typeof DraftInvitation>,
  places?: Record<string, string>,
): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const session = await readSession(ctx, input.sessionId, { ofThread: ctx.conversation.id });
  mustBeAhead(ctx, session);
  if (session.fill === "hand" && !places) {
    throw new AppError("conflict", `session ${session.id} is filled by hand`, {
      said: "You give the times in this session. Tell me who comes when, for example “Asha at 2, Meera at 2:20”.",
    });
  }
  const asked = await askedFor(ctx, session, input);
  const candidates = asked.filter((one) => mayCome(session, one));
  const left = asked.filter((one) => !mayCome(session, one)).map((one) => sayLeft(session, one));
  if (candidates.length === 0) throw nobody(session, left);
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into approvals (workspace_id, kind, conversation_id, payload, created_by, created_at)
     values ($1, 'invitation', $2, $3, $4, $5) returning id`,
    [
      ctx.actor.workspaceId,
      ctx.conversation.id,
      JSON.stringify({ sessionId: session.id, candidateIds: candidates.map((one) => one.id), places }),
      ctx.actor.personId,
      ctx.now(),
    ],
  );
  const approvalId = (rows[0] as { id: string }).id;
  await audit(ctx, { verb: "draft_invitation", subject: "approval", subjectId: approvalId });
  const names = sayList(candidates.map((one) => one.name));
  const slots = await freeSlots(ctx, session.id);
  const free = slots.reduce((sum, slot) => sum + slot.places, 0);
  return {
    said: ["Nothing is sent until you press Approve.", ...left].join(" "),
    data: { approvalId, candidates: candidates.map((one) => ({ candidateId: one.id, name: one.name })) },
    parts: [
      {
        type: "card",
        title: titleOf(session, candidates.length),
        lines: [
          `To: ${names}`,
          ...samples(session, candidates, ctx.timeZone),
          ...(candidates.length > free ? [sayCrowded(candidates.length, free)] : []),
          ...givenTimes(session, candidates, { slots, places }),
          ...(await sayAway(ctx, session, candidates)),
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

/** Who was named, in whichever way; otherwise whom the round is for. */
async function askedFor(ctx: ToolCtx, session: Session, input: z.output<typeof DraftInvitation>): Promise<Asked[]> {
  const { talentIds, names, numbers, all } = input;
  const named =
    (talentIds ?? names ?? numbers ?? all) ? (await findNamed(ctx, input)).map((one) => one.id) : input.candidateIds;
  const { rows } = await ctx.db.query<Asked>(
    `select c.id, c.state, coalesce(t.display_name, p.name) as name, p.name as talent, reader.name as reader, reader.language,
            exists (select from invitations i where i.candidate_id = c.id and i.session_id = $3) as invited,
            exists (select from invitations i join sessions e on e.id = i.session_id where i.candidate_id = c.id and e.round = $6) as "inRound"
       from candidates c join people p on p.id = c.talent_id left join talent_profiles t on t.person_id = p.id
       join people reader on reader.id = coalesce(p.guardian_id, p.id)
      where c.role_id = $1 and (c.id = any($2::uuid[]) or ($2::uuid[] is null and c.state in ($4, $5)))
      order by c.selected_at, c.rank`,
    [
      session.roleId,
      named ?? null,
      session.id,
      INVITED_BY_DEFAULT[session.round],
      ROUND_STATE[session.round],
      session.round,
    ],
  );
  if (named) return rows;
  // Whom the team put into the round on the board is meant before everyone who might come.
  const put = rows.filter((one) => one.state === ROUND_STATE[session.round] && !one.inRound);
  return put.length > 0 ? put : rows.filter((one) => one.state === INVITED_BY_DEFAULT[session.round] && !one.invited);
}

const mayCome = ({ round }: Session, { state, invited }: Asked) => !invited && invitable(round).includes(state);

const sayLeft = ({ round }: Session, { name, state, invited }: Asked) =>
  invited
    ? `${name} has been invited to this session already.`
    : `${name} is ${state.replaceAll("_", " ")}: no invitation to ${A_ROUND[round]}.`;

function nobody({ id, round }: Session, left: string[]): AppError {
  const none = {
    audition:
      "The session is set, but nobody is selected yet. Press Select on the people you want, then ask me to invite them.",
    callback: "The session is set, but nobody has auditioned yet whom I could call back. Name whom you want to see.",
    test: "The session is set, but nobody is called back yet who could test. Name whom you want to see.",
  };
  return new AppError("conflict", `session ${id}: nobody to invite`, {
    said: left.length > 0 ? `The session is set. ${left.join(" ")}` : none[round],
  });
}

const NEXT: Record<Round, string> = {
  audition: "your next select",
  callback: "your next backup who has auditioned",
  test: "your next backup who has auditioned",
};

function titleOf({ round }: Session, people: number): string {
  const kind = round === "audition" ? "" : `${ROUND_SAID[round]} `;
  return people === 1 ? `Draft ${kind}invitation` : `Draft ${kind}invitation to ${people} people`;
}

const backfill = ({ round }: Session) => `If someone cancels, the freed slot is offered to ${NEXT[round]}.`;

type Given = { slots: FreeSlot[]; places: Record<string, string> | undefined };

/** Who would be given which time; nobody is where talent choose. */
function givenTimes(session: Session, candidates: Drafted[], { slots, places }: Given): string[] {
  if (!places && session.fill !== "order") {
    return [`Each gets three times to choose from, and “another time”. ${backfill(session)}`];
  }
  const inOrder = placesInOrder(slots);
  const lines = candidates.flatMap(({ id, name }, nth) => {
    const slot = places ? slots.find((one) => one.slotId === places[id]) : inOrder[nth];
    return slot ? [`${sayClock(slot.startsAt, session.timeZone)}: ${name}`] : [];
  });
  return [...lines, `Each time is kept for a day at most, for its answer. ${backfill(session)}`];
}

/** Whom the session falls on a day that they booked out. */
async function sayAway(ctx: ToolCtx, session: Session, candidates: Drafted[]): Promise<string[]> {
  const { rows } = await ctx.db.query<{ id: string }>(
    `select c.id from candidates c join book_outs o on o.person_id = c.talent_id
      where c.id = any($1::uuid[]) and o.during @> ($2::timestamptz at time zone $3)::date`,
    [candidates.map((one) => one.id), session.startsAt, session.timeZone],
  );
  const away = candidates.filter((one) => rows.some((row) => row.id === one.id)).map((one) => one.name);
  return away.length > 0 ? [`Away that day, by their book-outs: ${sayList(away)}.`] : [];
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
