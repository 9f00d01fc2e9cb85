import type { Card, Outgoing } from "./message.ts";

/** What a tap may do; `core/conversation/action-verbs.ts` maps each to its verb. */
export type ActionVerb =
  | "select_candidate"
  | "pass_candidate"
  | "more_like_this"
  | "edit_criteria"
  | "relax_filter"
  | "show_facets"
  | "narrow_search"
  | "compare_candidates"
  | "not_like_this"
  | "vote_candidate"
  | "mark_booking"
  | "answer_gate"
  | "approve_letter"
  | "discard_letter"
  | "ask_hold"
  | "release_hold"
  | "move_session"
  | "call_off_session"
  | "offer_new_times"
  | "book_by_phone"
  | "book_role"
  | "answer_hold"
  | "answer_offer"
  | "answer_consent"
  | "answer_tape"
  | "review_tape"
  | "approve_invitation"
  | "discard_invitation"
  | "approve_cancellation"
  | "discard_cancellation"
  | "pick_slot"
  | "other_time"
  | "decline_invitation"
  | "retime_booking"
  | "cancel_booking"
  | "confirm_time"
  | "grant_change"
  | "refuse_change"
  | "put_back_event"
  | "take_calendar_change"
  | "leave_event"
  | "offer_other_times"
  | "merge_talent"
  | "keep_apart"
  | "undo_merge"
  | "end_search";

/** A choice before it has a stored action. Whoever may use it is the recipient, or the whole side in a channel. */
export type DraftChoice = {
  label: string;
  description?: string;
  style?: "primary" | "danger";
  opens?: "criteria";
  verb: ActionVerb;
  args: Record<string, unknown>;
  /** False for what may be tapped again and again (More like this, Not like this). */
  singleUse?: boolean;
  /** Using one of a group uses up the others. */
  group?: string;
  expiresAt?: Date;
};

export type DraftCard = Omit<Card, "choices"> & { choices?: DraftChoice[] };
export type DraftBlock = { type: "text"; text: string } | DraftCard;
export type Draft = { blocks: DraftBlock[]; choices?: DraftChoice[] } & Pick<
  Outgoing,
  "template" | "onlyTo" | "opensOffice"
>;
