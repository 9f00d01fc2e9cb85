/** The session sheets of a day: who comes when and how each stands, with the desk's buttons for what happens next. */
import { get, post } from "./api.js";
import { BOOKING_STATES, isOff } from "./booking-states.js";
import { daysAfter, isDay, longDay } from "./days.js";
import { byId, make, picture, unseen } from "./dom.js";
import { menuButton, openMenu } from "./menu.js";
import { createSessionChange } from "./session-change.js";

const MARKS = { checked_in: "Is here", late: "Running late", seen: "Seen", no_show: "No-show" };
/** What happens next most often; the rest is in a menu. */
const NEXT = ["checked_in", "seen"];

/** `load("2026-11-27")` shows the sessions of that day; without a day it is today. */
export function createSheet({ go, settle, tell }) {
  const field = byId("sheet-day");
  const sheets = byId("sheets");
  let day;
  let drawn = "";

  byId("sheet-before").addEventListener("click", () => go("sheet", daysAfter(day, -1)));
  byId("sheet-after").addEventListener("click", () => go("sheet", daysAfter(day, 1)));
  field.addEventListener("change", () => isDay(field.value) && go("sheet", field.value));

  const mark = async (booking, to) => {
    try {
      const { said } = await post(`/api/bookings/${booking.id}/mark`, { to });
      tell(said);
    } catch (error) {
      tell(error.message);
    }
    await read().catch((error) => tell(error.message));
    focusOn(booking.id);
  };

  const change = createSessionChange({
    done: async ({ said, day: to }) => {
      tell(said);
      if (to && to !== day) go("sheet", to);
      else await read().catch((error) => tell(error.message));
    },
  });

  const focusOn = (id) => {
    const row = sheets.querySelector(`[data-booking="${id}"]`);
    (row?.querySelector("button") ?? row?.querySelector(".stands"))?.focus({ preventScroll: true });
  };

  const read = async () => {
    const data = await get(`/api/calendar?from=${day}&to=${day}`);
    const text = JSON.stringify([day, data]);
    if (text === drawn || openMenu()) return;
    drawn = text;
    const held = sheets.contains(document.activeElement) && document.activeElement.closest("[data-booking]");
    draw(data);
    if (held) focusOn(held.dataset.booking);
  };

  const draw = ({ sessions, next }) => {
    byId("sheet-sum").textContent = sum(sessions);
    byId("no-sheet").hidden = sessions.length > 0;
    byId("no-sheet").replaceChildren(
      "No session on this day.",
      next ? " The next one is on " : "",
      ...(next ? [make("a", { href: `#sheet/${next}` }, longDay(next)), "."] : []),
    );
    sheets.replaceChildren(...sessions.map((session) => sheet(session, { mark, change })));
  };

  return {
    async load(what) {
      day = isDay(what) ? what : await todayThere();
      if (day !== what) settle("sheet", day);
      field.value = day;
      byId("sheet-title").textContent = `Session sheet, ${longDay(day)}`;
      await read();
    },
  };
}

async function todayThere() {
  const here = new Date().toISOString().slice(0, 10);
  return (await get(`/api/calendar?from=${here}&to=${here}`)).today;
}

const TO_COME = new Set(["held", "assigned", "sent", "confirmed", "change_requested", "late"]);

function sum(sessions) {
  const all = sessions.flatMap(({ bookings }) => bookings);
  const count = (state) => all.filter((one) => one.state === state).length;
  const coming = all.filter(({ state }) => TO_COME.has(state)).length;
  return sessions.length === 0
    ? ""
    : `${coming} to come, ${count("checked_in")} here, ${count("seen")} seen, ${count("no_show")} did not come.`;
}

function sheet(session, { mark, change }) {
  const { id, role, project, place, when, rooms, places, bookings } = session;
  const taken = bookings.filter(({ state }) => !isOff(state)).length;
  const about = [place, when, session.state === "cancelled" ? "cancelled" : `${taken} of ${places} places taken`];
  const columns = ["Time", "Who", ...(rooms.length > 1 ? ["Room"] : []), "State", "At the desk"];
  return make(
    "section",
    { className: "sheet", "aria-labelledby": `sheet-${id}` },
    make("h3", { id: `sheet-${id}` }, [role, project].filter(Boolean).join(", ")),
    make("p", { className: "where" }, about.join(" · ")),
    session.state === "cancelled"
      ? ""
      : make("p", { className: "files" }, file(session, "pdf"), file(session, "csv"), ...changes(session, change)),
    bookings.length === 0
      ? make("p", { className: "none" }, "Nobody has taken a time yet.")
      : make(
          "table",
          { "aria-labelledby": `sheet-${id}` },
          make("thead", {}, make("tr", {}, ...columns.map((words) => make("th", { scope: "col" }, words)))),
          make("tbody", {}, ...bookings.map((booking) => row(booking, { session, mark }))),
        ),
  );
}

/** Once it has begun, what changes is a booking, not the session. */
function changes(session, change) {
  if (session.state !== "open" || Date.parse(session.startsAt) <= Date.now()) return [];
  return Object.entries({ move: "Move", off: "Call off" }).map(([how, words]) => {
    const button = make(
      "button",
      { type: "button", "data-change": how },
      words,
      unseen(`: ${session.role}, ${session.place}, ${session.when}`),
    );
    button.addEventListener("click", () => change(session, how));
    return button;
  });
}

const FILES = { pdf: "To print (PDF)", csv: "As a table (CSV)" };

const file = ({ id, role, place, when }, kind) =>
  make("a", { href: `/api/sessions/${id}/sheet.${kind}` }, FILES[kind], unseen(`: ${role}, ${place}, ${when}`));

const clockOf = (timeZone) => {
  const format = new Intl.DateTimeFormat("en-IN", { hour: "numeric", minute: "2-digit", timeZone });
  return (moment) => format.format(new Date(moment));
};

function row(booking, { session, mark }) {
  const { id, name, portraitUrl, room, state, startsAt } = booking;
  const clock = clockOf(session.timeZone);
  return make(
    "tr",
    { "data-booking": id, "data-state": state, className: isOff(state) ? "off" : "" },
    make("td", { className: "clock" }, make("time", { dateTime: startsAt }, clock(startsAt))),
    make("th", { scope: "row" }, picture(portraitUrl, { size: 44 }), name),
    session.rooms.length > 1 ? make("td", { className: "room" }, room) : "",
    make("td", { className: "stands", tabIndex: -1 }, make("span", { className: "dot" }), ...standing(booking, clock)),
    make("td", { className: "acts" }, ...acts(booking, mark)),
  );
}

function standing({ state, checkedInAt, seenAt, waitsTooLong }, clock) {
  const said = BOOKING_STATES[state] ?? state;
  if (state === "seen" && seenAt) return [`${said} at ${clock(seenAt)}`];
  if (state !== "checked_in" || !checkedInAt) return [said];
  const here = `${said} since ${clock(checkedInAt)}`;
  return waitsTooLong ? [here, make("strong", { className: "alert" }, "waits over 45 minutes")] : [here];
}

function acts(booking, mark) {
  const { id, name, marks } = booking;
  const next = NEXT.find((to) => marks.includes(to));
  if (!next) return [];
  const button = make(
    "button",
    { type: "button", className: "next", "aria-label": `${name}: ${MARKS[next]}` },
    MARKS[next],
  );
  button.addEventListener("click", () => mark(booking, next));
  const rest = marks.filter((to) => to !== next);
  if (rest.length === 0) return [button];
  const items = rest.map((to) => ({ label: MARKS[to], choose: () => mark(booking, to) }));
  return [button, menuButton({ key: id, label: "Other", name: `Other for ${name}`, items })];
}
