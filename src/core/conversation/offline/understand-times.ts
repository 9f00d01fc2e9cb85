import { DateTime } from "luxon";
import { type Casting, tool } from "./casting-form.ts";
import { tokenise } from "./tokens.ts";
import { type Clockwork, whenOf } from "./when.ts";

const LONGEST = 140;
const ASKS = [
  /^\W*(?:please\s+|can you\s+|could you\s+)?(?:suggest|propose|find|recommend|give|show)\s+(?:me\s+|us\s+)?(?:some\s+|a\s+|the\s+|good\s+|possible\s+|best\s+)*(?:times?|time slots?|dates?|days?)(?=\W|$)/iu,
  /^\W*when\s+(?:can|could|should|shall|do|would)\s+(?:we|i)\s+(?:all\s+)?(?:see|audition|meet|schedule|do|hold|call)(?=\W|$)/iu,
  /^\W*when\s+(?:is|are)\s+(?:everyone|everybody|we|all of us|the team)\s+(?:all\s+)?(?:free|available)(?=\W|$)/iu,
  /^\W*(?:what|which)\s+(?:time|times|day|days)\s+(?:works?|suits?|would work|is good|are good|are possible)(?=\W|$)/iu,
  /^\W*kab\s+(?:bula|mil|audition|rakh|kar)\p{L}*\s+(?:sakte|sakta|sakti|le|lein|sakenge)/iu,
];
const HOURS = /\b(\d{1,2}|an?|one|two|three|four|half an?)\s+hours?\b/iu;
const SPELT: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, half: 0.5 };

/** "suggest times for next week", "when can we see them?": asks when a session could be. */
export function understandTimes(text: string, clockwork: Clockwork): Casting | undefined {
  if (text.length > LONGEST || !ASKS.some((form) => form.test(text))) return undefined;
  const today = DateTime.fromJSDate(clockwork.now, { zone: clockwork.timeZone }).startOf("day");
  const monday = today.plus({ weeks: 1 }).startOf("week");
  const { day } = whenOf(tokenise(text), clockwork);
  const days = /\bnext week\b/iu.test(text)
    ? { from: monday.toISODate(), to: monday.plus({ days: 6 }).toISODate() }
    : /\bthis week\b/iu.test(text)
      ? { from: today.toISODate(), to: today.endOf("week").toISODate() }
      : day && { from: day, to: day };
  const said = HOURS.exec(text)?.[1]?.toLowerCase().split(" ")[0];
  const hours = said ? (SPELT[said] ?? Number(said)) : 0;
  return tool("suggest_times", { ...days, ...(hours > 0 && hours <= 12 && { minutes: hours * 60 }) });
}
