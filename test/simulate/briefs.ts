import type { Random } from "../support/random.ts";

const PARTS = [
  ["women", "a cop", "a thriller"],
  ["men", "a taxi driver", "a web series"],
  ["women", "a nurse", "a hospital drama"],
  ["men", "a lawyer", "a courtroom series"],
  ["women", "a teacher", "a school comedy"],
  ["men", "a boxer", "a sports film"],
  ["women", "a dancer", "a music video"],
  ["men", "a waiter", "a commercial"],
  ["women", "a journalist", "a political drama"],
  ["men", "an inspector", "a crime series"],
] as const;
const PLACES = ["Andheri", "Versova", "Bandra", "Goregaon", "Malad"];
/** Sessions are on the last four days of the week, before or after lunch. */
const DAYS = ["Thursday", "Friday", "Saturday", "Sunday"];
const HOURS = [
  ["11", "2"],
  ["3", "6"],
] as const;

export type SessionPlan = { place: string; day: string; from: string; to: string };

/** The brief of the nth role, in English or in Hinglish. */
export function briefOf(nth: number, random: Random): string {
  const [who, part, project] = PARTS[nth % PARTS.length] ?? PARTS[0];
  const from = 20 + 3 * (nth % 6);
  const ages = `${from}–${from + 12}`;
  if (random.chance(0.25)) {
    const people = who === "women" ? "ladkiyan" : "ladke";
    return `3 ${people} chahiye, ${ages}, Hindi bolne wale, ${part.replace(/^an? /, "")} role ke liye, shoot 10–20 December, 40k a day`;
  }
  return `Need three Hindi-speaking ${who}, ${ages}, for ${part} role in ${project}, Mumbai, shoot 10–20 December, 40k a day`;
}

/** Where and when they are seen; two roles may want the same room. */
export function sessionPlan(random: Random): SessionPlan {
  const [from, to] = random.pick(HOURS);
  return { place: random.pick(PLACES), day: random.pick(DAYS), from, to };
}

export const inviteFor = ({ place, day, from, to }: SessionPlan) =>
  `Invite them for ${day} between ${from} and ${to} at the ${place} studio, 15 minutes each`;
