import { MarkBooking, markBooking } from "../../auditions/mark-booking.ts";
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
];
