import type { Criteria } from "./criteria.ts";
import { kilometresBetween } from "./distance.ts";
import type { Signals } from "./read-signals.ts";

/** What raises or lowers one result, in shares of the best score that a leg can give; nothing of it lets in or shuts out. */
export type Lifts = Record<"work" | "taste" | "held" | "missed" | "distance" | "rate" | "unlike", number>;

const WORK = 0.15;
const TASTE = 0.6;
/** Decisions of each kind that are taken for given before any was made: one Pass says little. */
const PRIOR = 2;
const HELD = -0.2;
/** For who kept nothing that was agreed. */
const MISSED = -0.5;
const FAR = -0.2;
const FAR_KM = 1_000;
const RATE_UNKNOWN = -0.05;
/** For words that are all those of somebody who was named as not meant. */
const UNLIKE = -0.6;

type Facts = { city: string | null; ratePaisePerDay: number | null; isMinor: boolean; searchText?: string };
type Asked = {
  criteria: Criteria;
  near?: string | undefined;
  /** The words of those whom the team named as not meant: "not like this". */
  unlike?: Set<string>[];
};

/**
 * What a team has decided about a person lifts that person; it is not learned by looks, languages or places, so that a habit
 * never becomes a rule about them. Nothing is learned of minors.
 */
export function liftsOf(facts: Facts, signals: Signals, asked: Asked): Lifts {
  const { worked, selected, passed, held, missed } = signals;
  const km = asked.near && facts.city ? kilometresBetween(facts.city, asked.near) : undefined;
  const liked = (selected + PRIOR) / (selected + passed + 2 * PRIOR) - 0.5;
  return {
    work: facts.isMinor ? 0 : (WORK * Math.min(worked, 3)) / 3,
    taste: facts.isMinor ? 0 : TASTE * liked,
    held: held ? HELD : 0,
    missed: facts.isMinor ? 0 : MISSED * missed,
    distance: km === undefined ? 0 : FAR * Math.min(1, km / FAR_KM),
    rate: asked.criteria.rateMaxPaisePerDay && facts.ratePaisePerDay === null ? RATE_UNKNOWN : 0,
    unlike: facts.isMinor ? 0 : UNLIKE * likest(facts.searchText ?? "", asked.unlike ?? []),
  };
}

/** Terms in common with the one who is most alike, of all that both have: 0 to 1. */
function likest(text: string, others: Set<string>[]): number {
  const own = new Set(text.split(" "));
  const shares = others.map((other) => {
    const common = [...own].filter((term) => other.has(term)).length;
    return common / Math.max(1, own.size + other.size - common);
  });
  return Math.max(0, ...shares);
}

/** The lifts in words, most telling first. */
export function sayLifts(lifts: Lifts, km: number | undefined): { lifted: string[]; lowered: string[] } {
  const lifted = [lifts.work > 0 && "has worked with you", lifts.taste > 0 && "selected by you before"];
  const lowered = [
    lifts.taste < 0 && "passed on before",
    lifts.held < 0 && "held for another role on these dates",
    lifts.missed < 0 && "missed auditions before",
    km !== undefined && km >= 50 && `lives about ${Math.round(km / 10) * 10} km away`,
    lifts.rate < 0 && "rate not known",
    lifts.unlike <= -0.2 && "like somebody you did not mean",
  ];
  return { lifted: said(lifted), lowered: said(lowered) };
}

const said = (phrases: (string | false)[]) => phrases.filter((one) => one !== false);
