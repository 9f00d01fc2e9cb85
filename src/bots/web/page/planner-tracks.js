/** What stands in the columns of the calendar: sessions by day, or the bookings of each session of a day. */
import { BOOKING_STATES, isOff } from "./booking-states.js";
import { daysAfter, sayMinute, shortDay } from "./days.js";
import { make, picture, unseen } from "./dom.js";

const DAY_MINUTES = 24 * 60;
/** Pixels: an hour of the week, and the least that can be pressed with its edge. */
const WEEK_HOUR = 60;
const LEAST = 48;
const WORKING = { from: 9, to: 19 };

/** Seven days from `first`; a session that goes on past midnight stands on both days. */
export function weekTracks({ sessions, timeZone }, { first, today, place }) {
  const tracks = [0, 1, 2, 3, 4, 5, 6].map((nth) => {
    const day = daysAfter(first, nth);
    const items = sessions.flatMap((session) => {
      const span = partOf(session, { day, place });
      return span ? [sessionItem(session, { ...span, day, timeZone })] : [];
    });
    return { key: day, label: shortDay(day), href: `#day/${day}`, now: day === today, items };
  });
  return { tracks, hourPx: WEEK_HOUR, ...hoursOf(tracks, WORKING) };
}

/** A column a session, or a room of it where it has several; high enough that its shortest booking can be pressed. */
export function dayTracks({ sessions }, { day, place }) {
  const shortest = Math.min(60, ...sessions.map((session) => session.slotMinutes));
  const tracks = sessions.flatMap((session) =>
    session.rooms.length > 1
      ? session.rooms.map((room) => roomTrack(session, { room, day, place }))
      : [roomTrack(session, { day, place })],
  );
  if (tracks.length === 0) tracks.push({ key: day, label: shortDay(day), items: [] });
  return { tracks, hourPx: Math.max(WEEK_HOUR, Math.ceil((LEAST / shortest) * 60)), ...hoursOf(tracks) };
}

function roomTrack(session, { room, day, place }) {
  const { id, role, place: where, state, places } = session;
  const bookings = session.bookings.filter((one) => !isOff(one.state) && (!room || one.room === room));
  const taken =
    state === "cancelled" ? "cancelled" : room ? `${bookings.length} taken` : `${bookings.length} of ${places} places`;
  return {
    key: `${id} ${room ?? ""}`,
    label: role,
    about: [room ?? where, taken].join(" · "),
    href: `#sheet/${day}`,
    band: partOf(session, { day, place }),
    items: bookings.flatMap((booking) => {
      const span = partOf(booking, { day, place });
      return span ? [bookingItem(booking, { ...span, day })] : [];
    }),
  };
}

function partOf({ startsAt, endsAt }, { day, place }) {
  const [start, end] = [place(startsAt), place(endsAt)];
  if (start.day > day || end.day < day || (end.day === day && end.minute === 0)) return undefined;
  return { from: start.day < day ? 0 : start.minute, to: end.day > day ? DAY_MINUTES : end.minute };
}

function hoursOf(tracks, least) {
  const spans = tracks.flatMap(({ items, band }) => (band ? [...items, band] : items));
  if (spans.length === 0) return least ?? WORKING;
  const from = Math.floor(Math.min(...spans.map((span) => span.from)) / 60);
  const to = Math.ceil(Math.max(...spans.map((span) => span.to)) / 60);
  return { from: Math.min(from, least?.from ?? from), to: Math.max(to, least?.to ?? to) };
}

const takenOf = ({ bookings }) => bookings.filter(({ state }) => !isOff(state)).length;
const range = ({ from, to }) => `${sayMinute(from)} to ${sayMinute(to)}`;

/** Lines for the eye, with a comma between them for the ear. */
const lines = (...all) => all.filter(Boolean).flatMap((line, nth) => (nth === 0 ? [line] : [unseen(", "), line]));

function sessionItem(session, { from, to, day, timeZone }) {
  const { role, place, state, places, when } = session;
  const taken = `${takenOf(session)} of ${places} places`;
  return {
    ...{ id: session.id, from, to, state, opens: day },
    content: () =>
      lines(
        make("strong", {}, role),
        make("span", { className: "at" }, range({ from, to })),
        make("span", {}, place),
        session.timeZone === timeZone ? undefined : make("span", {}, when),
        make("span", { className: "count" }, state === "open" ? taken : state),
      ),
  };
}

function bookingItem({ id, name, portraitUrl, state }, { from, to, day }) {
  const said = BOOKING_STATES[state] ?? state;
  return {
    ...{ id, from, to, state, opens: day },
    content: () => [
      picture(portraitUrl, { size: 32 }),
      ...lines(make("strong", {}, name), make("span", { className: "at" }, `${sayMinute(from)}, ${said}`)),
    ],
  };
}
