/** Terms in common from which on two profiles are of one kind. */
const ALIKE = 0.6;
/** How far a twin of somebody above falls, in shares of the best score. */
const TWIN = 0.5;
/** A page and the next are spread; nobody looks at the twins of the hundredth. */
const SPREAD = 60;

type Ranked = { score: number; terms: Set<string> };

/** What is lost for being like one who stands above: 0 to 1. */
function likeness(one: Set<string>, other: Set<string>): number {
  const [few, many] = one.size < other.size ? [one, other] : [other, one];
  if (few.size === 0 || few.size < ALIKE * many.size) return 0;
  let common = 0;
  for (const term of few) if (many.has(term)) common += 1;
  return Math.max(0, (common / (one.size + other.size - common) - ALIKE) / (1 - ALIKE));
}

/**
 * Best first, near-twins apart: maximal marginal relevance (Carbonell, Goldstein 1998) over the words of the profiles.
 * `unit` is the score of the best. Gives each with what it lost.
 */
export function spreadAlike<T extends Ranked>(ranked: T[], unit: number): (T & { lost: number })[] {
  const left = ranked.map((one) => ({ ...one, lost: 0 }));
  const picked: (T & { lost: number })[] = [];
  while (left.length > 0 && picked.length < SPREAD) {
    const best = left.reduce((top, one) => (one.score - one.lost > top.score - top.lost ? one : top));
    left.splice(left.indexOf(best), 1);
    picked.push(best);
    for (const one of left) one.lost = Math.max(one.lost, TWIN * unit * likeness(one.terms, best.terms));
  }
  return [...picked, ...left];
}
