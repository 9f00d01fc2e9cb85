/** Auditions come in rounds: the first, the callback (UK: recall) and the test before the camera. Each is a session like any other. */
import type { CheckpointKind } from "../operations/checkpoint-kinds.ts";
import { type CandidateState, statesBefore } from "./candidate-states.ts";

export const ROUNDS = ["audition", "callback", "test"] as const;
export type Round = (typeof ROUNDS)[number];

/** Where a candidate is once she is invited to a round. */
export const ROUND_STATE = {
  audition: "invited",
  callback: "callback",
  test: "test",
} as const satisfies Record<Round, CandidateState>;

/** As the team reads it. */
export const ROUND_SAID: Record<Round, string> = { audition: "audition", callback: "callback", test: "screen test" };

/** As a calendar has it. */
export const ROUND_TITLE: Record<Round, string> = { audition: "Audition", callback: "Callback", test: "Screen test" };
export const A_ROUND: Record<Round, string> = {
  audition: "an audition",
  callback: "a callback",
  test: "a screen test",
};

/** " for a callback": what the team reads of a later round; nothing of the first. */
export const sayLater = (round: Round) => (round === "audition" ? "" : ` for ${A_ROUND[round]}`);

/** Whose dates are asked for or held is nearer to the role than any round: she is seen again and stays where she is. */
const AHEAD: CandidateState[] = ["avail_check", "pinned", "hold"];

/** From where an invitation to a round moves a candidate. */
export const movedInto = (round: Round): CandidateState[] =>
  statesBefore(ROUND_STATE[round]).filter((state) => !AHEAD.includes(state));

/** Who may be invited to a round: a select to the first, whoever may come that far to a later one. */
export const invitable = (round: Round): CandidateState[] =>
  round === "audition" ? ["selected"] : [...statesBefore(ROUND_STATE[round]), ROUND_STATE[round]];

/** The step whose gate holds invitations to a round. */
export const GATE = {
  audition: "auditions",
  callback: "callbacks",
  test: "callbacks",
} as const satisfies Record<Round, CheckpointKind>;

/** Whom a round is for when nobody is named. */
export const INVITED_BY_DEFAULT: Record<Round, CandidateState> = {
  audition: "selected",
  callback: "auditioned",
  test: "callback",
};

/** Who is asked when a place of a round is free again: the next select; of later rounds a backup who has been seen. */
export const NEXT_IN_LINE: Record<Round, CandidateState> = { audition: "selected", callback: "backup", test: "backup" };
export const NEXT_SAID: Record<Round, string> = { audition: "select", callback: "backup", test: "backup" };

/** What the team reads when a place stays empty. */
export const NOBODY_LEFT: Record<Round, string> = {
  audition: "Nobody else is selected and waiting: select someone and I will invite them.",
  callback: "No backup who has auditioned is waiting: name somebody and I will call them back.",
  test: "No backup who has auditioned is waiting: name somebody and I will invite them to test.",
};
