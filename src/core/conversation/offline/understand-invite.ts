import { localityOfWord } from "../../talent/places.ts";
import type { Chosen, InviteWish } from "./intent.ts";
import { type ClockTime, minutes } from "./settle-clock.ts";
import { numberWord } from "./time-words.ts";
import { tokenise } from "./tokens.ts";
import { planIn, settleBreak } from "./understand-plan.ts";
import { type Clockwork, whenOf } from "./when.ts";
import { whom } from "./whom.ts";

const PLACE_END =
  /(?=\s*(?:[,.;\n]|$)|\s+(?:for|on|from|between|with|please|each|today|tomorrow|next|kal|aaj|ko|bulao|bulana|\d{1,3}\s*-?\s*(?:min|baje|am|pm|to|se|o'clock|slot))(?=\W|min|$))/iu;
const AT = new RegExp(
  `\\b(?:at|in)\\s+(?:the\\s+|our\\s+)?((?!\\d)[\\p{L}\\p{M}][^,.;\\n]{1,79}?)${PLACE_END.source}`,
  "giu",
);
const STUDIO = /((?:[\p{L}\p{M}]+\s){1,2}(?:studios?|office|स्टूडियो|स्टुडिओ|ऑफिस))(?=\W|$)/iu;
/** What stands before a studio's name and is no part of it. */
const NOT_STUDIO = /^(?:(?:baje|bje|vajta|pm|am|ko|me|mein|se|tak|at|in|on|the|our|their|बजे|वाजता|को|में|से|तक)\s)+/iu;
const EACH = /(\d{1,3})\s*-?\s*(?:min|mins|minutes?|मिनट|मिनिटे|मिनिट)(?=\W|$)/iu;
const HALF_HOUR = /half an hour|half hour|aadha ghanta|आधा घंटा|अर्धा तास/iu;
const NO_PLACE =
  /^(?:the )?(?:morning|afternoon|evening|night|noon|midnight|slots?|all|least|most|once|person|audition|turn|half)(?=\W|$)/iu;

/** People, day, hours, place, length and layout of an audition session, as far as they are told. */
export function understandInvite(said: string, clockwork: Clockwork): InviteWish {
  const round = laterRound(said);
  const { plan, rest } = planIn(said);
  const { who, rest: text } = whoIn(rest.replace(CALL_BACK, "call back $1"));
  const when = whenOf(tokenise(text), clockwork);
  const wish: InviteWish = {};
  if (who) wish.who = who;
  if (round) wish.round = round;
  if (when.impossible) wish.bad = "impossible";
  else if (when.past) wish.bad = "past";
  if (when.day) wish.day = when.day;
  const { from, to } = when.range ?? { from: when.time, to: undefined };
  if (from) wish.from = sayClock(from);
  if (to && minutes(to) !== 23 * 60 + 59) wish.to = sayClock(to);
  const place = placeIn(text);
  if (place) wish.place = place;
  const length = Number(EACH.exec(text)?.[1] ?? (HALF_HOUR.test(text) ? 30 : 0));
  if (length >= 5 && length <= 240) wish.slotMinutes = length;
  const { breaks, gapEvery, ...more } = plan;
  const every = gapEvery === "hour" ? Math.max(1, Math.round(60 / (wish.slotMinutes ?? 20))) : gapEvery;
  const layout = {
    ...more,
    ...(every && { gapEvery: every }),
    ...(breaks && { breaks: breaks.map((one) => sayBreak(one, from, to)) }),
  };
  if (Object.keys(layout).length > 0) wish.layout = layout;
  if (layout.breaks?.some((one) => /\b(?:2[4-9]|[3-9]\d):|:[6-9]/.test(`${one.from} ${one.to}`)))
    wish.bad = "impossible";
  return wish;
}

/** "call Asha back". */
const CALL_BACK = /\bcall\s+([^,.\n]{1,80}?)\s+back\b/u;
const ROUNDS = [
  ["test", /\bscreen[\s-]?tests?\b|स्क्रीन टेस्ट/iu],
  ["callback", /\bcall[\s-]?backs?\b|\bcall\s[^,.\n]{1,80}?\sback\b|\bre-?calls?\b|कॉल\s?बैक|कॉल\s?बॅक/iu],
] as const;

/** A later round than the first, when one is named. */
export const laterRound = (text: string) => ROUNDS.find(([, form]) => form.test(text.slice(0, 1_000)))?.[0];

type Breaking = Parameters<typeof settleBreak>[0];

function sayBreak(one: Breaking, from: ClockTime | undefined, to: ClockTime | undefined) {
  const settled = settleBreak(one, {
    from: from ?? { hour: 0, minute: 0, sure: false },
    to: to ?? { hour: 24, minute: 0, sure: false },
  });
  return { from: sayClock(settled.from), to: sayClock(settled.to) };
}

const sayClock = ({ hour, minute }: ClockTime) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;

function placeIn(text: string): string | undefined {
  const named = [...text.slice(0, 1_000).matchAll(AT)]
    .map(([, place]) => place?.trim() ?? "")
    .filter((place) => !NO_PLACE.test(place));
  const place = named.at(-1) ?? studioIn(text) ?? localityIn(text);
  return place?.replace(/^(?:the|at|on|in)\s+/iu, "");
}

/** "छह Versova studio": an hour before it is no part of its name. */
function studioIn(text: string): string | undefined {
  const named = STUDIO.exec(text)?.[1]?.trim().replace(NOT_STUDIO, "");
  const [first = "", ...rest] = named?.split(/\s+/) ?? [];
  return rest.length > 1 && numberWord(tokenise(first)[0]) !== undefined ? rest.join(" ") : named;
}

/** A part of the city that we know by name, as it was written. */
const localityIn = (text: string) =>
  text
    .slice(0, 1_000)
    .match(/[\p{L}\p{M}]{3,}/gu)
    ?.find((word) => localityOfWord(word.toLowerCase()));

const WHO =
  /(?:^|\n|,)\W*(?:please\s)?(?:invite|(?:call[\s-]?backs?|re-?calls?|screen[\s-]?tests?)(?:\s(?:for|of|with))?|call|audition|schedule|bulao|bula lo)\s+(?:only\s|just\s)?(.{1,120}?)(?=\s+(?:for|on|at|in|from|between|to|and see|today|tomorrow|tmrw|kal|aaj|next|this|mon|tue|wed|thu|fri|sat|sun|\d{1,2}\s*(?:to|-|am|pm|se|–|nov|dec|jan|st|nd|rd|th))|[.;\n]|$)/iu;
const NUMBERS = /^(?:(?:numbers?|no\.?|candidates?)\s)?\d{1,2}(?:\s*(?:,|&|\band\b|\baur\b)\s*\d{1,2})*$/iu;
const NAMES = /^\p{Lu}[\p{L}\p{M}.'-]*(?:(?:\s|,\s?|\s?&\s?)(?:and|aur|\p{Lu}[\p{L}\p{M}.'-]*))*$/u;
const NOBODY = /^(?:them|her|him|all|everyone|everybody|both|these|those|the|auditions?|an?|people)(?=\W|$)/iu;

/** The people who are named in an invitation, and the text without them: "1 and 2" is no time. */
function whoIn(text: string): { who?: Chosen; rest: string } {
  const found = WHO.exec(text.slice(0, 1_000));
  const named = found?.[1]?.trim() ?? "";
  const people = !NOBODY.test(named) && (NUMBERS.test(named) || NAMES.test(named));
  return people ? { who: whom(named), rest: text.replace(named, "them") } : { rest: text };
}
