import { DateTime } from "luxon";
import { type ClockTime, minutes } from "./settle-clock.ts";
import type { When } from "./when.ts";

export type OfferedSlot = { slotId: string; startsAt: Date };
export type Match<Slot extends OfferedSlot> = {
  /** The one slot that was meant. */
  exact?: Slot;
  /** Otherwise at most three that come close, in order of time. */
  near: Slot[];
  /** The near ones all fit what was said; without it none did. */
  several?: true;
  /** A day was named, and nothing is on offer on it. */
  otherDay?: true;
};

type Local<Slot> = { slot: Slot; day: string; weekday: number; minute: number; at: number };

/** Which of the offered slots a person means. What was left open is decided by what is on offer; a tie is never guessed. */
export function matchSlot<Slot extends OfferedSlot>(when: When, slots: readonly Slot[], timeZone: string): Match<Slot> {
  const open = slots.map((slot) => inZone(slot, timeZone)).filter(({ day }) => !when.notDays.includes(day));
  open.sort((a, b) => a.at - b.at);
  const onDay = thatDay(when, open);
  const meant = when.time ? atTime(when.time, onDay) : when.range || when.part || when.day ? within(when, onDay) : [];
  const [first, ...others] = meant;
  const one = first && others.every((other) => other.at === first.at);
  if (one) return { exact: first.slot, near: [] };
  if (meant.length > 0) return { near: meant.slice(0, 3).map(({ slot }) => slot), several: true };
  if (onDay.length > 0 || !when.day) return { near: nearest(when, onDay, timeZone) };
  return { near: nearest(when, open, timeZone), otherDay: true };
}

function inZone<Slot extends OfferedSlot>(slot: Slot, zone: string): Local<Slot> {
  const local = DateTime.fromJSDate(slot.startsAt, { zone });
  return {
    slot,
    day: local.toISODate() ?? "",
    weekday: local.weekday,
    minute: local.hour * 60 + local.minute,
    at: slot.startsAt.getTime(),
  };
}

/** A day told by its name may be a later week's when only that one is on offer. */
function thatDay<Slot>(when: When, open: Local<Slot>[]): Local<Slot>[] {
  if (!when.day) return open;
  const that = open.filter(({ day }) => day === when.day);
  return that.length > 0 || !when.weekday ? that : open.filter(({ weekday }) => weekday === when.weekday);
}

/** An hour without am or pm is first taken as most likely meant, then as the other. */
function atTime<Slot>(time: ClockTime, open: Local<Slot>[]): Local<Slot>[] {
  const at = (minute: number) => open.filter((one) => one.minute === minute);
  const meant = at(minutes(time));
  return meant.length > 0 || time.sure ? meant : at((minutes(time) + 720) % 1440);
}

const PARTS = { morning: [240, 719], afternoon: [720, 1019], evening: [960, 1259], night: [1140, 1439] } as const;

function within<Slot>(when: When, open: Local<Slot>[]): Local<Slot>[] {
  const [from, to] = when.range
    ? [minutes(when.range.from), minutes(when.range.to)]
    : when.part
      ? PARTS[when.part]
      : [0, 1439];
  return open.filter(({ minute }) => minute >= from && minute <= to);
}

function nearest<Slot extends OfferedSlot>(when: When, open: Local<Slot>[], zone: string): Slot[] {
  const wished = when.time
    ? minutes(when.time)
    : when.range
      ? minutes(when.range.from)
      : when.part
        ? PARTS[when.part][0]
        : undefined;
  const day = when.day ? DateTime.fromISO(when.day, { zone }).toMillis() : undefined;
  const distance = ({ at, minute }: Local<Slot>) => {
    if (day !== undefined) return Math.abs(at - (day + (wished ?? 720) * 60_000));
    return wished === undefined ? 0 : Math.abs(minute - wished) * 60_000;
  };
  return open
    .map((one) => ({ one, far: distance(one) }))
    .sort((a, b) => a.far - b.far || a.one.at - b.one.at)
    .slice(0, 3)
    .map(({ one }) => one)
    .sort((a, b) => a.at - b.at)
    .map(({ slot }) => slot);
}
