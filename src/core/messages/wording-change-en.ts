import type { ForChild } from "./wording-facts.ts";

/** What of a role talent is told of when it changes, the weightiest first. */
export const CHANGE_KINDS = [
  ...(["dates", "location", "rate", "usage", "exclusivity"] as const),
  ...(["role", "project", "house", "audition"] as const),
];
export type ChangeKind = (typeof CHANGE_KINDS)[number];
/** How far the casting has come with who reads it. */
export type Standing = "invited" | "held" | "offered" | "booked";

export type ChangeFacts = ForChild & {
  name: string;
  role: string;
  standing: Standing;
  /** With what each was and is, in the same order. */
  changed: ChangeKind[];
  before: string[];
  after: string[];
  /** What else changed, named alone. */
  also: ChangeKind[];
};

type Said = { labels: Record<ChangeKind, string>; also: string };

/** "• Shoot dates: 10–12 December → 14 December", a line each. */
export function changeLines({ changed, before, after, also }: ChangeFacts, said: Said): string {
  const lines = changed.map(
    (kind, index) => `• ${said.labels[kind]}: ${short(before[index])} → ${short(after[index])}`,
  );
  return [
    ...lines,
    ...(also.length > 0 ? [`${said.also}: ${also.map((kind) => said.labels[kind]).join(", ")}`] : []),
  ].join("\n");
}

const short = (text = "") => (text.length > 29 ? `${text.slice(0, 28).toWellFormed()}…` : text || "–");

const STANDS: Record<Standing, string> = {
  invited: "Your audition itself stays as you were told.",
  held: "Dates held until now stay as they were until we write again. This is not a booking.",
  offered: "The offer stands with the terms you have until we write again. This is not a booking.",
  booked: "The booking stands; we agree anything new with you first.",
};

/** What who knows of a role reads when it changes. */
export const changeEn = {
  roleChanged: (facts: ChangeFacts) =>
    `Hello ${facts.name}, something has changed for “${facts.role}”${facts.child ? ` (${facts.child})` : ""}:\n` +
    `${changeLines(facts, { labels: LABELS, also: "Also changed" })}\n${STANDS[facts.standing]} If it does not suit you, write here.`,
  auditioned: ({ way }: { way: "self_tape" | "in_person" | "either" }) =>
    ({ self_tape: "self-tape", in_person: "in person", either: "self-tape or in person" })[way],
};

const LABELS: Record<ChangeKind, string> = {
  dates: "Shoot dates",
  location: "Shoot location",
  rate: "Rate",
  usage: "Usage",
  exclusivity: "Exclusivity",
  role: "Role",
  project: "Project",
  house: "Production house",
  audition: "Audition",
};

export type ChangeWords = typeof changeEn;
