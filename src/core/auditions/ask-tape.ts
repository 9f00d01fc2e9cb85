import { DateTime } from "luxon";
import { z } from "zod";
import { audit } from "../audit.ts";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { UNION_TAPE_MS, UNION_TAPE_PAGES } from "../media/media-limits.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { firstName, type TalentConversation } from "../people/open-conversation.ts";
import { mustBeTeam } from "../people/rights.ts";
import type { CandidateState } from "./candidate-states.ts";
import { draftLetter, type Reader, readersOf, samplesFor } from "./draft-letter.ts";
import { hasConsent, minorName } from "./guard-minor.ts";
import { NOT_WRITTEN_TO, sayCallForAnswer } from "./invite.ts";
import { moveCandidates } from "./move-candidate.ts";
import { findNamed, NameCandidates } from "./name-candidates.ts";
import { reachTalent, writeTo } from "./reach-talent.ts";
import { tapesOf } from "./read-tape.ts";
import { planTapeReminders } from "./remind-tape.ts";
import { roleFacts } from "./role-facts.ts";
import { sayList } from "./say-role.ts";
import { tapeStatesBefore } from "./tape-states.ts";
import { roleIsUnionTape } from "./union-tape.ts";

const HOUR_MS = 60 * 60_000;
/** Sooner than this nobody can make one. */
const LEAST_MS = 2 * HOUR_MS;
const DEFAULT_TIME = "18:00";

export const Due = z.object({
  dueDate: z.iso.date().optional().describe("Until when; without it in three days."),
  dueTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional()
    .describe("24-hour clock; without it 18:00."),
  note: z.string().trim().max(160).optional().describe("What the tape should show, in the team's words."),
});
export const RequestTape = NameCandidates.extend(Due.shape);

const Payload = z.object({
  roleId: z.uuid(),
  candidateIds: z.array(z.uuid()),
  dueAt: z.iso.datetime(),
  note: z.string(),
  retake: z.boolean(),
});
type Payload = z.output<typeof Payload>;

/** In the casting and not beyond the audition. */
const ASKABLE: CandidateState[] = [
  ...(["viewed", "submitted", "selected", "under_consideration", "invited"] as const),
  ...(["auditioned", "callback", "backup"] as const),
];

/** Drafts the request of a self-tape. Throws `conflict` for a deadline, or sides, that the union's rules do not allow. */
export async function draftTapeRequest(ctx: ToolCtx, input: z.output<typeof RequestTape>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const named = await findNamed(ctx, input);
  const from = input.all ? ASKABLE.filter((state) => state !== "submitted" && state !== "viewed") : ASKABLE;
  const asked = named.filter((one) => from.includes(one.state));
  const [first] = asked;
  if (!first) {
    throw new AppError("conflict", "nobody to ask for a tape", {
      said: `${sayList(named.map((one) => one.name))}: there is no self-tape to ask for. Select them first.`,
    });
  }
  return draftTapes(ctx, { roleId: first.roleId, candidateIds: asked.map((one) => one.id), input, retake: false });
}

type Drafting = { roleId: string; candidateIds: string[]; input: z.output<typeof Due>; retake: boolean };

export async function draftTapes(ctx: ToolCtx, { roleId, candidateIds, input, retake }: Drafting): Promise<ToolResult> {
  const dueAt = dueOf(ctx, input);
  await mustBeAllowed(ctx, roleId, dueAt);
  const payload: Payload = { roleId, candidateIds, dueAt: dueAt.toISOString(), note: input.note ?? "", retake };
  const readers = await readersOf(ctx, candidateIds);
  const names = sayList(readers.map((one) => one.name));
  const facts = await roleFacts(ctx, { roleId });
  return draftLetter(ctx, {
    kind: "request_tape",
    payload,
    said: `Here is the request for ${retake ? "another take" : "a self-tape"} to ${names}, due ${sayTime(dueAt, ctx.timeZone)}.`,
    title: retake ? "Draft request for another take" : "Draft request for a self-tape",
    lines: [
      `To: ${names}`,
      ...samplesFor(readers, ({ language, name, child }) =>
        words(language)[retake ? "tapeRetake" : "tapeAsked"]({
          ...facts,
          name,
          child,
          note: payload.note,
          until: sayTime(dueAt, ctx.timeZone, language),
        }),
      ),
    ],
    label: "Approve and send",
  });
}

function dueOf(ctx: ToolCtx, { dueDate, dueTime = DEFAULT_TIME }: z.output<typeof Due>): Date {
  const today = DateTime.fromJSDate(ctx.now(), { zone: ctx.timeZone });
  const date = dueDate ?? today.plus({ days: 3 }).toISODate();
  const due = DateTime.fromISO(`${date}T${dueTime}`, { zone: ctx.timeZone });
  if (due.toMillis() >= ctx.now().getTime() + LEAST_MS) return due.toJSDate();
  throw new AppError("invalid_input", `a tape due ${date}`, {
    said: "That is too soon, or has passed. Until when shall the self-tape be here? For example “by Friday 6 pm”.",
  });
}

/** SAG-AFTRA's rules, where the role is under them: asked again when the request leaves. */
async function mustBeAllowed(ctx: ToolCtx, roleId: string, dueAt: Date): Promise<void> {
  const { rows } = await ctx.db.query<{ union: boolean; pages: number | null }>(
    `select ${roleIsUnionTape("r")} as union, (select pages from sides s where s.role_id = r.id and s.replaced_at is null) as pages
       from roles r where r.id = $1`,
    [roleId],
  );
  const [role] = rows;
  if (!role?.union) return;
  const first = new Date(ctx.now().getTime() + UNION_TAPE_MS);
  if (dueAt < first) {
    throw new AppError("conflict", "a union tape due too soon", {
      said: `SAG-AFTRA gives talent at least 48 hours for a self-tape: the earliest is ${sayTime(first, ctx.timeZone)}. I sent nothing.`,
    });
  }
  if ((role.pages ?? 0) > UNION_TAPE_PAGES) {
    throw new AppError("conflict", "too many pages for a union tape", {
      said: `SAG-AFTRA allows at most ${UNION_TAPE_PAGES} pages for a self-tape, and the sides have ${role.pages}. Attach shorter ones first; I sent nothing.`,
    });
  }
}

/** The requests go out, with reminders before the deadline. */
export async function sendTapeRequests(
  ctx: ToolCtx,
  { approvalId, payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  const asked = Payload.parse(payload);
  const dueAt = new Date(asked.dueAt);
  if (dueAt.getTime() < ctx.now().getTime() + LEAST_MS) {
    throw new AppError("conflict", "a tape's deadline has come", {
      said: "That deadline is too near by now, so I sent nothing. Ask again with a new one.",
    });
  }
  await mustBeAllowed(ctx, asked.roleId, dueAt);
  const sent: string[] = [];
  const not: string[] = [];
  const toCall: string[] = [];
  for (const reader of await readersOf(ctx, asked.candidateIds)) {
    const made = await ask(ctx, { ...asked, dueAt, reader, approvalId });
    if (typeof made === "string") not.push(made);
    else {
      sent.push(reader.name);
      if (made.oneWay) toCall.push(reader.name);
    }
  }
  const said =
    sent.length > 0
      ? `On its way to ${sayList(sent)}. I will tell you here what they send.${sayCallForAnswer(toCall)}`
      : "";
  return { said: [said || "Nobody was written to.", ...not].join(" ") };
}

type Asking = Omit<Payload, "dueAt"> & { dueAt: Date; reader: Reader; approvalId: string };

/** Where she was asked, or why she was not. */
async function ask(
  ctx: ToolCtx,
  { reader, dueAt, note, retake, roleId, approvalId }: Asking,
): Promise<string | TalentConversation> {
  const { id: talentId, candidateId, name } = reader;
  if ((await minorName(ctx, talentId)) && !(await hasConsent(ctx, talentId)))
    return `${name} is under 18 and the guardian has not consented yet, so I asked for no self-tape.`;
  const to = await reachTalent(ctx, talentId);
  if (typeof to === "string") return NOT_WRITTEN_TO[to](name);
  const { rows: now } = await ctx.db.query<{ state: CandidateState }>(
    `select state from candidates where id = $1 for update`,
    [candidateId],
  );
  if (!ASKABLE.includes(now[0]?.state ?? "passed")) return NOT_WRITTEN_TO.moved_on(name);
  const state = retake ? "retake" : "requested";
  const { rows } = await ctx.db.query<{ id: string }>(
    `insert into tapes as t (workspace_id, candidate_id, talent_id, approval_id, state, due_at, requested_at, moved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)
     on conflict on constraint tapes_candidate do update
        set approval_id = excluded.approval_id, state = excluded.state, due_at = excluded.due_at, moved_at = excluded.moved_at
      where t.state = any($8::text[])
     returning id`,
    [ctx.actor.workspaceId, candidateId, talentId, approvalId, state, dueAt, ctx.now(), tapeStatesBefore(state)],
  );
  const tapeId = rows[0]?.id;
  if (!tapeId) {
    const [tape] = await tapesOf(ctx, [candidateId]);
    return `${name} has sent a self-tape already (${tape?.state}); say “ask ${name} for another take”.`;
  }
  if (!retake) {
    await moveCandidates(ctx, {
      candidateIds: [candidateId],
      to: "invited",
      from: ["viewed", "submitted", "selected", "under_consideration", "backup"],
      why: "asked for a self-tape",
    });
  }
  await planTapeReminders(ctx, { tapeId, dueAt });
  const say = words(to.language);
  const until = sayTime(dueAt, ctx.timeZone, to.language);
  const facts = { ...(await roleFacts(ctx, { roleId })), name: firstName(to.name), child: to.child, note, until };
  const answer = (label: string, said: "yes" | "no") => ({
    label,
    verb: "answer_tape" as const,
    args: { tapeId, answer: said },
    group: tapeId,
    expiresAt: dueAt,
  });
  await writeTo(ctx, to, {
    key: `tape:${tapeId}:${approvalId}`,
    purpose: "promotional",
    text: retake ? say.tapeRetake(facts) : say.tapeAsked(facts),
    ...(!retake && {
      choices: [{ ...answer(say.tapeYesLabel(), "yes"), style: "primary" as const }, answer(say.tapeNoLabel(), "no")],
    }),
  });
  await audit(ctx, { verb: state === "retake" ? "ask_retake" : "request_tape", subject: "tape", subjectId: tapeId });
  return to;
}
