import type { Clock } from "./read-time.ts";
import type { Part } from "./time-words.ts";

/** `sure`: morning or evening was said or follows from the number. */
export type ClockTime = { hour: number; minute: number; sure: boolean };

/** Morning or evening: as said, else as the part of the day tells, else by the hours in which auditions are held. */
export function settleTime({ hour, minute, meridiem }: Clock, part?: Part): ClockTime {
  if (meridiem === "pm") return { hour: hour < 12 ? hour + 12 : hour, minute, sure: true };
  if (meridiem === "am") return { hour: hour === 12 ? 0 : hour, minute, sure: true };
  if (hour === 0 || hour > 12) return { hour, minute, sure: true };
  if (part) return { hour: byPart(hour, part), minute, sure: true };
  return { hour: hour <= 7 ? hour + 12 : hour, minute, sure: false };
}

function byPart(hour: number, part: Part): number {
  if (part === "morning") return hour;
  if (part === "afternoon") return hour <= 7 ? hour + 12 : hour;
  if (part === "evening") return hour === 12 ? 12 : hour + 12;
  if (hour === 12) return 0;
  return hour >= 6 ? hour + 12 : hour;
}

/** "2 to 6 pm" is both pm, "11 to 1" crosses noon; the end always comes after the start. */
export function settleRange(from: Clock, to: Clock, part?: Part): { from: ClockTime; to: ClockTime } {
  const end = settleTime(to, part);
  const start = settleTime(from, part);
  if (!start.sure && to.meridiem) {
    const same = settleTime({ ...from, meridiem: to.meridiem });
    const other = settleTime({ ...from, meridiem: to.meridiem === "pm" ? "am" : "pm" });
    return { from: minutes(same) < minutes(end) ? same : other, to: end };
  }
  if (minutes(end) <= minutes(start)) {
    if (part) return settleRange({ ...from, meridiem: start.hour < 12 ? "am" : "pm" }, to);
    if (!end.sure && end.hour < 12) return { from: start, to: { ...end, hour: end.hour + 12 } };
    if (!start.sure && start.hour >= 12) return { from: { ...start, hour: start.hour - 12 }, to: end };
  }
  return { from: start, to: end };
}

export const minutes = (clock: { hour: number; minute: number }) => clock.hour * 60 + clock.minute;
