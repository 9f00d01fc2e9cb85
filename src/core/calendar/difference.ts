import { createHash } from "node:crypto";
import { clip } from "../messages/wording-facts.ts";
import type { SeenEvent } from "../ports.ts";
import type { Wanted, Written } from "./wanted-event.ts";

/** How an event in the calendar differs from what is booked; `fingerprint` is the same for the same difference. */
export type Difference = { fingerprint: string } & (
  | { kind: "deleted" }
  | { kind: "moved"; startsAt: Date; endsAt: Date }
  | { kind: "edited"; what: string }
);

/** Undefined when the calendar agrees with the booking and with what we wrote. Guests who came along and their answers are no difference. */
export function differenceOf(
  wanted: Pick<Wanted, "startsAt" | "endsAt" | "written">,
  seen: SeenEvent | undefined,
): Difference | undefined {
  if (!seen || seen.gone) return { kind: "deleted", fingerprint: "deleted" };
  const { startsAt, endsAt } = seen;
  if (!startsAt || !endsAt) return edited(seen, "it has no hours any more");
  if (startsAt.getTime() !== wanted.startsAt.getTime() || endsAt.getTime() !== wanted.endsAt.getTime()) {
    return { kind: "moved", startsAt, endsAt, fingerprint: hashOf([startsAt, endsAt]) };
  }
  const what = wanted.written && editedIn(wanted.written, seen);
  return what ? edited(seen, what) : undefined;
}

function editedIn(wanted: Written, seen: SeenEvent): string | undefined {
  if (!same(wanted.location, seen.location)) return `the place reads “${clip(seen.location, 80) || "nothing"}”`;
  if (!same(wanted.summary, seen.summary)) return `the title reads “${clip(seen.summary, 80) || "nothing"}”`;
  if (!same(wanted.description, seen.description)) return "the description is another";
  const guests = new Set(seen.answers.map((one) => one.email));
  const missing = wanted.guests.some((email) => !guests.has(email));
  return missing ? "not everyone is on the guest list any more" : undefined;
}

const edited = (seen: SeenEvent, what: string): Difference => ({
  kind: "edited",
  what,
  fingerprint: hashOf([what, seen.startsAt, seen.endsAt, seen.summary, seen.location, seen.description]),
});

const same = (a: string, b: string) => line(a) === line(b);
const line = (text: string) => text.replace(/\s+/g, " ").trim();
const hashOf = (parts: unknown) => createHash("sha256").update(JSON.stringify(parts)).digest("hex");
