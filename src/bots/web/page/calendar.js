/** The auditions of one day. */
import { get } from "./api.js";
import { make } from "./conversation.js";

const CLOCK = new Intl.DateTimeFormat("en-IN", { hour: "numeric", minute: "2-digit", timeZone: "Asia/Kolkata" });
const STATES = {
  confirmed: "booked",
  held: "choosing",
  cancelled_by_talent: "cancelled by talent",
  cancelled_by_casting: "cancelled by casting",
};

export function createCalendar({ list, none, day, before, after, onError }) {
  day.value = isoDay(new Date());
  const load = async () => {
    try {
      const bookings = await get(`/api/bookings?day=${day.value}`);
      list.replaceChildren(...bookings.map(item));
      none.hidden = bookings.length > 0;
    } catch (error) {
      onError(error.message);
    }
  };
  let chosen = false;
  const move = (days) => {
    chosen = true;
    const date = new Date(`${day.value}T12:00:00Z`);
    date.setUTCDate(date.getUTCDate() + days);
    day.value = date.toISOString().slice(0, 10);
    return load();
  };
  before.addEventListener("click", () => move(-1));
  after.addEventListener("click", () => move(1));
  day.addEventListener("change", () => {
    chosen = true;
    return load();
  });
  return {
    /** The chosen day; until one is chosen, the day of the next audition. */
    async show() {
      const [next] = chosen ? [] : await get("/api/bookings");
      if (next) day.value = isoDay(new Date(next.startsAt));
      await load();
    },
  };
}

const isoDay = (date) => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Kolkata" }).format(date);

function item(booking) {
  const off = booking.state.startsWith("cancelled");
  const time = `${CLOCK.format(new Date(booking.startsAt))} to ${CLOCK.format(new Date(booking.endsAt))} IST`;
  return make(
    "li",
    off ? "off" : "",
    make("strong", "", booking.talent),
    make("span", "", time),
    make("br"),
    make(
      "span",
      "",
      `${booking.role}, ${booking.place} (${STATES[booking.state] ?? booking.state.replaceAll("_", " ")})`,
    ),
  );
}
