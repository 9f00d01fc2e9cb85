import { z } from "zod";
import type { ToolCtx, ToolResult } from "../conversation/tool.ts";
import { sayTime } from "../messages/say-time.ts";
import { showOperations } from "../operations/show-operations.ts";
import { mustBeTeam } from "../people/rights.ts";
import type { DayState } from "./booking-states.ts";
import { makeCurrent, openRoles, type RoleName, roleNamed } from "./current-role.ts";
import { freeSlots } from "./list-slots.ts";
import { DAY_SAID } from "./mark-booking.ts";
import { A_ROUND, ROUND_SAID, type Round, sayLater } from "./rounds.ts";
import { sayReason } from "./say-reason.ts";

const ONLY = ["booked", "unanswered", "declined"] as const;

export const TeamStatus = z.object({
  role: z.string().max(200).optional().describe("One role of this thread, by its name; it becomes the current role."),
  talentName: z.string().max(120).optional().describe("Only this person."),
  only: z.enum(ONLY).optional().describe("Only who stands so."),
});
type Asked = z.output<typeof TeamStatus>;

/**
 * The true state of this thread's open roles, or of the one that was named, read from the tables. Where no role is cast, that
 * of the roles that may be spoken of here.
 */
export async function teamStatus(ctx: ToolCtx, input: Asked): Promise<ToolResult> {
  mustBeTeam(ctx.actor);
  const roles = await openRoles(ctx);
  if (roles.length === 0) return showOperations(ctx, input.role ? { role: input.role } : {});
  const named = input.role ? roleNamed(roles, input.role) : undefined;
  if (named) await makeCurrent(ctx, named.id);
  const states = await Promise.all((named ? [named] : roles).map((role) => stateOf(ctx, role, input)));
  const unknown =
    input.role && !named ? [`There is no role “${input.role}” in this thread. Here is what there is.`] : [];
  return {
    said: [...unknown, ...answerOf(states, input)].join("\n"),
    data: { roles: states.map(({ card: _, ...state }) => state) },
    parts: states.flatMap(({ role, card }) =>
      card.length > 0 ? [{ type: "card" as const, title: `Where we are: ${role}`, lines: card }] : [],
    ),
  };
}

type State = {
  role: string;
  headcount: number;
  /** Booked for the role itself. */
  cast: number;
  /** With an audition to come, or under way. */
  booked: number;
  seen: number;
  selected: number;
  people: string[];
  card: string[];
};

function answerOf(states: State[], { talentName, only }: Asked): string[] {
  const asked = states.flatMap((state) => state.people);
  if (talentName && asked.length === 0) return [`${talentName} is not selected, invited or booked in this thread.`];
  if (only && asked.length === 0) return [NOBODY[only]];
  if (talentName || only) return states.flatMap(({ role, people }) => people.map((line) => `${line} (${role})`));
  return states.map(({ role, headcount, cast, booked, seen, selected }) =>
    selected === 0
      ? `${role}: nobody is selected yet.`
      : `${role}: ${cast} of ${headcount} cast, ${booked} booked for an audition, ${seen} seen.`,
  );
}

const NOBODY = {
  booked: "Nobody is booked yet.",
  unanswered: "Nobody is left to answer.",
  declined: "Nobody has declined or cancelled.",
};

type Line = {
  name: string;
  state: string;
  startsAt: Date | null;
  booking: string | null;
  /** A freed place is kept for them until then. */
  answerBy: Date | null;
  invitation: string | null;
  /** Why she cannot come, in her words. */
  reason: string | null;
  round: Round | null;
  /** Its invitation will not arrive. */
  lost: boolean;
};

async function stateOf(ctx: ToolCtx, role: RoleName, { talentName, only }: Asked): Promise<State> {
  const { rows } = await ctx.db.query<Line>(
    `select p.name, c.state, i.state as invitation, i.reason, e.round, i.answer_by as "answerBy", b.state as booking, lower(b.during) as "startsAt",
            exists (select from outbox o where o.dedupe_key = 'invitation:' || i.id and o.state in ('failed', 'dead')) as lost
       from candidates c join people p on p.id = c.talent_id
       left join lateral (select * from invitations i where i.candidate_id = c.id order by i.created_at desc limit 1) i on true
       left join sessions e on e.id = i.session_id
       left join lateral (select * from bookings b where b.invitation_id = i.id order by b.created_at desc limit 1) b on true
      where c.role_id = $1 and c.state not in ('submitted', 'viewed', 'passed')
      order by lower(b.during) nulls last, c.selected_at`,
    [role.id],
  );
  const { rows: drafts } = await ctx.db.query(
    `select from approvals a join sessions s on s.id::text = a.payload->>'sessionId'
      where a.kind = 'invitation' and a.state = 'draft' and a.conversation_id = $1 and s.role_id = $2`,
    [ctx.conversation.id, role.id],
  );
  const { rows: sessions } = await ctx.db.query<{ id: string }>(
    `select id from sessions where role_id = $1 and state = 'open' and ends_at > $2 order by starts_at`,
    [role.id, ctx.now()],
  );
  const free = (await Promise.all(sessions.map((session) => freeSlots(ctx, session.id)))).flat().length;
  const people = rows
    .filter((row) => !talentName || row.name.toLowerCase().includes(talentName.toLowerCase()))
    .filter((row) => !only || standing(row) === only)
    .map((row) => sayPerson(row, ctx.timeZone));
  const about = [
    ...(drafts.length > 0 ? ["An invitation waits for your Approve; nothing was sent."] : []),
    ...(sessions.length > 0 ? [`${free} ${free === 1 ? "slot is" : "slots are"} still free.`] : []),
  ];
  return {
    role: role.title,
    headcount: role.headcount,
    cast: rows.filter((row) => row.state === "booked").length,
    booked: rows.filter((row) => booked(row) && row.booking !== "seen").length,
    seen: rows.filter((row) => row.booking === "seen").length,
    selected: rows.length,
    people,
    card: talentName || only ? [] : [...people, ...about],
  };
}

const DONE = ["checked_in", "late", "seen", "no_show"] as const satisfies readonly DayState[];
const dayOf = ({ booking }: Line) => DONE.find((state) => state === booking);
const booked = (row: Line) =>
  row.booking === "confirmed" ||
  row.booking === "change_requested" ||
  (dayOf(row) !== undefined && row.booking !== "no_show");

/** Has a time that casting chose, and has not agreed to it yet. */
const asked = ({ booking }: Line) => booking === "sent" || booking === "assigned";

function standing(row: Line): (typeof ONLY)[number] | undefined {
  if (booked(row)) return "booked";
  if (asked(row)) return "unanswered";
  if (row.invitation === "declined" || row.booking?.startsWith("cancelled") || row.booking === "unavailable")
    return "declined";
  return row.invitation === "sent" ? "unanswered" : undefined;
}

/** How near to the role she is, once that says more than her audition. */
const NEAR: Record<string, string> = {
  avail_check: "asked for her dates",
  pinned: "pinned",
  hold: "on hold",
  offer: "offered the role",
  booked: "booked for the role",
};

function sayPerson(row: Line, timeZone: string): string {
  const [near, line] = [NEAR[row.state], sayLine(row, timeZone)];
  if (!near) return `${row.name}: ${line}`;
  return `${row.name}: ${near}${line === sayState(row) ? "" : `; ${line}`}`;
}

const sayState = ({ state }: Line) => state.replaceAll("_", " ");

function sayLine(row: Line, timeZone: string): string {
  const round = row.round ?? "audition";
  const invited = `invited${round === "audition" ? "" : ` to ${A_ROUND[round]}`}`;
  const when = row.startsAt ? sayTime(row.startsAt, timeZone) : "";
  if (row.booking === "confirmed") return `booked${sayLater(round)}, ${when}`;
  if (asked(row)) return `has ${when}${sayLater(round)} and is asked whether it suits; no answer yet`;
  const day = dayOf(row);
  if (day) return `${DAY_SAID[day]}, ${when}`;
  if (row.booking === "held" && row.invitation === "sent" && row.answerBy)
    return `${invited}, no answer yet; ${when} is kept until ${sayTime(row.answerBy, timeZone)}`;
  if (row.booking === "held") return `choosing, ${when}`;
  if (row.booking === "change_requested") return `booked, ${when}, and asks for another time`;
  if (row.booking === "unavailable") return `cannot come ${when}${sayReason(row.reason)}`;
  if (row.booking === "cancelled_by_talent") return `cancelled ${when}${sayReason(row.reason)}`;
  if (row.booking === "cancelled_by_casting") return `cancelled by us, ${when}`;
  if (row.invitation === "declined")
    return `cannot come${round === "audition" ? "" : ` to the ${ROUND_SAID[round]}`}${sayReason(row.reason)}`;
  if (row.invitation === "sent" && row.lost) return `${invited}, but it did not arrive`;
  if (row.invitation === "sent") return `${invited}, no answer yet`;
  return sayState(row);
}
