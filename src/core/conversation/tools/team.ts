import { z } from "zod";
import { AnswerByPhone, draftPhoneAnswer } from "../../auditions/answer-by-phone.ts";
import { BookByPhone, draftPhoneBooking } from "../../auditions/book-by-phone.ts";
import { CancelBooking } from "../../auditions/cancel-booking.ts";
import { CreateRole, createRole } from "../../auditions/create-role.ts";
import { draftCancellation } from "../../auditions/draft-cancellation.ts";
import { DraftInvitation, draftInvitation } from "../../auditions/draft-invitation.ts";
import { ListSlots, listSlots } from "../../auditions/list-slots.ts";
import { NameCandidates } from "../../auditions/name-candidates.ts";
import { PlaceCandidates, placeCandidates } from "../../auditions/place-candidates.ts";
import { ProposeSession, proposeSession } from "../../auditions/propose-session.ts";
import { passCandidates, selectCandidates } from "../../auditions/select-candidates.ts";
import { SetReminders, setReminders } from "../../auditions/set-reminders.ts";
import { lookForTalent, SearchTalent, shortlist } from "../../auditions/shortlist.ts";
import { SuggestTimes, suggestTimes } from "../../auditions/suggest-times.ts";
import { TeamStatus, teamStatus } from "../../auditions/team-status.ts";
import { UpdateRole, updateRole } from "../../auditions/update-role.ts";
import { connectCalendar } from "../../calendar/connect-calendar.ts";
import { sessionFeeds } from "../../calendar/session-feed.ts";
import { sendOfficeLink } from "../../visits/send-office-link.ts";
import { type Tool, tool } from "../tool.ts";
import { CASTING_TOOLS } from "./casting.ts";
import { DAY_TOOLS } from "./day.ts";
import { OPERATIONS_TOOLS } from "./operations.ts";
import { PROFILE_TOOLS } from "./profiles.ts";
import { TEAM_TAPE_TOOLS } from "./tapes.ts";

const sides = ["team"] as const;

/** What the casting team may ask for. */
export const TEAM_TOOLS: Tool[] = [
  tool({
    name: "create_role",
    sides,
    input: CreateRole,
    run: createRole,
    description: "Creates a role from a brief and shows its breakdown. Only for a new role: a question is a search.",
  }),
  tool({
    name: "update_role",
    sides,
    input: UpdateRole,
    run: updateRole,
    description: "Corrects the current role's breakdown.",
  }),
  tool({
    name: "search_talent",
    sides,
    input: SearchTalent,
    look: lookForTalent,
    run: shortlist,
    description: "Shows a ranked shortlist for the current role, with Select and Pass buttons.",
  }),
  tool({
    name: "select_candidate",
    sides,
    input: NameCandidates,
    run: selectCandidates,
    description: "Selects candidates.",
  }),
  tool({
    name: "pass_candidate",
    sides,
    input: NameCandidates,
    run: passCandidates,
    description: "Passes on candidates.",
  }),
  tool({
    name: "suggest_times",
    sides,
    input: SuggestTimes,
    run: suggestTimes,
    repeatable: true,
    description:
      "Finds times for a session by the team's calendars and the book-outs of who is selected. Creates nothing.",
  }),
  tool({
    name: "propose_session",
    sides,
    input: ProposeSession,
    run: proposeSession,
    description: "Creates a session of auditions, callbacks or screen tests with slots. Nobody is told yet.",
  }),
  tool({
    name: "set_reminders",
    sides,
    input: SetReminders,
    run: setReminders,
    description: "Changes how long before their audition talent of a session is reminded.",
  }),
  tool({
    name: "draft_invitation",
    sides,
    input: DraftInvitation,
    run: (ctx, input) => draftInvitation(ctx, input),
    description:
      "Drafts the invitation to a session: of the selected to auditions, of who is named to callbacks and tests; a person has to approve it.",
  }),
  tool({
    name: "place_candidates",
    sides,
    input: PlaceCandidates,
    run: placeCandidates,
    description: "Drafts invitations with the time that the team gives each candidate; a person has to approve them.",
  }),
  tool({
    name: "list_slots",
    sides,
    input: ListSlots,
    run: listSlots,
    repeatable: true,
    description: "Free slots of the role's session.",
  }),
  tool({
    name: "cancel_booking",
    sides,
    input: CancelBooking.omit({ invitationId: true }),
    run: draftCancellation,
    description: "Drafts the cancellation of one talent's booking; a person has to press its button.",
  }),
  tool({
    name: "book_by_phone",
    sides,
    input: BookByPhone,
    run: draftPhoneBooking,
    description:
      "When the person says that a time was agreed with a talent by phone: drafts the booking; a person has to approve it.",
  }),
  tool({
    name: "answer_by_phone",
    sides,
    input: AnswerByPhone,
    run: draftPhoneAnswer,
    description:
      "When the person says what a talent answered by phone about dates, an offer or a self-tape: drafts that it counts; a person has to approve it.",
  }),
  tool({
    name: "show_status",
    sides,
    input: TeamStatus,
    run: teamStatus,
    description:
      "The true state of this thread's roles: who is selected, invited, booked. Name a role to make it the current one.",
  }),
  ...CASTING_TOOLS,
  ...DAY_TOOLS,
  ...TEAM_TAPE_TOOLS,
  ...PROFILE_TOOLS,
  ...OPERATIONS_TOOLS,
  tool({
    name: "connect_calendar",
    sides,
    input: z.object({}),
    run: connectCalendar,
    description: "Gives the person who asks a link that connects their own Google calendar, once.",
  }),
  tool({
    name: "open_office",
    sides,
    input: z.object({}),
    run: sendOfficeLink,
    description: "Sends the person who asks a link that signs them in to the office page (board, calendar, sheets).",
  }),
  tool({
    name: "calendar_feed",
    sides,
    input: z.object({}),
    run: sessionFeeds,
    repeatable: true,
    description: "Gives the addresses under which a calendar program shows the auditions of this thread's sessions.",
  }),
];
