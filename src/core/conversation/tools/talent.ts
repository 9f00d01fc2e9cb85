import { AnswerConsent, answerConsent } from "../../auditions/answer-consent.ts";
import { AnswerHold, answerHold } from "../../auditions/answer-hold.ts";
import { AnswerOffer, answerOffer } from "../../auditions/answer-offer.ts";
import { CancelBooking, cancelBooking } from "../../auditions/cancel-booking.ts";
import { ConfirmBooking, confirmBooking } from "../../auditions/confirm-booking.ts";
import { HoldSlot, holdSlot } from "../../auditions/hold-slot.ts";
import { ListSlots, listSlots } from "../../auditions/list-slots.ts";
import { PassToTeam, passToTeam } from "../../auditions/pass-to-team.ts";
import { RequestChange, requestChange } from "../../auditions/request-change.ts";
import { ShowStatus, showStatus } from "../../auditions/show-status.ts";
import { BookOut, bookOut } from "../../people/book-out.ts";
import { FreeAgain, freeAgain } from "../../people/free-again.ts";
import { ShowMyProfile, showMyProfile } from "../../people/show-my-profile.ts";
import { UpdateMyProfile, updateMyProfile } from "../../people/update-my-profile.ts";
import { RemoveMyPhoto, removeMyPhoto } from "../../talent/remove-photo.ts";
import { type Tool, tool } from "../tool.ts";
import { TALENT_TAPE_TOOLS } from "./tapes.ts";

const sides = ["talent"] as const;

/** What talent, or a minor's guardian, may ask for: their own auditions and profile, nothing else. */
export const TALENT_TOOLS: Tool[] = [
  tool({
    name: "list_slots",
    sides,
    input: ListSlots,
    run: listSlots,
    repeatable: true,
    description: "Free times of the sessions they are invited to.",
  }),
  tool({ name: "hold_slot", sides, input: HoldSlot, run: holdSlot, description: "Holds a free slot for ten minutes." }),
  tool({
    name: "confirm_booking",
    sides,
    input: ConfirmBooking,
    run: confirmBooking,
    description: "Turns their hold into a booking, or agrees to a time that casting chose (a booking that is asked).",
  }),
  tool({
    name: "request_change",
    sides,
    input: RequestChange,
    run: requestChange,
    description:
      "Moves their booking to a free slot, or offers the free times when no slot is given; asks the team for a day without one.",
  }),
  tool({
    name: "cancel_booking",
    sides,
    input: CancelBooking.pick({ bookingId: true, invitationId: true, reason: true }),
    run: cancelBooking,
    description: "Cancels their audition, or declines the invitation when nothing is booked.",
  }),
  tool({
    name: "pass_to_team",
    sides,
    input: PassToTeam,
    run: passToTeam,
    description:
      "Tells the casting team that they are late or there, or what they ask that no tool answers (pay, script, clothes).",
  }),
  tool({
    name: "update_my_profile",
    sides,
    input: UpdateMyProfile,
    run: updateMyProfile,
    description:
      "Stores facts they tell about themselves, or a guardian about a child, and reads them back. To build or complete a profile: askNext, one question at a time.",
  }),
  tool({
    name: "show_my_profile",
    sides,
    input: ShowMyProfile,
    run: showMyProfile,
    repeatable: true,
    description: "Their own profile, or a child's: what is there, what is missing, dates away.",
  }),
  tool({
    name: "remove_my_photo",
    sides,
    input: RemoveMyPhoto,
    run: removeMyPhoto,
    description: "Takes the photo of their profile away, or a child's. Photos are added by sending them.",
  }),
  tool({
    name: "book_out",
    sides,
    input: BookOut,
    run: bookOut,
    description: "Notes dates on which they are away (another shoot, travel), so that nothing is proposed then.",
  }),
  tool({
    name: "free_again",
    sides,
    input: FreeAgain,
    run: freeAgain,
    description: "Takes back dates on which they were away: from a day on, or for the days named.",
  }),
  tool({
    name: "show_status",
    sides,
    input: ShowStatus,
    run: showStatus,
    repeatable: true,
    description: "Their bookings and open invitations.",
  }),
  tool({
    name: "answer_hold",
    sides,
    input: AnswerHold,
    run: answerHold,
    description: "Stores whether they are free on shoot dates that they were asked for (an avail check, pin or hold).",
  }),
  tool({
    name: "answer_offer",
    sides,
    input: AnswerOffer,
    run: answerOffer,
    description: "Accepts or declines the offer of a role that was made to them. Accepting books them for the role.",
  }),
  tool({
    name: "answer_consent",
    sides,
    input: AnswerConsent,
    run: answerConsent,
    description: "Stores a guardian's consent for a child who is under 18, only when they say so, or takes it back.",
  }),
  ...TALENT_TAPE_TOOLS,
];
