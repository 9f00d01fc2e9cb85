import { z } from "zod";
import { AnswerConsent, answerConsent } from "../auditions/answer-consent.ts";
import { answerHold, PressHold } from "../auditions/answer-hold.ts";
import { AnswerOffer, answerOffer } from "../auditions/answer-offer.ts";
import { AnswerTape, answerTape } from "../auditions/answer-tape.ts";
import { approveInvitation, DecideInvitation, discardInvitation } from "../auditions/approve-invitation.ts";
import { approveLetter, DecideLetter, discardLetter } from "../auditions/approve-letter.ts";
import { AskHold, draftHold } from "../auditions/ask-hold.ts";
import { BookByPhone, draftPhoneBooking } from "../auditions/book-by-phone.ts";
import { BookRole, draftRoleBooking } from "../auditions/book-role.ts";
import { CallOffSession, draftCallOff } from "../auditions/call-off-session.ts";
import { CancelBooking, cancelBooking, DeclineInvitation, declineInvitation } from "../auditions/cancel-booking.ts";
import { CompareCandidates, compareCandidates } from "../auditions/compare-candidates.ts";
import { ConfirmTime, confirmTime } from "../auditions/confirm-booking.ts";
import { DecideChange, grantChange, refuseChange } from "../auditions/decide-change.ts";
import { approveCancellation, DecideCancellation, discardCancellation } from "../auditions/draft-cancellation.ts";
import { EditCriteria, editCriteria } from "../auditions/edit-criteria.ts";
import { MarkBooking, markBooking } from "../auditions/mark-booking.ts";
import { draftSessionMove, MoveSession } from "../auditions/move-session.ts";
import { NameCandidates } from "../auditions/name-candidates.ts";
import { notLike } from "../auditions/not-like.ts";
import { OfferNewTimes, offerNewTimes } from "../auditions/offer-new-times.ts";
import { PickSlot, pickSlot } from "../auditions/pick-slot.ts";
import { RelaxFilter, relaxFilter } from "../auditions/relax-filter.ts";
import { draftRelease, ReleaseHold } from "../auditions/release-hold.ts";
import { offerInvitation, RequestChange, requestChange } from "../auditions/request-change.ts";
import { ReviewTape, reviewTape } from "../auditions/review-tape.ts";
import { passCandidates, selectCandidates } from "../auditions/select-candidates.ts";
import { shortlist } from "../auditions/shortlist.ts";
import { facetsOfRole, Narrow, narrowSearch } from "../auditions/show-facets.ts";
import { VoteCandidates, voteCandidates } from "../auditions/vote-candidates.ts";
import {
  DecideEvent,
  leaveEvent,
  offerOtherTimes,
  putBackEvent,
  takeCalendarChange,
} from "../calendar/decide-event.ts";
import { MergeTalent, mergeTalent } from "../duplicates/merge-talent.ts";
import { KeepApart, keepApart } from "../duplicates/show-duplicates.ts";
import { UndoMerge, undoMerge } from "../duplicates/undo-merge.ts";
import type { ActionVerb } from "../messages/draft.ts";
import { TapGate, tapGate } from "../operations/answer-gate.ts";
import { EndSearch, endSearch } from "../saved-searches/end-search.ts";
import type { ToolCtx, ToolResult } from "./tool.ts";

type Run = (ctx: ToolCtx, args: unknown) => Promise<ToolResult>;

const verb =
  <Schema extends z.ZodType>(input: Schema, run: (ctx: ToolCtx, input: z.output<Schema>) => Promise<ToolResult>): Run =>
  (ctx, args) =>
    run(ctx, input.parse(args));

const named = (candidateId: string) => NameCandidates.parse({ candidateIds: [candidateId] });
const Candidate = z.object({ candidateId: z.uuid() });

/** What each stored action does. No model is asked. */
export const ACTION_VERBS = {
  select_candidate: verb(Candidate, (ctx, { candidateId }) => selectCandidates(ctx, named(candidateId))),
  pass_candidate: verb(Candidate, (ctx, { candidateId }) => passCandidates(ctx, named(candidateId))),
  more_like_this: verb(z.object({ talentId: z.uuid() }), (ctx, { talentId }) =>
    shortlist(ctx, { likeTalentId: talentId, limit: 4 }),
  ),
  not_like_this: verb(Candidate, (ctx, { candidateId }) => notLike(ctx, named(candidateId))),
  edit_criteria: verb(EditCriteria, editCriteria),
  compare_candidates: verb(CompareCandidates, compareCandidates),
  show_facets: verb(Narrow, facetsOfRole),
  narrow_search: verb(Narrow, narrowSearch),
  relax_filter: verb(RelaxFilter, relaxFilter),
  answer_gate: verb(TapGate, tapGate),
  mark_booking: verb(MarkBooking, markBooking),
  vote_candidate: verb(VoteCandidates, voteCandidates),
  approve_letter: verb(DecideLetter, approveLetter),
  discard_letter: verb(DecideLetter, discardLetter),
  ask_hold: verb(AskHold, draftHold),
  release_hold: verb(ReleaseHold, draftRelease),
  move_session: verb(MoveSession, draftSessionMove),
  call_off_session: verb(CallOffSession, draftCallOff),
  offer_new_times: verb(OfferNewTimes, offerNewTimes),
  book_by_phone: verb(BookByPhone, draftPhoneBooking),
  book_role: verb(BookRole, draftRoleBooking),
  answer_hold: verb(PressHold, answerHold),
  answer_offer: verb(AnswerOffer, answerOffer),
  answer_tape: verb(AnswerTape, answerTape),
  review_tape: verb(ReviewTape, reviewTape),
  answer_consent: verb(AnswerConsent, answerConsent),
  approve_invitation: verb(DecideInvitation, approveInvitation),
  discard_invitation: verb(DecideInvitation, discardInvitation),
  approve_cancellation: verb(DecideCancellation, approveCancellation),
  discard_cancellation: verb(DecideCancellation, discardCancellation),
  pick_slot: verb(PickSlot, pickSlot),
  other_time: verb(z.object({ invitationId: z.uuid() }), (ctx, { invitationId }) =>
    offerInvitation(ctx, invitationId, { turn: 1 }),
  ),
  decline_invitation: verb(DeclineInvitation, declineInvitation),
  retime_booking: verb(RequestChange, requestChange),
  cancel_booking: verb(CancelBooking, cancelBooking),
  confirm_time: verb(ConfirmTime, confirmTime),
  grant_change: verb(DecideChange, grantChange),
  refuse_change: verb(DecideChange, refuseChange),
  put_back_event: verb(DecideEvent, putBackEvent),
  take_calendar_change: verb(DecideEvent, takeCalendarChange),
  leave_event: verb(DecideEvent, leaveEvent),
  offer_other_times: verb(DecideEvent, offerOtherTimes),
  merge_talent: verb(MergeTalent, mergeTalent),
  keep_apart: verb(KeepApart, keepApart),
  undo_merge: verb(UndoMerge, undoMerge),
  end_search: verb(EndSearch, endSearch),
} satisfies Record<ActionVerb, Run>;
