import type { Round } from "../auditions/rounds.ts";

/** What a wording is given. Times are ready sentences of `sayTime`; texts of people are cut by `words`. */

/** `child` is whose audition it is, where a guardian reads. */
export type ForChild = { child?: string | undefined };

/** An audition of any round; the first where none is told. */
export type OfRound = ForChild & { round?: Round | undefined };

export type InvitationFacts = OfRound & {
  name: string;
  role: string;
  /** Empty when it has no name yet. */
  project: string;
  /** Who casts; empty when not known. */
  house: string;
  place: string;
  day: string;
  slots: string[];
};

export type AuditionFacts = OfRound & { when: string; place: string; role: string };

/** Texts are empty when not known. */
export type OpenFacts = OfRound & { role: string; project: string; day: string; place: string };

export type NudgeFacts = OfRound & { name: string; role: string; day: string; place: string };

/** `was` is the time that holds no more. */
export type MovedFacts = AuditionFacts & { was: string };

/** `icsUrl` is shown to who gets no invitation by email. */
export type BookedFacts = AuditionFacts & { icsUrl?: string; calendarInvited: boolean };

/** `lead` is minutes before the audition. */
export type ReminderFacts = OfRound & { when: string; place: string; role?: string; lead: number };

/** `meetUrl` is shown whole. */
export type MeetFacts = OfRound & { when: string; meetUrl: string };

/** `link` opens WhatsApp; it is shown whole. */
export type ReminderSmsFacts = OfRound & { when: string; place: string; role?: string; link?: string };

/** The address of a calendar file, and that of the page that adds it to Google's calendar. */
export const calendarLinks = (icsUrl: string) => `${icsUrl}\nGoogle: ${icsUrl.replace(/\.ics$/, "/google")}`;

/** A template has one place for what the audition is for, hence the child too. */
export const forChild = (role: string, child: string | undefined) => (child ? `${role} (${child})` : role);

export const hoursOf = (lead: number) => Math.max(1, Math.round(lead / 60));

/** "• a" on a line each. */
export const listed = (times: string[]) => times.map((time) => `• ${time}`).join("\n");

/** The times of an invitation, below its question; nothing when they come as buttons only. */
export const slotLines = (slots: string[]) => (slots.length > 0 ? `\n${listed(slots.slice(0, 3))}` : "");

const LONGEST: Record<string, number> = {
  place: 64,
  icsUrl: 200,
  sidesUrl: 220,
  note: 160,
  link: 80,
  meetUrl: 80,
  changes: 400,
  lacks: 300,
  dates: 200,
  text: 450,
};

/** One line, cut: so that a message stays within a phone's screen whatever a person typed as a role or a place. */
export function clip(text: string, longest: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= longest
    ? line
    : `${line
        .slice(0, longest - 1)
        .toWellFormed()
        .trimEnd()}…`;
}

/** The facts with every text clipped and at most five entries to a list. */
export function clipped<Facts>(facts: Facts): Facts {
  if (typeof facts !== "object" || facts === null) return facts;
  const entries = Object.entries(facts).map(([key, value]: [string, unknown]) => {
    if (typeof value === "string") return [key, clip(value, LONGEST[key] ?? 48)];
    if (Array.isArray(value)) return [key, value.slice(0, 5).map((one) => clip(String(one), 48))];
    return [key, value];
  });
  return Object.fromEntries(entries) as Facts;
}

const ASCII: Record<string, string> = {
  "–": "-",
  "—": "-",
  "…": ".",
  "’": "'",
  "‘": "'",
  "“": '"',
  "”": '"',
  "•": "-",
};

/** Text in the characters that let an SMS hold 160 (the part of GSM 03.38 that is also ASCII). */
export function gsm(text: string): string {
  return text
    .replace(/[–—…’‘“”•]/g, (mark) => ASCII[mark] ?? "")
    .normalize("NFKD")
    .replace(/[^\n\x20-\x5a_a-z]/g, "");
}

/** Role and place within what is left of one SMS. */
export function fitSms({ role, place }: { role?: string | undefined; place: string }, left: number) {
  const half = Math.floor(left / 2);
  const shortRole = gsm(clip(role ?? "", Math.max(8, left - Math.min(place.length, half))));
  return { role: shortRole, place: gsm(clip(place, Math.max(8, left - shortRole.length))) };
}
