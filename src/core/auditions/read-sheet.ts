import { AppError } from "../errors.ts";
import { sayClock, sayDay } from "../messages/say-time.ts";
import type { Queryable } from "../ports.ts";
import { ON_SHEET } from "./day-bookings.ts";
import { sayRoom } from "./session-crew.ts";

export type SheetPerson = {
  bookingId: string;
  talentId: string;
  name: string;
  portraitUrl: string | null;
  state: string;
  checkedInAt: Date | null;
  seenAt: Date | null;
};

export type SheetSlot = {
  slotId: string;
  startsAt: Date;
  endsAt: Date;
  /** "2:00 pm", in the session's zone. */
  clock: string;
  room: string;
  reader: string | null;
  capacity: number;
  people: SheetPerson[];
};

export type Sheet = {
  id: string;
  /** Signs links to it; no part of what is shown. */
  feedToken: string;
  roleId: string;
  role: string;
  project: string | null;
  place: string;
  /** "Friday 27 November", in the session's zone. */
  day: string;
  timeZone: string;
  startsAt: Date;
  endsAt: Date;
  rooms: string[];
  slots: SheetSlot[];
};

type Row = Omit<SheetSlot, "people" | "clock"> & { [Key in keyof SheetPerson]: SheetPerson[Key] | null };

/** A session's sheet: every slot in order, room by room, with who has it and where they stand. Throws `not_found`. */
export async function readSheet({ db, now }: { db: Queryable; now: () => Date }, sessionId: string): Promise<Sheet> {
  const { rows: sessions } = await db.query<Omit<Sheet, "day" | "rooms" | "slots">>(
    `select s.id, s.feed_token as "feedToken", s.role_id as "roleId", r.title as role, p.title as project, s.place, s.time_zone as "timeZone",
            s.starts_at as "startsAt", s.ends_at as "endsAt"
       from sessions s join roles r on r.id = s.role_id left join projects p on p.id = r.project_id
      where s.id = $1 and s.state <> 'cancelled'`,
    [sessionId],
  );
  const session = sessions[0];
  if (!session) {
    throw new AppError("not_found", `session ${sessionId} is not there`, {
      said: "That session does not exist any more.",
    });
  }
  const { rows } = await db.query<Row>(
    `select s.id as "slotId", s.starts_at as "startsAt", s.ends_at as "endsAt", o.name as room, reader.name as reader, s.capacity,
            b.id as "bookingId", b.talent_id as "talentId", coalesce(t.display_name, p.name) as name,
            t.portrait_url as "portraitUrl", b.state, b.checked_in_at as "checkedInAt", b.seen_at as "seenAt"
       from slots s join rooms o on o.id = s.room_id left join people reader on reader.id = s.reader_id
       left join bookings b on b.slot_id = s.id and (b.state in ${ON_SHEET} or (b.state = 'held' and b.hold_expires_at > $2))
       left join people p on p.id = b.talent_id left join talent_profiles t on t.person_id = b.talent_id
      where s.session_id = $1 and (s.state = 'open' or b.id is not null)
      order by s.starts_at, o.name, s.id, b.created_at`,
    [sessionId, now()],
  );
  const slots = [...Map.groupBy(rows, (row) => row.slotId).values()].map((same) => slotOf(same, session));
  return {
    ...session,
    day: sayDay(session.startsAt, session.timeZone),
    rooms: [...new Set(slots.map((slot) => slot.room))],
    slots,
  };
}

function slotOf(rows: Row[], { place, timeZone }: Pick<Sheet, "place" | "timeZone">): SheetSlot {
  const { slotId, startsAt, endsAt, reader, capacity, ...first } = rows[0] as Row;
  const room = sayRoom(first.room, place);
  const people = rows.flatMap(({ bookingId, talentId, name, portraitUrl, state, checkedInAt, seenAt }) =>
    bookingId && talentId && state
      ? [{ bookingId, talentId, name: name ?? "", portraitUrl, state, checkedInAt, seenAt }]
      : [],
  );
  return { slotId, startsAt, endsAt, clock: sayClock(startsAt, timeZone), room, reader, capacity, people };
}

const STATE_SAID: Record<string, string> = {
  held: "choosing",
  assigned: "asked",
  sent: "asked",
  confirmed: "confirmed",
  change_requested: "wants another time",
  checked_in: "here",
  late: "running late",
  seen: "seen",
  no_show: "no-show",
};

/** "here since 1:50 pm" */
export function sayStanding({ state, checkedInAt, seenAt }: SheetPerson, timeZone: string): string {
  const said = STATE_SAID[state] ?? state.replaceAll("_", " ");
  if (state === "checked_in" && checkedInAt) return `${said} since ${sayClock(checkedInAt, timeZone)}`;
  return state === "seen" && seenAt ? `${said} at ${sayClock(seenAt, timeZone)}` : said;
}
