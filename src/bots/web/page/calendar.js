/** The auditions of one day, as frames of a film. */
import { get } from "./api.js";
import { byId, make, picture } from "./dom.js";

const ZONE = "Asia/Kolkata";
const CLOCK = new Intl.DateTimeFormat("en-IN", { hour: "numeric", minute: "2-digit", timeZone: ZONE });
const DAY = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });
const STATES = {
  held: "held, not yet confirmed",
  assigned: "assigned",
  sent: "waiting for an answer",
  confirmed: "confirmed",
  change_requested: "asked for another time",
  checked_in: "here",
  seen: "seen",
  late: "late",
  no_show: "did not come",
  unavailable: "not available",
  cancelled_by_talent: "cancelled by talent",
  cancelled_by_casting: "cancelled by casting",
};
const OFF = new Set(["unavailable", "no_show", "cancelled_by_talent", "cancelled_by_casting"]);
const LATER_MS = 150;

/** `show()` brings the day up to date; until a day is chosen it is the next one with an audition. */
export function createCalendar({ onProblem }) {
  const day = byId("day");
  const today = DAY.format(new Date());
  let chosen = false;
  let timer;
  day.value = today;

  const load = async () => {
    try {
      if (!chosen) day.value = await nextDay(today);
      const bookings = await get(`/api/bookings?day=${day.value}`);
      byId("bookings").replaceChildren(...bookings.map(frame));
      byId("no-bookings").hidden = bookings.length > 0;
      byId("day-sum").textContent = sum(bookings);
    } catch (error) {
      onProblem(error.message);
    }
  };
  const move = (days) => {
    const date = new Date(`${day.value || today}T12:00:00Z`);
    date.setUTCDate(date.getUTCDate() + days);
    day.value = date.toISOString().slice(0, 10);
    chosen = true;
    void load();
  };
  byId("day-before").addEventListener("click", () => move(-1));
  byId("day-after").addEventListener("click", () => move(1));
  day.addEventListener("change", () => {
    if (!day.value) day.value = today;
    chosen = true;
    void load();
  });
  return {
    load,
    show() {
      clearTimeout(timer);
      timer = setTimeout(load, LATER_MS);
    },
  };
}

async function nextDay(today) {
  const bookings = await get("/api/bookings");
  const next = bookings.find((booking) => !OFF.has(booking.state)) ?? bookings[0];
  return next ? DAY.format(new Date(next.startsAt)) : today;
}

function sum(bookings) {
  const on = bookings.filter((booking) => !OFF.has(booking.state));
  const sure = on.filter((booking) => booking.state === "confirmed").length;
  return on.length === 0
    ? ""
    : `${on.length} ${on.length === 1 ? "audition" : "auditions"}, ${sure} confirmed. Times are IST.`;
}

function frame({ talent, portraitUrl, role, place, state, startsAt, endsAt, calendar }) {
  const [from, to] = [startsAt, endsAt].map((at) => CLOCK.format(new Date(at)));
  const off = OFF.has(state);
  return make(
    "li",
    { className: off ? "frame off" : "frame", "data-state": state },
    make("p", { className: "time" }, make("time", { dateTime: startsAt }, from), make("span", {}, ` to ${to}`)),
    picture(portraitUrl, { size: 48 }),
    make("h3", {}, talent),
    make("p", { className: "what" }, `${role} · ${place}`),
    make("p", { className: "state" }, STATES[state] ?? state, calendar === "done" && !off ? " · in the calendar" : ""),
  );
}
