import { CallOffSession, draftCallOff } from "../../auditions/call-off-session.ts";
import { MarkBooking, markBooking } from "../../auditions/mark-booking.ts";
import { draftSessionMove, MoveSession } from "../../auditions/move-session.ts";
import { OfferNewTimes, offerNewTimes } from "../../auditions/offer-new-times.ts";
import { ShowReliability, showReliability } from "../../auditions/show-reliability.ts";
import { ShowSheet, showSheet } from "../../auditions/show-sheet.ts";
import { type Tool, tool } from "../tool.ts";

const sides = ["team"] as const;

/** What the casting team may ask for on the day of a session. */
export const DAY_TOOLS: Tool[] = [
  tool({
    name: "mark_booking",
    sides,
    input: MarkBooking,
    run: markBooking,
    description: "Notes of people with an audition today that they are here, seen, late or did not come (no-show).",
  }),
  tool({
    name: "move_session",
    sides,
    input: MoveSession,
    run: draftSessionMove,
    description:
      "Drafts the move of a whole session to another day, time, place or room, with everybody who is booked or invited; a person has to approve it.",
  }),
  tool({
    name: "call_off_session",
    sides,
    input: CallOffSession,
    run: draftCallOff,
    description: "Drafts that a whole session is called off, with everybody who is told; a person has to approve it.",
  }),
  tool({
    name: "offer_new_times",
    sides,
    input: OfferNewTimes,
    run: offerNewTimes,
    description:
      "After a session was called off, when the team wants to see its people at another time: makes them ready to be invited. Then propose_session and draft_invitation.",
  }),
  tool({
    name: "session_sheet",
    sides,
    input: ShowSheet,
    run: showSheet,
    repeatable: true,
    description:
      "Shows the sheet of a day's session: who comes when, where they stand, and links to it as PDF and CSV.",
  }),
  tool({
    name: "show_reliability",
    sides,
    input: ShowReliability,
    run: showReliability,
    repeatable: true,
    description:
      "Figures of how talent kept to their auditions (seen, no-shows, late cancellations) and how long casting let them wait.",
  }),
];
