import { z } from "zod";
import type { Language } from "../messages/message.ts";
import { words } from "../messages/wording.ts";
import { CHANGE_KINDS, type ChangeKind, type Standing } from "../messages/wording-change-en.ts";
import { AUDITIONED } from "../talent/brief-deal.ts";
import type { Breakdown } from "../talent/criteria.ts";
import { WORKING_TITLE } from "../talent/understand-brief.ts";
import { sayDates } from "./say-dates.ts";
import { sayRupees } from "./say-role.ts";

/** What of a breakdown talent may have been told; a working title never was. */
export const Told = z.object({
  role: z.string().optional(),
  project: z.string().optional(),
  house: z.string().optional(),
  dates: z.object({ from: z.string(), to: z.string() }).optional(),
  location: z.string().optional(),
  rate: z.number().optional(),
  usage: z.string().optional(),
  exclusivity: z.string().optional(),
  audition: z.enum(AUDITIONED).optional(),
});
export type Told = z.output<typeof Told>;

export function toldOf(breakdown: Breakdown): Told {
  const { title, assumed, project, house, shootDates, location, ratePaisePerDay, usage, exclusivity, audition } =
    breakdown;
  const role = assumed.includes(WORKING_TITLE) ? undefined : title;
  return { role, project, house, dates: shootDates, location, rate: ratePaisePerDay, usage, exclusivity, audition };
}

/** A budget is told to nobody who was not offered it. */
const TERMS: ChangeKind[] = ["rate", "usage", "exclusivity"];

/** What is different for who stands so, the weightiest first. */
export function changesFor(standing: Standing, before: Told, after: Told): ChangeKind[] {
  const kinds = standing === "offered" || standing === "booked" ? CHANGE_KINDS : CHANGE_KINDS.filter(isNoTerm);
  return kinds.filter(
    (kind) => JSON.stringify(before[kind]) !== JSON.stringify(after[kind]) && !(kind === "role" && !before.role),
  );
}

const isNoTerm = (kind: ChangeKind) => !TERMS.includes(kind);

/** One fact as a reader of the language reads it; empty when it is not known. */
export function sayTold(told: Told, kind: ChangeKind, language: Language): string {
  if (kind === "dates") return told.dates ? sayDates(told.dates, language) : "";
  if (kind === "rate") return told.rate ? `${sayRupees(told.rate)} a day` : "";
  if (kind === "audition") return told.audition ? words(language).auditioned({ way: told.audition }) : "";
  return told[kind] ?? "";
}
