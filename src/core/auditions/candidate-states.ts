/** The states of a candidate and the moves between them: DESIGN section 7, as one table. */

const ASIDE = ["backup", "passed", "released", "withdrawn"] as const;
/** Rounds after the first audition. */
const LATER = ["callback", "test"] as const;
/** What the team may ask of a talent once it knows that it wants her: dates, and the role. */
const WANTED = ["avail_check", "pinned", "hold", "offer"] as const;

/**
 * From each state, where a candidate may go. Steps may be left out on the way to the role (a known talent is pinned
 * without an audition), none is taken back but by setting aside and selecting again; only a Select or a Pass is, while nothing came
 * of it. Who is booked for the role leaves it
 * by being released or by withdrawing, not by a change of taste.
 */
export const MOVES = {
  submitted: ["viewed", "selected", "under_consideration", ...ASIDE],
  viewed: ["selected", "under_consideration", ...ASIDE],
  selected: ["submitted", "viewed", "under_consideration", "invited", ...LATER, ...WANTED, ...ASIDE],
  under_consideration: ["selected", "invited", ...LATER, ...WANTED, ...ASIDE],
  invited: ["auditioned", ...LATER, ...WANTED, ...ASIDE],
  auditioned: ["under_consideration", ...LATER, ...WANTED, ...ASIDE],
  callback: ["test", ...WANTED, ...ASIDE],
  test: [...WANTED, ...ASIDE],
  avail_check: [...LATER, "pinned", "hold", "offer", ...ASIDE],
  pinned: [...LATER, "hold", "offer", "booked", ...ASIDE],
  hold: [...LATER, "pinned", "offer", "booked", ...ASIDE],
  offer: ["pinned", "hold", "booked", ...ASIDE],
  booked: ["released", "withdrawn"],
  backup: ["selected", "under_consideration", "invited", ...LATER, ...WANTED, "passed", "released", "withdrawn"],
  passed: ["submitted", "viewed", "selected", "under_consideration", "backup", "released", "withdrawn"],
  released: ["selected", "under_consideration", "invited", ...LATER, ...WANTED, "backup", "passed", "withdrawn"],
  withdrawn: ["selected", "under_consideration", "invited", ...LATER, ...WANTED, "backup", "passed", "released"],
} as const;

export type CandidateState = keyof typeof MOVES;

export const CANDIDATE_STATES = Object.keys(MOVES) as CandidateState[];

/** The states from which a candidate may go to this one. */
export const statesBefore = (to: CandidateState): CandidateState[] =>
  CANDIDATE_STATES.filter((from) => (MOVES[from] as readonly CandidateState[]).includes(to));

/** Where the team's opinion alone puts a candidate: it tells nobody anything, and promises nothing. */
export const OPINIONS = ["test", "callback", "under_consideration", "selected", "backup", "passed"] as const;

/** Neither invited nor asked for her dates: what leads out of those states is a step of its own, with its messages. */
const UNASKED: readonly CandidateState[] = [
  ...(["submitted", "viewed", "selected", "under_consideration", "auditioned", ...LATER] as const),
  ...ASIDE,
];

/** Where a person of the team may put a candidate by hand. */
export const movesByHand = (from: CandidateState): (typeof OPINIONS)[number][] =>
  UNASKED.includes(from) ? OPINIONS.filter((to) => (MOVES[from] as readonly CandidateState[]).includes(to)) : [];

/** As a board shows them: the closest to the role first, who is out of it last. */
export const BOARD_ORDER = [
  ...(["booked", "offer", "hold", "pinned", "avail_check", "test", "callback", "auditioned", "invited"] as const),
  ...(["under_consideration", "selected", "viewed", "submitted", ...ASIDE] as const),
] satisfies CandidateState[];
