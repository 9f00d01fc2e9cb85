/** Days as "2026-11-27", and moments as a day and a minute of it, in the office's zone. */

const DAY_MS = 24 * 60 * 60_000;
const at = (day) => new Date(`${day}T00:00:00Z`);

export const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text ?? "") && !Number.isNaN(at(text).getTime());
export const daysAfter = (day, days) => new Date(at(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);
/** The Monday of its week. */
export const mondayOf = (day) => daysAfter(day, -((at(day).getUTCDay() + 6) % 7));

const formatted = (options) => {
  const format = new Intl.DateTimeFormat("en-IN", { timeZone: "UTC", ...options });
  return (day) => format.format(at(day));
};
/** "Friday, 27 November 2026" */
export const longDay = formatted({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
/** "Fri, 27 Nov" */
export const shortDay = formatted({ weekday: "short", day: "numeric", month: "short" });

/** The day, and how many minutes of it have passed, where the office is. */
export function placeIn(timeZone) {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  });
  return (moment) => {
    const part = Object.fromEntries(format.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]));
    return { day: `${part.year}-${part.month}-${part.day}`, minute: Number(part.hour) * 60 + Number(part.minute) };
  };
}

/** "2:20 pm" of a minute of the day. */
export const sayMinute = (minute) => {
  const hour = Math.floor(minute / 60) % 24;
  return `${hour % 12 || 12}:${String(minute % 60).padStart(2, "0")} ${hour < 12 ? "am" : "pm"}`;
};

/** "IST (Asia/Kolkata)" */
export function zoneName(timeZone) {
  const parts = new Intl.DateTimeFormat("en-IN", { timeZone, timeZoneName: "short" }).formatToParts(new Date());
  return `${parts.find(({ type }) => type === "timeZoneName")?.value ?? ""} (${timeZone})`;
}
