import { z } from "zod";
import { AskHold, draftHold } from "../../auditions/ask-hold.ts";
import { BookRole, draftRoleBooking } from "../../auditions/book-role.ts";
import { CallSheet, DealMemo, draftCallSheet, draftDealMemo } from "../../auditions/brief-booked.ts";
import { CloseRole, draftClosing } from "../../auditions/close-role.ts";
import { CompareCandidates, compareCandidates } from "../../auditions/compare-candidates.ts";
import { draftOffer, MakeOffer } from "../../auditions/make-offer.ts";
import { MarkCandidates, markCandidates } from "../../auditions/mark-candidates.ts";
import { NameCandidates } from "../../auditions/name-candidates.ts";
import { NoteCandidates, noteCandidates, TagCandidates, tagCandidates } from "../../auditions/note-candidates.ts";
import { RecordPermission, recordPermission } from "../../auditions/record-permission.ts";
import { draftRelease, ReleaseHold } from "../../auditions/release-hold.ts";
import { ShowBoard, showBoard } from "../../auditions/show-board.ts";
import { showCandidate } from "../../auditions/show-candidate.ts";
import { showFacets } from "../../auditions/show-facets.ts";
import { VoteCandidates, voteCandidates } from "../../auditions/vote-candidates.ts";
import { draftWord, WriteWord } from "../../auditions/write-word.ts";
import { type Tool, tool } from "../tool.ts";

const sides = ["team"] as const;

/** What the casting team may ask for between the audition and the role. */
export const CASTING_TOOLS: Tool[] = [
  tool({
    name: "show_board",
    sides,
    input: ShowBoard,
    run: showBoard,
    repeatable: true,
    description: "The role's candidates by state, the most advanced first, with votes and tags, as cards.",
  }),
  tool({
    name: "show_candidate",
    sides,
    input: NameCandidates,
    run: showCandidate,
    repeatable: true,
    description: "The history of candidates: who moved them when and why, votes with names, notes.",
  }),
  tool({
    name: "compare_candidates",
    sides,
    input: CompareCandidates,
    run: compareCandidates,
    repeatable: true,
    description: "Puts two to four candidates side by side: facts in columns, what each meets, reasons.",
  }),
  tool({
    name: "show_facets",
    sides,
    input: z.object({}),
    run: (ctx) => showFacets(ctx),
    repeatable: true,
    description: "How many fit the role by gender, age, city and language, with buttons that narrow the shortlist.",
  }),
  tool({
    name: "vote_candidate",
    sides,
    input: VoteCandidates,
    run: voteCandidates,
    description: "Stores this person's own vote on candidates, or shows cards on which everyone can vote.",
  }),
  tool({
    name: "tag_candidate",
    sides,
    input: TagCandidates,
    run: tagCandidates,
    description: "Puts tags on candidates or takes them off.",
  }),
  tool({
    name: "note_candidate",
    sides,
    input: NoteCandidates,
    run: noteCandidates,
    description: "Writes a note of the team on candidates, in the person's words. Talent never reads it.",
  }),
  tool({
    name: "write_to_candidate",
    sides,
    input: WriteWord,
    run: draftWord,
    description:
      "Drafts a message in the team's own words to candidates who have heard of the role: an answer to what they asked, what to bring; a person has to approve it. Times, offers and cancellations have tools of their own.",
  }),
  tool({
    name: "mark_candidate",
    sides,
    input: MarkCandidates,
    run: markCandidates,
    description: "Marks candidates as backup or as under consideration. Nobody is told.",
  }),
  tool({
    name: "record_permission",
    sides,
    input: RecordPermission,
    run: recordPermission,
    description: "Stores that the document that permits a minor's work has been received.",
  }),
  tool({
    name: "ask_hold",
    sides,
    input: AskHold,
    run: draftHold,
    description:
      "Drafts an avail check, first refusal, pin or hold on candidates' dates and shows conflicts with other projects; a person has to approve it.",
  }),
  tool({
    name: "release_hold",
    sides,
    input: ReleaseHold,
    run: draftRelease,
    description: "Drafts the release of candidates' dates; a person has to approve it.",
  }),
  tool({
    name: "book_role",
    sides,
    input: BookRole,
    run: draftRoleBooking,
    description:
      "Drafts the booking of one pinned, held or offered candidate for the role itself; a person has to approve it.",
  }),
  tool({
    name: "make_offer",
    sides,
    input: MakeOffer,
    run: draftOffer,
    description:
      "Drafts an offer of the role to one candidate with rate, dates, usage and exclusivity; a person has to approve it.",
  }),
  tool({
    name: "deal_memo",
    sides,
    input: DealMemo,
    run: draftDealMemo,
    description: "Drafts the deal memo for who is booked for the role; a person has to approve it.",
  }),
  tool({
    name: "call_sheet",
    sides,
    input: CallSheet,
    run: draftCallSheet,
    description: "Drafts the call sheet of a shoot day for who is booked; a person has to approve it.",
  }),
  tool({
    name: "close_role",
    sides,
    input: CloseRole,
    run: draftClosing,
    description:
      "Drafts the end of the role: a kind message to everyone who auditioned and was not booked; a person has to approve it.",
  }),
];
