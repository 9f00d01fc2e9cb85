import ical, { type ICalCalendar, ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { toldRole } from "../core/auditions/read-session.ts";
import { A_ROUND, ROUND_TITLE, type Round } from "../core/auditions/rounds.ts";
import type { Ctx } from "../core/ctx.ts";

type Row = {
  id: string;
  version: number;
  state: string;
  round: Round;
  startsAt: Date;
  endsAt: Date;
  place: string;
  role: string;
  title: string;
  talent: string;
  project: string | null;
  meetUrl: string | null;
  at: Date;
};

/** The audition is to come or has been; all else of a booking's states takes it out of a calendar. */
const STANDS = new Set(["assigned", "sent", "confirmed", "change_requested", "checked_in", "late", "seen", "no_show"]);
const PRODUCT = { company: "CastMatch", product: "CastMatch", language: "EN" };

const BOOKINGS = `select b.id, b.version, b.state, s.round, lower(b.during) as "startsAt", upper(b.during) as "endsAt", s.place,
       ${toldRole("r")} as role, r.title, t.name as talent, p.title as project, e.meet_url as "meetUrl",
       greatest(b.created_at, b.confirmed_at, b.ended_at) as at
  from bookings b join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id
  join roles r on r.id = s.role_id left join projects p on p.id = r.project_id join people t on t.id = b.talent_id
  left join calendar_events e on e.booking_id = b.id`;

/** The calendar file behind a booking's unguessable link (RFC 5545); undefined when there is none. */
export async function icsOf(ctx: Pick<Ctx, "db">, token: string): Promise<string | undefined> {
  const row = await bookingOf(ctx, token);
  if (!row) return undefined;
  const calendar = ical({
    prodId: PRODUCT,
    method: STANDS.has(row.state) ? ICalCalendarMethod.PUBLISH : ICalCalendarMethod.CANCEL,
  });
  addEvent(calendar, row, { summary: summaryOf(row) });
  return calendar.toString();
}

/** Google's page that adds the audition to whoever opens it; undefined when it is off or there is none. */
export async function googleLinkOf(ctx: Pick<Ctx, "db">, token: string): Promise<string | undefined> {
  const row = await bookingOf(ctx, token);
  if (!row || !STANDS.has(row.state)) return undefined;
  const url = new URL("https://calendar.google.com/calendar/render");
  url.search = new URLSearchParams({
    action: "TEMPLATE",
    text: summaryOf(row),
    dates: `${compact(row.startsAt)}/${compact(row.endsAt)}`,
    details: detailsOf(row),
    location: whereOf(row),
  }).toString();
  return url.href;
}

/** All auditions of a session for the team's own calendars, behind the session's secret; undefined when there is none. */
export async function feedOf(ctx: Pick<Ctx, "db">, token: string): Promise<string | undefined> {
  const session = await ctx.db.query<{ id: string; title: string; place: string }>(
    `select s.id, r.title, s.place from sessions s join roles r on r.id = s.role_id where s.feed_token = $1`,
    [token],
  );
  const of = session.rows[0];
  if (!of) return undefined;
  const { rows } = await ctx.db.query<Row>(`${BOOKINGS} where s.id = $1 order by lower(b.during), b.id`, [of.id]);
  const calendar = ical({
    prodId: PRODUCT,
    method: ICalCalendarMethod.PUBLISH,
    name: line(`${of.title}, ${of.place}`),
    ttl: 900,
  });
  for (const row of rows.filter((one) => STANDS.has(one.state)))
    addEvent(calendar, row, { summary: line(`${row.talent} for ${row.title}`) });
  return calendar.toString();
}

async function bookingOf({ db }: Pick<Ctx, "db">, token: string): Promise<Row | undefined> {
  const { rows } = await db.query<Row>(`${BOOKINGS} where b.ics_token = $1`, [token]);
  return rows[0];
}

function addEvent(calendar: ICalCalendar, row: Row, { summary }: { summary: string }): void {
  calendar.createEvent({
    id: `${row.id}@castmatch`,
    sequence: row.version,
    stamp: row.at,
    start: row.startsAt,
    end: row.endsAt,
    summary,
    description: detailsOf(row),
    location: whereOf(row),
    status: STANDS.has(row.state) ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    ...(row.meetUrl && { url: row.meetUrl }),
  });
}

const summaryOf = ({ round, role, project }: Row) => line(`${ROUND_TITLE[round]}: ${role || project || "a role"}`);
const whereOf = ({ place, meetUrl }: Row) => line(meetUrl ? `${place}: ${meetUrl}` : place);
const detailsOf = ({ round, project }: Row) =>
  `${project ? `${line(project)}. ` : ""}This is ${A_ROUND[round]}, not yet the role. To change it, write to us where we wrote to you.`;

/** What a person typed stays one line: a line break in it must not begin another property. */
const line = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
const compact = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, "");
