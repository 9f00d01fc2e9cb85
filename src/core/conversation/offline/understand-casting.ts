import { understandBrief } from "../../talent/understand-brief.ts";
import type { Chosen } from "./intent.ts";
import { tokenise } from "./tokens.ts";
import { type Clockwork, whenOf } from "./when.ts";
import { whom } from "./whom.ts";

const LONGEST = 2_200;

/** A sentence that stands for one call of one tool. */
export type Casting = { kind: "tool"; name: string; input: Record<string, unknown> };

type Form = { form: RegExp; read: (found: Record<string, string>) => Casting | undefined };

const tool = (name: string, input: Record<string, unknown>): Casting => ({ kind: "tool", name, input });

/** Nobody named is nobody meant; "him" and "them" name nobody. */
function people(said: string | undefined): Chosen | undefined {
  const text = (said ?? "").replace(/['’]s$/u, "").trim();
  if (text === "") return undefined;
  if (/^(?:it|him|her|them|the (?:role|page)|everything)$/iu.test(text)) return undefined;
  const { names, numbers, all } = whom(text);
  return names || numbers || all
    ? { ...(names && { names }), ...(numbers && { numbers }), ...(all && { all }) }
    : undefined;
}

const about = (name: string, who: string | undefined, more: Record<string, unknown> = {}) => {
  const meant = people(who);
  return meant && tool(name, { ...meant, ...more });
};

const START = "^\\W*(?:please\\s+|can you\\s+|could you\\s+)?";
const tags = (text = "") =>
  text
    .split(/\s*(?:,|;|#|\band\b|\baur\b)\s*/iu)
    .map((tag) => tag.replace(/^["“'‘]+|["”'’.]+$/gu, "").trim())
    .filter(Boolean)
    .slice(0, 10);

/** Votes, tags, notes, marks and the board. */
const FORMS: Form[] = [
  {
    form: new RegExp(
      `${START}(?:(?:show|see|open|give)\\s+)?(?:me\\s+|us\\s+)?(?:the\\s+)?(?:(?:casting\\s+)?board|बोर्ड)(?:\\s+(?:of|for)\\s+(?:the\\s+)?(?<role>.{2,80}?)(?:\\s+role)?)?(?:\\s+(?:dikhao|please|दिखाओ|दाखवा))?\\W*$`,
      "iu",
    ),
    read: ({ role }) => tool("show_board", role ? { role } : {}),
  },
  {
    form: new RegExp(
      `${START}(?:i\\s+|my\\s+)?vote\\W+(?<vote>yes|maybe|no)\\s+(?:on|for|to)\\s+(?<who>.{1,200})$`,
      "iu",
    ),
    read: ({ vote, who }) => about("vote_candidate", who, { vote: vote?.toLowerCase() }),
  },
  {
    form: /^\W*(?:a\s+)?(?<vote>yes|maybe|no)\s+(?:for|on|to)\s+(?<who>\p{Lu}.{1,120}|\d.{0,40})$/iu,
    read: ({ vote, who }) => about("vote_candidate", who, { vote: vote?.toLowerCase() }),
  },
  {
    form: new RegExp(
      `${START}(?:let(?:'|’)?s vote|let us vote|ask (?:for|the team for) votes|votes? please|take a vote|collect votes|vote)(?:\\s+(?:on|for)\\s+(?<who>.{1,200}))?\\W*$`,
      "iu",
    ),
    read: ({ who }) => tool("vote_candidate", { ...people(who) }),
  },
  {
    form: new RegExp(
      `${START}(?:un-?tag|remove (?:the )?tag)\\s+(?<tag>.{1,60}?)\\s+(?:from|off|of|on)\\s+(?<who>.{1,120})$`,
      "iu",
    ),
    read: ({ tag, who }) => about("tag_candidate", who, { without: tags(tag) }),
  },
  {
    form: new RegExp(
      `${START}tag\\s+(?<who>.{1,120}?)(?:\\s+(?:as|with)\\s+|\\s*:\\s*|\\s+(?=#))(?<tag>.{1,200})$`,
      "iu",
    ),
    read: ({ tag, who }) => about("tag_candidate", who, { tags: tags(tag) }),
  },
  {
    form: new RegExp(
      `${START}(?:(?:add|make|put|write) )?(?:a )?note(?:s)?\\s+(?:on|for|to|about)\\s+(?<who>[^:\\n]{1,120}?)\\s*(?::|-|–|that\\s)\\s*(?<text>.{1,2000})$`,
      "isu",
    ),
    read: ({ who, text }) => about("note_candidate", who, { text }),
  },
  {
    form: new RegExp(
      `${START}(?:mark|keep|put|move|set|note)\\s+(?<who>.{1,120}?)\\s+(?:as|to|in|on|under)?\\s*(?:a\\s+|the\\s+|our\\s+)?(?<to>back-?\\s?up|under consideration|consideration)(?:\\s+list)?\\W*$`,
      "iu",
    ),
    read: ({ who, to }) =>
      about("mark_candidate", who?.replace(/\s+(?:as|to|in|on|under)$/iu, ""), {
        to: /back/iu.test(to ?? "") ? "backup" : "under_consideration",
      }),
  },
  {
    form: new RegExp(
      `${START}(?:(?:the|we have|we got|i have|got|received|mark)\\s+)*permission(?:\\s+(?:document|letter|paper|form))?\\s+(?:for|of)\\s+(?<who>.{1,120}?)\\s*(?:(?:is|has|came|come|arrived|received|here|in|with us|aa gaya|aa gayi|mil gaya|mil gayi|been|as|hai)\\s*)*\\W*$`,
      "iu",
    ),
    read: ({ who }) => about("record_permission", who),
  },
  {
    form: /^\W*(?<who>\p{L}[\p{L}\p{M}.' -]{0,60}?)(?:['’]s|\s+ka|\s+ki)\s+permission(?:\s+(?:document|letter|paper|form))?\s+(?:is here|has arrived|has come|came|arrived|received|is in|is received|aa gaya|aa gayi|mil gaya|mil gayi)(?:\s+hai)?\W*$/iu,
    read: ({ who }) => about("record_permission", who),
  },
  {
    form: new RegExp(
      `${START}(?:show (?:me )?|see )?(?:the )?(?:history|notes?|votes)\\s+(?:of|on|for|about)\\s+(?<who>.{1,120}?)\\W*$`,
      "iu",
    ),
    read: ({ who }) => about("show_candidate", who),
  },
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

/** What a sentence of the team asks of candidates; undefined when it is none of these. */
export function understandCasting(text: string, clockwork: Clockwork): Casting | undefined {
  if (text.length > LONGEST) return undefined;
  const holding = asked(text.trim(), clockwork) ?? offered(text.trim(), clockwork) ?? called(text.trim(), clockwork);
  if (holding) return holding;
  for (const { form, read } of FORMS) {
    const found = form.exec(text.trim());
    const meant = found && read((found.groups ?? {}) as Record<string, string>);
    if (meant) return meant;
  }
  return undefined;
}
