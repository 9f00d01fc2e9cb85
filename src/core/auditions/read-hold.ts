import type { ToolCtx } from "../conversation/tool.ts";
import type { CandidateState } from "./candidate-states.ts";
import { titleApart } from "./project-of.ts";
import { sayDates } from "./say-dates.ts";

export const HOLD_KINDS = ["avail_check", "first_refusal", "pin", "hold"] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

export type Hold = {
  id: string;
  kind: HoldKind;
  state: "live" | "released" | "expired" | "booked";
  place: number;
  candidateId: string;
  candidateState: CandidateState;
  talentId: string;
  talent: string;
  roleId: string;
  role: string;
  project: string | null;
  /** The role's thread. */
  conversationId: string;
  /** Both of them held, "2026-12-10". */
  from: string;
  to: string;
  answer: "yes" | "no" | null;
  expiresAt: Date | null;
};

export const HOLD = `select h.id, h.kind, h.state, h.place, h.candidate_id as "candidateId", c.state as "candidateState",
       h.talent_id as "talentId", coalesce(t.display_name, p.name) as talent, r.id as "roleId", ${titleApart("r")} as role, j.title as project,
       r.conversation_id as "conversationId", lower(h.during)::text as "from", (upper(h.during) - 1)::text as "to",
       h.answer, h.expires_at as "expiresAt"
  from holds h join candidates c on c.id = h.candidate_id join roles r on r.id = c.role_id left join projects j on j.id = r.project_id
  join people p on p.id = h.talent_id left join talent_profiles t on t.person_id = h.talent_id`;

/** A hold locked for a change; undefined when it is not there. */
export async function lockHold(ctx: Pick<ToolCtx, "db">, holdId: string): Promise<Hold | undefined> {
  const { rows } = await ctx.db.query<Hold>(`${HOLD} where h.id = $1 for update of h`, [holdId]);
  return rows[0];
}

/** Makes all who change one talent's dates wait for each other. */
export async function lockDatesOf(ctx: Pick<ToolCtx, "db">, talentId: string): Promise<void> {
  await ctx.db.query(`select from people where id = $1 for no key update`, [talentId]);
}

const KIND: Record<HoldKind, string> = {
  avail_check: "avail check",
  first_refusal: "first refusal",
  pin: "pin",
  hold: "hold",
};

/** "pin 2", "avail check", "booked": as the team reads it. */
export function sayHold({ kind, state, place }: Pick<Hold, "kind" | "state" | "place">): string {
  if (state === "booked") return "booked";
  return kind === "avail_check" ? KIND[kind] : `${KIND[kind]} ${place}`;
}

export const sayKind = (kind: HoldKind): string => KIND[kind];

/** What of a hold an answer is to: the same row may be asked anew with other dates, or as another kind. */
export const termsOf = ({ kind, from, to }: Pick<Hold, "kind" | "from" | "to">): string => `${kind} ${from} ${to}`;

type Wanted = { talentId: string; candidateId: string; from: string; to: string };

/** What else there is on these dates of a talent, as the team may read it: other projects of the workspace by name only. */
export async function conflictsOf(ctx: Pick<ToolCtx, "db">, wanted: Wanted): Promise<string[]> {
  const { talentId, candidateId, from, to } = wanted;
  const { rows: holds } = await ctx.db.query<Hold>(
    `${HOLD} where h.talent_id = $1 and h.candidate_id <> $2 and h.state in ('live', 'booked')
        and h.during && daterange($3::date, $4::date, '[]')
      order by h.state = 'booked' desc, h.kind = 'avail_check', h.place`,
    [talentId, candidateId, from, to],
  );
  const { rows: away } = await ctx.db.query<{ from: string; to: string }>(
    `select lower(during)::text as "from", (upper(during) - 1)::text as "to" from book_outs
      where person_id = $1 and during && daterange($2::date, $3::date, '[]') order by during`,
    [talentId, from, to],
  );
  return [
    ...holds.map((one) => `${sayHold(one)} for ${one.project ?? "another role of this office"}, ${sayDates(one)}`),
    ...away.map((one) => `away ${sayDates(one)}`),
  ];
}
