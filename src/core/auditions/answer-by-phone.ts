import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { AppError } from "../errors.ts";
import { mustBeTeam } from "../people/rights.ts";
import { answerHold } from "./answer-hold.ts";
import { answerOffer } from "./answer-offer.ts";
import { answerTape } from "./answer-tape.ts";
import { confirmInWriting, inTheNameOf, takenDownBy } from "./by-phone.ts";
import { draftLetter } from "./draft-letter.ts";
import { mustBeConsentedFor } from "./guard-minor.ts";
import { sayDates } from "./say-dates.ts";
import { sayList } from "./say-role.ts";

const ABOUT = ["dates", "offer", "tape"] as const;
type About = (typeof ABOUT)[number];

export const AnswerByPhone = z.object({
  name: z.string().trim().min(1).max(120),
  about: z.enum(ABOUT).describe("dates: an avail check, pin or hold; offer: the role; tape: a self-tape."),
  answer: z.enum(["yes", "no"]).describe("Accepting an offer is yes."),
});

const Payload = z.object({
  about: z.enum(ABOUT),
  answer: z.enum(["yes", "no"]),
  subjectId: z.uuid(),
  talentId: z.uuid(),
  /** Drafted before this was noted, it answers what is asked now. */
  terms: z.string().optional(),
});

type Asked = {
  id: string;
  talentId: string;
  name: string;
  role: string;
  from: string | null;
  to: string | null;
  terms: string;
};

/**
 * SQL: what was asked and can be answered still at $1. `terms` is another once the row was asked anew with other dates, as
 * another kind, with another deadline, or was answered.
 */
const OPEN: Record<About, string> = {
  dates: `select h.id, c.talent_id, c.role_id, lower(h.during)::text as "from", (upper(h.during) - 1)::text as "to", h.created_at,
                 concat_ws(' ', h.kind, h.during, h.answer) as terms
            from holds h join candidates c on c.id = h.candidate_id where h.state = 'live' and h.expires_at > $1`,
  offer: `select o.id, c.talent_id, c.role_id, lower(o.during)::text as "from", (upper(o.during) - 1)::text as "to", o.created_at,
                 o.state as terms
            from offers o join candidates c on c.id = o.candidate_id where o.state = 'sent' and o.expires_at > $1`,
  tape: `select t.id, c.talent_id, c.role_id, null as "from", null as "to", t.requested_at as created_at,
                concat_ws(' ', t.state, extract(epoch from t.due_at)) as terms
           from tapes t join candidates c on c.id = t.candidate_id where t.state in ('requested', 'accepted', 'retake') and t.due_at > $1`,
};

const TABLE: Record<About, string> = { dates: "holds", offer: "offers", tape: "tapes" };

/**
 * Drafts what a talent answered on the phone to dates, an offer or a self-tape that she was asked for. It counts as her
 * word, and is confirmed to her in writing, once a person pressed the button. Throws `not_found` when nothing of that kind
 * is open for anybody of that name.
 */
export async function draftPhoneAnswer(ctx: ToolCtx, asked: z.output<typeof AnswerByPhone>): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const { about, answer } = asked;
  const open = await openFor(ctx, asked);
  const what = sayAsked(about, open);
  return draftLetter(ctx, {
    kind: "answer_by_phone",
    payload: { about, answer, subjectId: open.id, talentId: open.talentId, terms: open.terms },
    said: `${open.name} ${SAYS[about][answer]} ${what}, by phone.`,
    title: `${open.name} ${SAYS[about][answer]} ${what}?`,
    lines: [
      "As said on the phone. It counts as their own answer, and they get it confirmed in writing.",
      ...(about === "offer" && answer === "yes" ? ["Accepting books them for the role."] : []),
    ],
    label: "Note it and confirm",
    style: about === "offer" || answer === "no" ? "danger" : "primary",
  });
}

const SAYS: Record<About, Record<"yes" | "no", string>> = {
  dates: { yes: "is free on", no: "is not free on" },
  offer: { yes: "accepts", no: "declines" },
  tape: { yes: "will send", no: "will not send" },
};

function sayAsked(about: About, { role, from, to }: Asked): string {
  if (about === "tape") return `a self-tape for “${role}”`;
  const dates = from && to ? sayDates({ from, to }) : "";
  return about === "dates" ? `${dates} for “${role}”` : `the offer of “${role}”, ${dates}`;
}

async function openFor(ctx: ToolCtx, { name, about }: z.output<typeof AnswerByPhone>): Promise<Asked> {
  const { rows } = await ctx.db.query<Asked>(
    `select a.id, a.talent_id as "talentId", coalesce(t.display_name, p.name) as name, r.title as role, a."from", a."to", a.terms
       from (${OPEN[about]}) a join roles r on r.id = a.role_id join people p on p.id = a.talent_id
       left join talent_profiles t on t.person_id = p.id
      where r.conversation_id = $2 and position(' ' || lower($3) || ' ' in ' ' || lower(coalesce(t.display_name, p.name)) || ' ') > 0
      order by a.created_at desc limit 5`,
    [ctx.now(), ctx.conversation.id, name.replace(/\s+/g, " ")],
  );
  const people = new Set(rows.map((one) => one.talentId));
  if (rows[0] && people.size === 1) return rows[0];
  throw new AppError(rows.length > 0 ? "conflict" : "not_found", `${people.size} people of that name were asked`, {
    said:
      rows.length > 0
        ? `Which ${name} do you mean: ${sayList([...new Set(rows.map((one) => one.name))])}?`
        : `Nothing of that kind is open for ${name} in this thread, so I noted nothing. Ask me “where are we?”.`,
  });
}

/**
 * A person lets it count: the same verb as for the talent's own answer. Throws `conflict` when she was asked for something
 * else, or answered, since it was drafted.
 */
export async function sendPhoneAnswer(
  ctx: ToolCtx,
  { approvalId, payload }: { approvalId: string; payload: unknown },
): Promise<ToolResult> {
  const { about, answer, subjectId, talentId, terms } = Payload.parse(payload);
  await mustBeConsentedFor(ctx, talentId);
  const { rows } = await ctx.db.query<{ name: string }>(`select name from people where id = $1`, [talentId]);
  const name = rows[0]?.name ?? "They";
  const hers = await inTheNameOf(ctx, talentId, { newsApart: about === "offer" });
  if (terms !== undefined && terms !== (await lockTerms(ctx, about, subjectId))) throw tooLateFor(name);
  const result = await answerFor(hers, { about, answer, subjectId }).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code === "bug") throw error;
    throw tooLateFor(name, error);
  });
  const written = await confirmInWriting(ctx, { talentId, name, approvalId, what: `${about}:${answer}`, result });
  return {
    said: `Noted: ${name} ${SAID[about][answer]}, by phone (taken down by ${await takenDownBy(ctx)}). ${written}`,
    data: { ...result.data },
  };
}

/** What is asked now, until the transaction ends; undefined where nothing can be answered any more. */
async function lockTerms(ctx: ToolCtx, about: About, subjectId: string): Promise<string | undefined> {
  await ctx.db.query(`select from ${TABLE[about]} where id = $1 for update`, [subjectId]);
  const { rows } = await ctx.db.query<{ terms: string }>(`select terms from (${OPEN[about]}) a where id = $2`, [
    ctx.now(),
    subjectId,
  ]);
  return rows[0]?.terms;
}

const tooLateFor = (name: string, cause?: AppError) =>
  new AppError("conflict", cause?.message ?? `${name} is asked for something else`, {
    cause,
    said: `That cannot be noted any more: what ${name} was asked has changed, is over or was answered. Ask me “where are we?”.`,
  });

const SAID: Record<About, Record<"yes" | "no", string>> = {
  dates: { yes: "is free on the dates", no: "is not free on the dates; I let them go" },
  offer: { yes: "accepted the offer", no: "declined the offer" },
  tape: { yes: "will send a self-tape", no: "will send no self-tape" },
};

type Answering = { about: About; answer: "yes" | "no"; subjectId: string };

function answerFor(ctx: ToolCtx, { about, answer, subjectId }: Answering): Promise<ToolResult> {
  if (about === "dates") return answerHold(ctx, { answer, holdId: subjectId });
  if (about === "tape") return answerTape(ctx, { answer, tapeId: subjectId });
  return answerOffer(ctx, { answer: answer === "yes" ? "accept" : "decline", offerId: subjectId });
}
