/** The calendar: a week of sessions, or a day of bookings with a column a session. Narrow pages list the week. */
import { get } from "./api.js";
import { isOff } from "./booking-states.js";
import { daysAfter, isDay, longDay, mondayOf, placeIn, shortDay, zoneName } from "./days.js";
import { byId, make } from "./dom.js";
import { dayTracks, weekTracks } from "./planner-tracks.js";
import { createSessionForm } from "./session-form.js";
import { timeGrid } from "./time-grid.js";

const NARROW = matchMedia("(max-width: 60rem)");

/** `load("2026-11-27", "week")` shows the days around; without a day it is today. */
export function createPlanner({ go, tell }) {
  const host = byId("planner");
  let view = "week";
  let day;
  let today;
  let drawn = "";
  let data;

  const openForm = createSessionForm({
    done: ({ said, day: on }) => {
      tell(said);
      go(view, on);
    },
  });
  byId("new-session").addEventListener("click", () => openForm({ day, today }).catch((error) => tell(error.message)));

  const step = () => (view === "week" ? 7 : 1);
  const turn = (by) => go(view, daysAfter(day, by * step()));
  byId("earlier").addEventListener("click", () => turn(-1));
  byId("later").addEventListener("click", () => turn(1));
  byId("today").addEventListener("click", () => go(view, today));
  byId("as-week").addEventListener("click", () => go("week", day));
  byId("as-day").addEventListener("click", () => go("day", day));

  const draw = () => {
    const place = placeIn(data.timeZone);
    const open = (on) => go("sheet", on);
    byId("calendar-sum").textContent = sum(data);
    const listed = view === "week" && NARROW.matches;
    byId("planner-hint").hidden = listed;
    if (data.sessions.length === 0) return host.replaceChildren(nothing(), ...(listed ? [] : [grid(place, open)]));
    host.replaceChildren(listed ? agenda(place, open) : grid(place, open));
  };
  const nothing = () =>
    make(
      "p",
      { className: "none" },
      view === "week" ? "No session in this week." : "No session on this day.",
      data.next ? " The next one is on " : "",
      data.next ? make("a", { href: `#${view}/${data.next}` }, longDay(data.next)) : "",
      data.next ? "." : "",
    );
  const grid = (place, open) => {
    const made =
      view === "week" ? weekTracks(data, { first: mondayOf(day), today, place }) : dayTracks(data, { day, place });
    return timeGrid({ ...made, label: title(), open, turn, kept: host.querySelector('[role="grid"]') });
  };
  const agenda = (place, open) => {
    const { tracks } = weekTracks(data, { first: mondayOf(day), today, place });
    return make(
      "ol",
      { className: "agenda" },
      ...tracks.filter(({ items }) => items.length > 0).map((track) => ofDay(track, open)),
    );
  };
  const title = () => (view === "week" ? `Week of ${longDay(mondayOf(day))}` : longDay(day));

  NARROW.addEventListener("change", () => data && draw());
  return {
    async load(what, name) {
      view = name === "day" ? "day" : "week";
      today ??= await todayThere();
      day = isDay(what) ? what : today;
      const from = view === "week" ? mondayOf(day) : day;
      data = await get(`/api/calendar?from=${from}&to=${daysAfter(from, step() - 1)}`);
      today = data.today;
      byId("calendar-title").textContent = title();
      byId("earlier").ariaLabel = view === "week" ? "The week before" : "The day before";
      byId("later").ariaLabel = view === "week" ? "The week after" : "The day after";
      byId("as-week").ariaPressed = String(view === "week");
      byId("as-day").ariaPressed = String(view === "day");
      const text = JSON.stringify([view, day, data]);
      if (text === drawn) return;
      drawn = text;
      draw();
    },
  };
}

async function todayThere() {
  const here = new Date().toISOString().slice(0, 10);
  return (await get(`/api/calendar?from=${here}&to=${here}`)).today;
}

function ofDay({ key, items }, open) {
  const rows = items.map((item) => {
    const button = make("button", { type: "button", className: "event", "data-state": item.state }, ...item.content());
    button.addEventListener("click", () => open(item.opens));
    return make("li", {}, button);
  });
  return make("li", {}, make("h3", {}, shortDay(key)), make("ul", {}, ...rows));
}

function sum({ sessions, timeZone }) {
  const bookings = sessions.flatMap((session) => session.bookings).filter(({ state }) => !isOff(state));
  const sure = bookings.filter(({ state }) => state === "confirmed").length;
  const counted = [
    `${sessions.length} ${sessions.length === 1 ? "session" : "sessions"}`,
    `${bookings.length} ${bookings.length === 1 ? "booking" : "bookings"}`,
    `${sure} confirmed`,
  ];
  return `${sessions.length > 0 ? `${counted.join(", ")}. ` : ""}Times are ${zoneName(timeZone)}.`;
}
