import { understandBrief } from "../../talent/understand-brief.ts";
import { about, type Casting, type Form, firstOf, people, START, tool } from "./casting-form.ts";
import { tokenise } from "./tokens.ts";
import { type Clockwork, whenOf } from "./when.ts";

/** Dates let go, the role booked, its papers and its end. */
const FORMS: Form[] = [
  {
    form: new RegExp(
      `${START}(?:release|let go(?: of)?)\\s+(?:the\\s+(?:hold|pin)\\s+on\\s+)?(?<who>.{1,120}?)(?:['’]s (?:dates|hold|pin))?\\W*$`,
      "iu",
    ),
    read: ({ who }) => about("release_hold", who),
  },
  {
    form: new RegExp(
      `${START}book\\s+(?!(?:an?|the|me|us|room|studio|audition|session|slot)\\b)(?<who>.{1,80}?)(?:\\s+for\\s+(?:the|this)\\s+(?:role|part|film|shoot|job))?\\W*$`,
      "iu",
    ),
    read: ({ who }) => (/\b(?:at|between|pm|am|on)\b/iu.test(who ?? "") ? undefined : about("book_role", who)),
  },
  {
    form: new RegExp(
      `${START}(?:close|wrap(?: up)?|finish)\\s+(?:the|this)\\s+(?:(?<role>.{2,80}?)\\s+)?role\\W*$`,
      "iu",
    ),
    read: ({ role }) => tool("close_role", role ? { role } : {}),
  },
  {
    form: new RegExp(
      `${START}(?:send\\s+|draft\\s+)?(?:the\\s+|a\\s+)?deal memo(?:\\s+(?:for|to|of)\\s+(?<who>.{1,120}?))?\\W*$`,
      "iu",
    ),
    read: ({ who }) => tool("deal_memo", { ...people(who) }),
  },
];

const DATES = /\s+(?:for|on|from|between|during)\s+(?:the\s+)?(?=\d|\p{L}+\s+\d)/iu;
const WHO = "(?<who>.{1,120}?)";
const REST = "(?<rest>\\s+.{0,80})?$";
const held = (form: string) => new RegExp(`${START}${form}`, "iu");
const KINDS = [
  {
    kind: "avail_check",
    form: held(
      `(?:(?:do|send|ask(?: for)?)\\s+(?:an?\\s+)?)?(?:avail(?:ability)?(?:\\s+|-)?check|check\\s+(?:the\\s+)?avail(?:ability|s)?|avails?)\\s+(?:(?:of|for|on|with|to)\\s+)?(?<who>.{1,200})$`,
    ),
  },
  {
    kind: "avail_check",
    form: held(`(?:check|ask)\\s+(?:if|whether)\\s+${WHO}\\s+(?:is|are)\\s+(?:free|available)${REST}`),
  },
  {
    kind: "first_refusal",
    form: held(
      `(?:(?:ask(?: for)?|get|put)\\s+)?(?:a\\s+)?first refusal\\s+(?:on|for|from|of|to)\\s+(?<who>.{1,200})$`,
    ),
  },
  { kind: "pin", form: held(`(?:pin(?: karo)?|put\\s+(?:a\\s+)?pin\\s+on)\\s+(?<who>.{1,200})$`) },
  {
    kind: "hold",
    form: held(`(?:hold|(?:put|place)\\s+(?:a\\s+)?hold\\s+on)\\s+(?!(?:on|the|it|a)\\b)(?<who>.{1,200})$`),
  },
  { kind: "hold", form: held(`put\\s+${WHO}\\s+on\\s+hold${REST}`) },
  { kind: "pin", form: held(`put\\s+${WHO}\\s+on\\s+(?:a\\s+)?pin${REST}`) },
] as const;

/** "pin Asha for 10 to 12 December for 5 days". */
function asked(text: string, clockwork: Clockwork): Casting | undefined {
  for (const { kind, form } of KINDS) {
    const found = form.exec(text)?.groups;
    if (!found?.who) continue;
    const days = Number(/(?:^|\s)for\s+(?:the next\s+)?(\d{1,2})\s+days?\b/iu.exec(text)?.[1] ?? 0);
    const said = `${found.who}${found.rest ?? ""}`.replace(/\s+for\s+(?:the next\s+)?\d{1,2}\s+days?\b/iu, "");
    const dates = understandBrief(said, clockwork).shootDates;
    const named = DATES.test(said) ? said.slice(0, said.search(DATES)) : said;
    const more = { kind, ...dates, ...(days > 0 && { days }) };
    return about("ask_hold", found.rest === undefined ? named : found.who, more);
  }
  return undefined;
}

const OFFER = new RegExp(
  `${START}(?:(?:make|send|draft)\\s+(?:an?\\s+|the\\s+)?offer\\s+(?:to|for)|offer)\\s+(?<who>.{1,80}?)(?:\\s+(?:the|this)\\s+(?:role|part))?(?<rest>\\s+(?:at|for|from|with)\\s+.{1,120}|,\\s*.{1,120})?\\W*$`,
  "iu",
);

/** "offer Asha the role at 40k a day for 10 to 12 December". */
function offered(text: string, clockwork: Clockwork): Casting | undefined {
  const found = OFFER.exec(text)?.groups;
  if (!found) return undefined;
  const { shootDates, ratePaisePerDay } = understandBrief(found.rest ?? "", clockwork);
  const rate = ratePaisePerDay && { rate: `₹${(ratePaisePerDay / 100).toLocaleString("en-IN")} a day` };
  return about("make_offer", found.who, { ...shootDates, ...rate });
}

const CALL = new RegExp(
  `${START}(?:send\\s+|draft\\s+)?(?:the\\s+|a\\s+)?call ?sheet(?:\\s+(?:for|to)\\s+(?<who>\\p{Lu}[\\p{L} ,.'-]{1,80}?))?\\s*[:,]?\\s+(?:(?:for|on)\\s+)?(?<when>.{3,60}?)\\s+(?:at|in)\\s+(?<place>.{2,60}?)\\s*,?\\s+contact\\s*:?\\s+(?<contact>.{2,60})$`,
  "iu",
);

/** "call sheet: 10 December 7 am at Film City, contact Ravi 98…". */
function called(text: string, clockwork: Clockwork): Casting | undefined {
  const { who, when = "", place, contact } = CALL.exec(text)?.groups ?? {};
  const date = understandBrief(when, clockwork).shootDates?.from;
  const { time } = whenOf(tokenise(when), clockwork);
  if (!date || !time) return undefined;
  const two = (part: number) => String(part).padStart(2, "0");
  return tool("call_sheet", {
    ...people(who),
    date,
    callTime: `${two(time.hour)}:${two(time.minute)}`,
    place,
    contact,
  });
}

/** What a sentence of the team asks between the audition and the end of the role: dates, offers, papers, closing. */
export const understandRole = (text: string, clockwork: Clockwork): Casting | undefined =>
  asked(text, clockwork) ?? offered(text, clockwork) ?? called(text, clockwork) ?? firstOf(FORMS, text);
