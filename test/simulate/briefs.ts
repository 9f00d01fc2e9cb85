import type { Random } from "../support/random.ts";

/** Of twenty roles no two are called the same: people would not know which of them is meant. */
const PARTS = {
  women: "a cop;a nurse;a teacher;a dancer;a journalist;a lawyer;a doctor;a shopkeeper;a politician;a scientist".split(
    ";",
  ),
  men: "a waiter;a taxi driver;a boxer;an inspector;a chef".split(";"),
  children: "a street singer;a young cricketer;a school friend;a paper boy;a young dancer".split(";"),
};
const PROJECTS = ["Saat Din", "Aakhri Local"];
const PLACES = ["Andheri", "Versova", "Bandra", "Goregaon", "Malad"];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** Sessions are before or after lunch. */
const HOURS = [
  ["11", "2"],
  ["3", "6"],
] as const;

export type SessionPlan = { place: string; day: number; from: string; to: string };

/** Most roles are seen by Thursday and cast by Sunday; the others have their sessions in the days to Sunday. */
export const isEarly = (nth: number) => nth % 4 < 3;
/** Half of the roles ask a few for a self-tape, in place of an audition. */
export const isUnsteady = (nth: number) => nth % 2 === 1;
/** The shoot of the same roles moves while people are invited or asked for their dates. */
export const MOVED_SHOOT = "change the shoot dates to 14 to 22 December";
/** One of four roles is for children. */
const isForChildren = (nth: number) => nth % 4 === 2;

const part = (who: keyof typeof PARTS, nth: number) => PARTS[who][nth % PARTS[who].length] ?? "";

/** The brief of the nth role, in English or in Hinglish. A role and the next may be for the same people, in two projects. */
export function briefOf(nth: number, random: Random): string {
  const [pair, four] = [Math.floor(nth / 2), Math.floor(nth / 4)];
  if (isForChildren(nth))
    return `Need three Hindi-speaking children, 8–12, for ${part("children", four)} role, Mumbai, shoot 10–14 December, 10k a day, project: ${PROJECTS[0]}`;
  const who = pair % 2 === 0 ? "women" : "men";
  const what = part(who, who === "women" ? 2 * four + (nth % 2) : four);
  const from = 20 + 3 * (pair % 6);
  const ages = `${from}–${from + 12}`;
  const project = `project: ${PROJECTS[nth % 2]}`;
  if (random.chance(0.25)) {
    const people = who === "women" ? "ladkiyan" : "ladke";
    return `3 ${people} chahiye, ${ages}, Hindi bolne wale, ${what.replace(/^an? /, "")} role ke liye, shoot 10–20 December, 40k a day, ${project}`;
  }
  return `Need three Hindi-speaking ${who}, ${ages}, for ${what} role, Mumbai, shoot 10–20 December, 40k a day, ${project}`;
}

/** Where and when they are seen; two roles may want the same room. */
export function sessionPlan(random: Random, days: number[]): SessionPlan {
  const [from, to] = random.pick(HOURS);
  return { place: random.pick(PLACES), day: random.pick(days), from, to };
}

/** The days on which a role may have its auditions, Monday being 0. */
export const sessionDays = (nth: number) => (isEarly(nth) ? [2, 3] : [3, 4, 5, 6]);

const saySession = ({ place, day, from, to }: SessionPlan) =>
  `${WEEKDAYS[day]} between ${from} and ${to} at the ${place} studio, 15 minutes each`;

export const inviteFor = (plan: SessionPlan) => `Invite them for ${saySession(plan)}`;
export const callBackFor = (names: string[], plan: SessionPlan) => `Call back ${and(names)} on ${saySession(plan)}`;

export const and = (names: string[]) =>
  [names.slice(0, -1).join(", "), ...names.slice(-1)].filter(Boolean).join(" and ");
