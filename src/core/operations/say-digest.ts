import { DateTime } from "luxon";
import { sayDay, sayRange } from "../messages/say-time.ts";
import type { Digest, OfRole } from "./read-digest.ts";
import type { PlannedSession } from "./read-sessions.ts";
import { sayWaiting } from "./waiting.ts";

const NAMED = 6;

type At = { now: Date; zone: string };

/** One message, a line or two a part; undefined when nothing was done, is planned, is blocked or needs help. */
export function sayDigest(digest: Digest, { now, zone }: At): string | undefined {
  const parts = [
    part("Done yesterday", [doneYesterday(digest)]),
    part("Today", [
      ...digest.today.map((session) => `• ${saySession(session, zone)}`),
      ofRoles("• Due today:", digest.due),
    ]),
    part("Blocked", blocked(digest)),
    part("Needs your help", needsHelp(digest)),
  ].filter((text) => text !== undefined);
  return parts.length > 0 ? [`Good morning. ${sayDay(now, zone)}.`, ...parts].join("\n") : undefined;
}

function part(title: string, lines: string[]): string | undefined {
  const said = lines.filter(Boolean);
  if (said.length === 0) return undefined;
  return said.length === 1 && !said[0]?.startsWith("•") ? `${title}: ${said[0]}` : [`${title}:`, ...said].join("\n");
}

/** "Cop, 2:00 pm to 4:00 pm IST, Andheri: Asha 2:00, Bela 2:20" */
export function saySession({ role, place, startsAt, endsAt, people }: PlannedSession, zone: string): string {
  const clock = (at: Date) => DateTime.fromJSDate(at, { zone }).toFormat("h:mm");
  const hours = sayRange(startsAt, endsAt, zone).replace(`${sayDay(startsAt, zone)}, `, "");
  const who = names(people.map(({ name, startsAt: at }) => `${name} ${clock(at)}`));
  return `${role}, ${hours}, ${place}: ${who || "nobody is booked"}`;
}

function doneYesterday({ yesterday }: Digest): string {
  const { cast, ...counts } = yesterday;
  const said = (
    [
      [counts.invited, "invited"],
      [counts.booked, "booked for an audition"],
      [counts.declined, "declined"],
      [counts.cancelled, "cancelled"],
      [counts.seen, "seen"],
    ] as const
  ).flatMap(([n, what]) => (n > 0 ? [`${n} ${what}`] : []));
  const roles = cast.map(({ name, role }) => `${name} is cast (${role})`);
  return [...said, ...roles].join(", ");
}

const ofRoles = (title: string, all: OfRole[]) =>
  all.length > 0 ? `${title} ${names(all.map(({ name, role }) => withRole(name, role)))}.` : "";

function blocked({ waiting, silent, failed, calendar, noGo }: Digest): string[] {
  const lost = waiting.filter((one) => one.kind === "undelivered").map((one) => withRole(one.about, one.role));
  const late = waiting.filter((one) => one.kind === "checkpoint");
  return [
    ofRoles(
      "• Due and not done:",
      late.map((one) => ({ name: `${one.about}, ${one.owner}`, role: one.role ?? "" })),
    ),
    ofRoles("• No-go:", noGo),
    lost.length > 0 ? `• My invitation did not reach ${names(lost)}. Please call.` : "",
    ofRoles("• No answer for over a day:", silent),
    ofRoles("• Not written to the calendar:", calendar),
    failed > 0 ? `• ${failed} other ${failed === 1 ? "message" : "messages"} could not be delivered.` : "",
  ];
}

function needsHelp({ waiting, noShows }: Digest): string[] {
  return [
    ...waiting
      .filter((one) => one.kind !== "undelivered" && one.kind !== "checkpoint")
      .slice(0, NAMED)
      .map((one) => `• ${withRole(capital(sayWaiting(one)), one.role)}.`),
    noShows.length > 0
      ? `• Did not come: ${names(noShows.map(({ name, role }) => withRole(name, role)))}. Invite again, or pass?`
      : "",
  ];
}

const withRole = (text: string, role: string | null) => (role ? `${text} (${role})` : text);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The first few, and how many more. */
function names(all: string[]): string {
  const more = all.length - NAMED;
  return more > 0 ? `${all.slice(0, NAMED).join(", ")} and ${more} more` : all.join(", ");
}
