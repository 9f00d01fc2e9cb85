import { type Casting, tool } from "./casting-form.ts";
import { tokenise } from "./tokens.ts";
import { type Clockwork, whenOf } from "./when.ts";

const LONGEST = 200;
/** What makes it the team's word of what talent said. */
const BY_PHONE =
  /[\s,;(]*(?:(?:we\s+|as\s+|have\s+|it\s+was\s+|she\s+|he\s+|they\s+)*(?:agreed|said|told|spoken|confirmed|settled)\s+)?(?:(?:this|it|so|that)\s+)?(?:(?:by|on|over|via)\s+(?:the\s+|a\s+)?(?:phone|telephone|call)|(?:phone|call)\s+(?:pe|par|per|me|mein)(?:\s+(?:baat|tay|bola|boli|kaha)(?:\s+(?:hui|hua|kiya|ho gaya|hai))*)?|फ़?ोन\s+(?:पर|वर|पे)(?:\s+(?:बात|तय|कहा)(?:\s+(?:हुई|हुआ|है))*)?)[\s)]*/iu;

const NAME =
  "(?<who>\\p{L}[\\p{L}\\p{M}.'’-]*(?:\\s(?!for|on|at|in|to|says?|said|is|was|has|will|can)\\p{L}[\\p{L}\\p{M}.'’-]*){0,3})";
const BOOK = new RegExp(
  `^[^\\p{L}]*(?:please\\s+|ok(?:ay)?\\W+)*(?:book|fix|put|confirm|schedule)\\s+${NAME}\\s+(?:in\\s+)?(?:for|on|at)\\s+(?<when>.{1,60})$`,
  "iu",
);
const BOOK_HINGLISH = new RegExp(
  `^[^\\p{L}]*${NAME}\\s+(?:ko|को)\\s+(?<when>.{1,50}?)\\s+(?:book|fix|बुक)\\s*(?:karo|kar do|kardo|kar|करो|कर दो|करा)?\\W*$`,
  "iu",
);

const DATES =
  "(?:the\\s+|those\\s+|these\\s+)?(?:dates?|avail(?:ability)?(?:\\s+check)?|hold|pin|first refusal|shoot dates?|days?)";
const OFFER = "(?:the\\s+|our\\s+|this\\s+)?(?:offer|role|terms)";
const TAPE = "(?:the\\s+|a\\s+)?self[ -]?tape";
const ANSWERS = [
  {
    about: "offer",
    answer: "yes",
    form: `(?:has\\s+)?(?:accepts?|accepted|takes?|took|agreed?\\s+to|said\\s+yes\\s+to|says\\s+yes\\s+to)\\s+${OFFER}`,
  },
  {
    about: "offer",
    answer: "no",
    form: `(?:has\\s+)?(?:declines?|declined|refused?s?|rejected|turned\\s+down|said\\s+no\\s+to|says\\s+no\\s+to)\\s+${OFFER}`,
  },
  {
    about: "tape",
    answer: "yes",
    form: `(?:says?\\s+(?:she|he|they)\\s+)?(?:will|is going to|can)\\s+(?:send|make|do|record)\\s+${TAPE}`,
  },
  { about: "tape", answer: "yes", form: `(?:says?|said)\\s+yes\\s+to\\s+${TAPE}` },
  {
    about: "tape",
    answer: "no",
    form: `(?:says?\\s+(?:she|he|they)\\s+)?(?:will\\s+not|won['’]?t|can(?:no|['’])?t|is not going to)\\s+(?:send|make|do|record)\\s+${TAPE}`,
  },
  { about: "tape", answer: "no", form: `(?:says?|said)\\s+no\\s+to\\s+${TAPE}` },
  {
    about: "dates",
    answer: "no",
    form: `(?:(?:says?|said)\\s+no\\s+to\\s+${DATES}|(?:is|was)\\s*(?:not|n['’]t)\\s+(?:free|available)(?:\\s+(?:on|for|then)(?:\\s+${DATES})?)?|(?:cannot|can['’]?t)\\s+do\\s+${DATES})`,
  },
  {
    about: "dates",
    answer: "yes",
    form: `(?:(?:says?|said)\\s+yes\\s+to\\s+${DATES}|(?:is|was)\\s+(?:free|available)(?:\\s+(?:on|for|then)(?:\\s+${DATES})?)?|can\\s+do\\s+${DATES})`,
  },
].map(({ form, ...meant }) => ({
  ...meant,
  form: new RegExp(`^[^\\p{L}]*(?:ok(?:ay)?\\W+|and\\s+)*${NAME}(?:\\s+|(?=is))${form}\\W*$`, "iu"),
}));

/** "book Asha for Friday 11:00, we agreed by phone", "Asha says yes to the dates, by phone". */
export function understandPhone(text: string, clockwork: Clockwork): Casting | undefined {
  const said = text.trim();
  if (said.length > LONGEST || !BY_PHONE.test(said)) return undefined;
  const rest = said
    .replace(BY_PHONE, " ")
    .replace(/[\s,;.]+$/u, "")
    .trim();
  for (const { about, answer, form } of ANSWERS) {
    const name = form.exec(rest)?.groups?.who?.trim();
    if (name) return tool("answer_by_phone", { name, about, answer });
  }
  const groups = (BOOK.exec(rest) ?? BOOK_HINGLISH.exec(rest))?.groups;
  if (!groups?.who || !groups.when) return undefined;
  const when = whenOf(tokenise(groups.when), clockwork);
  const time = when.time ?? when.range?.from;
  if (!time) return undefined;
  const two = (value: number) => String(value).padStart(2, "0");
  const day = when.weekday ? { weekday: when.weekday } : when.day ? { day: when.day } : {};
  return tool("book_by_phone", { name: groups.who.trim(), at: `${two(time.hour)}:${two(time.minute)}`, ...day });
}
