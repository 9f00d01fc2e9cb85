import { about, type Casting, type Form, firstOf, people, START, tool } from "./casting-form.ts";

const tags = (text = "") =>
  text
    .split(/\s*(?:,|;|#|\band\b|\baur\b)\s*/iu)
    .map((tag) => tag.replace(/^["“'‘]+|["”'’.]+$/gu, "").trim())
    .filter(Boolean)
    .slice(0, 10);

/** Comparison, votes, tags, notes, marks and the board. */
const BY = "(?:gender|age|city|cities|languages?)";
const FORMS: Form[] = [
  {
    form: new RegExp(
      `${START}(?:(?:narrow|filter|break)\\s+(?:it|them|this|these|the list|the search)?\\s?(?:down)?(?:\\s+by\\s+.{1,60})?|(?:show\\s+)?(?:me\\s+)?(?:the\\s+)?facets|how many (?:are there |fit )?(?:by|per|in each) ${BY}(?:,? (?:and )?${BY}){0,3}|(?:show\\s+)?(?:the\\s+)?(?:counts|numbers) (?:by|per) ${BY})\\W*$`,
      "iu",
    ),
    read: () => tool("show_facets", {}),
  },
  {
    form: new RegExp(`${START}(?:compare|tulna)\\s+(?<who>.{1,200}?)(?:\\s+(?:side by side|karo|kar do))?\\W*$`, "iu"),
    read: ({ who }) => about("compare_candidates", who?.replace(/\s(?:with|versus|vs\.?|to)\s/giu, " and ")),
  },
  {
    form: new RegExp(
      `${START}(?:(?:put|show|see)\\s+(?:me\\s+)?)?(?<who>.{1,200}?)\\s+(?:side by side|ki tulna karo|ko compare karo|compare karo)\\W*$`,
      "iu",
    ),
    read: ({ who }) => about("compare_candidates", who),
  },
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
];

/** What a sentence of the team asks of the board: votes, tags, notes, marks, history. */
export const understandBoard = (text: string): Casting | undefined => firstOf(FORMS, text);
