import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import { toldRole } from "../core/auditions/read-session.ts";
import type { Ctx } from "../core/ctx.ts";

type Row = {
  id: string;
  version: number;
  state: string;
  startsAt: Date;
  endsAt: Date;
  place: string;
  role: string;
  project: string | null;
  at: Date;
};

/** The calendar file behind a booking's unguessable link (RFC 5545); undefined when there is none. */
export async function icsOf(ctx: Pick<Ctx, "db">, token: string): Promise<string | undefined> {
  const { rows } = await ctx.db.query<Row>(
    `select b.id, b.version, b.state, lower(b.during) as "startsAt", upper(b.during) as "endsAt", s.place, ${toldRole("r")} as role,
            p.title as project, b.created_at as at
       from bookings b join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id
       join roles r on r.id = s.role_id left join projects p on p.id = r.project_id where b.ics_token = $1`,
    [token],
  );
  const row = rows[0];
  if (!row) return undefined;
  const live = row.state === "confirmed" || row.state === "checked_in";
  const calendar = ical({
    prodId: { company: "CastMatch", product: "CastMatch", language: "EN" },
    method: live ? ICalCalendarMethod.PUBLISH : ICalCalendarMethod.CANCEL,
  });
  calendar.createEvent({
    id: `${row.id}@castmatch`,
    sequence: row.version,
    stamp: row.at,
    start: row.startsAt,
    end: row.endsAt,
    summary: `Audition: ${row.role || row.project || "a role"}`,
    description: `${row.project ? `${row.project}. ` : ""}This is an audition, not yet the role. To change it, write to us where we wrote to you.`,
    location: row.place,
    status: live ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
  });
  return calendar.toString();
}
