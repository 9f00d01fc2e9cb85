import { AnswerTape, answerTape } from "../../auditions/answer-tape.ts";
import { draftTapeRequest, RequestTape } from "../../auditions/ask-tape.ts";
import { ReviewTape, reviewTape, ShowTapes, showTapes } from "../../auditions/review-tape.ts";
import { SendTapeLink, sendTapeLink } from "../../auditions/take-tape.ts";
import { type Tool, tool } from "../tool.ts";

/** What the casting team may ask for about self-tapes. */
export const TEAM_TAPE_TOOLS: Tool[] = [
  tool({
    name: "request_tape",
    sides: ["team"],
    input: RequestTape,
    run: draftTapeRequest,
    description: "Drafts the request of a self-tape with a deadline to candidates; a person has to approve it.",
  }),
  tool({
    name: "show_tapes",
    sides: ["team"],
    input: ShowTapes,
    run: showTapes,
    repeatable: true,
    description: "Where the role's self-tapes stand, with links to them and buttons to review.",
  }),
  tool({
    name: "review_tape",
    sides: ["team"],
    input: ReviewTape,
    run: reviewTape,
    description: "Keeps or passes on self-tapes that came, or drafts a request for another take.",
  }),
];

/** What talent may do about a self-tape that was asked of them; a video that they send is taken by itself. */
export const TALENT_TAPE_TOOLS: Tool[] = [
  tool({
    name: "answer_tape",
    sides: ["talent"],
    input: AnswerTape,
    run: answerTape,
    description: "Stores whether they will send the self-tape that they were asked for; a yes brings the sides.",
  }),
  tool({
    name: "send_tape_link",
    sides: ["talent"],
    input: SendTapeLink,
    run: sendTapeLink,
    description: "Stores the link to a self-tape that they sent.",
  }),
];
