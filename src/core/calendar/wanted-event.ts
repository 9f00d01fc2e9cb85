import { toldRole } from "../auditions/read-session.ts";
import { A_ROUND, ROUND_TITLE, type Round } from "../auditions/rounds.ts";
import type { Ctx } from "../ctx.ts";
import type { CalendarEvent } from "../ports.ts";

export type Written = Pick<CalendarEvent, "summary" | "description" | "location"> & { guests: string[] };

/** A calendar event's row with what it should say. */
export type Wanted = {
  id: string;
  claim: number;
  state: "pending" | "writing" | "done" | "failed";
  workspaceId: string;
  threadId: string;
  bookingId: string;
  bookingState: string;
  bookingVersion: number;
  generation: number;
  providerId: string;
  connectionId: string | null;
  wanted: "present" | "absent";
  version: number;
  attempts: number;
  answer: string | null;
  answerVersion: number | null;
  meetUrl: string | null;
  /** The words that were last written; null for what an earlier version of the program wrote. */
  written: Written | null;
  startsAt: Date;
  endsAt: Date;
  place: string;
  online: boolean;
  round: Round;
  /** What talent may be told; the team knows the title. */
  role: string;
  title: string;
  project: string | null;
  talentId: string;
  talent: string;
  timeZone: string;
  castingEmail: string | null;
  talentEmail: string | null;
};

/** SQL: the booking of an event `e` with all that is said of it; joined on `b.id = e.booking_id`. */
export const OF_BOOKING = `bookings b join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id
       join roles r on r.id = s.role_id left join projects p on p.id = r.project_id join people t on t.id = b.talent_id`;

/** SQL: places that are no place get a video call. */
const ONLINE = `'^\\s*(online|virtual|video call|google meet|meet)\\M'`;

/** SQL: the columns of `Wanted`. */
export const WANTED = `e.id, e.claim, e.state, e.workspace_id as "workspaceId", r.conversation_id as "threadId", b.id as "bookingId",
       b.state as "bookingState", b.version as "bookingVersion", e.generation, e.provider_id as "providerId",
       e.connection_id as "connectionId", e.wanted, e.wanted_version as version, e.attempts, e.answer,
       e.answer_version as "answerVersion", e.meet_url as "meetUrl", e.written, lower(b.during) as "startsAt", upper(b.during) as "endsAt",
       s.place, (s.online or s.place ~* ${ONLINE}) as online, s.round, ${toldRole("r")} as role, r.title, p.title as project, t.id as "talentId", t.name as talent, s.time_zone as "timeZone",
       (select address from contact_points where person_id = r.created_by and channel = 'email' order by id limit 1) as "castingEmail",
       (select address from contact_points where person_id = coalesce(t.guardian_id, t.id) and channel = 'email' order by id limit 1) as "talentEmail"`;

export async function readWanted({ db }: Pick<Ctx, "db">, providerId: string): Promise<Wanted | undefined> {
  const { rows } = await db.query<Wanted>(
    `select ${WANTED} from calendar_events e, ${OF_BOOKING} where e.provider_id = $1 and b.id = e.booking_id`,
    [providerId],
  );
  return rows[0];
}

export const eventOf = (of: Wanted): CalendarEvent => ({
  id: of.providerId,
  summary: `${ROUND_TITLE[of.round]}: ${of.talent}${of.role && ` for ${of.role}`}`,
  description: `${of.project ? `${of.project}. ` : ""}Booked by CastMatch. This is ${A_ROUND[of.round]}, not yet the role.`,
  location: of.place,
  startsAt: of.startsAt,
  endsAt: of.endsAt,
  timeZone: of.timeZone,
  attendees: [
    of.castingEmail && { email: of.castingEmail },
    of.talentEmail && { email: of.talentEmail, name: of.talent },
  ].filter((one) => one !== null && one !== ""),
  ...(of.online && { online: true }),
});

/** A role's or a talent's name may change later: what a person edited is told by what was written. */
export const writtenIn = ({ summary, description, location, attendees }: CalendarEvent): Written => ({
  summary,
  description,
  location,
  guests: attendees.map((one) => one.email.toLowerCase()),
});
