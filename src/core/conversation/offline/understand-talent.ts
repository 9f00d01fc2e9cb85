import { aboutOther } from "./about-other.ts";
import { GREETING, HELP, NO, STATUS, THANKS, YES } from "./common-phrases.ts";
import type { Intent } from "./intent.ts";
import {
  BUILD_PROFILE,
  CALL,
  CANCEL,
  CANNOT,
  CHANGE,
  FIXED,
  IS_FREE,
  KEEP,
  LATE_BY,
  LATER,
  PASSED_ON,
  POSSIBLE,
  PROFILE,
  RETURN,
  ROLE,
  SHOW_PROFILE,
  TIMES,
  UNDO,
  WHEN,
  WHERE,
  WHO,
} from "./talent-phrases.ts";
import { vocabulary } from "./time-words.ts";
import { has, padded, type Token } from "./tokens.ts";
import { understandAway } from "./understand-away.ts";
import { understandProfile } from "./understand-profile.ts";
import { isQuestion } from "./understand-question.ts";
import { type Clockwork, saysWhen, type When, whenOf } from "./when.ts";

const REMOVE_PHOTO =
  /\b(?:remove|delete|take (?:away|down|off))\b.{0,30}\b(?:photo|picture|pic|headshot)s?\b|(?:photo|picture|pic|headshot|tas[vw]eer|फोटो|तस्वीर).{0,15}(?:hata|delete|remove|nikal|kadh|हटा|निकाल|काढ)/iu;

/** What talent means. The order is the point: what moves or cancels an audition is weighed before a plain time or a yes. */
export function understandTalent(text: string, tokens: Token[], clockwork: Clockwork): Intent {
  const said = padded(tokens);
  const number = picked(tokens);
  if (number !== undefined) return { kind: "pick", number };
  if (isWhole(said, HELP)) return { kind: "help" };
  if (isWhole(said, GREETING)) return { kind: "greeting" };
  if (isWhole(said, THANKS)) return { kind: "thanks" };
  if (text.length <= 200 && REMOVE_PHOTO.test(text)) return { kind: "remove_photo" };
  const other = aboutOther(text, said);
  if (other) return other;
  const away = understandAway(text, tokens, clockwork);
  if (away) return away;
  const when = whenOf(tokens, clockwork);
  const fields = understandProfile(text, tokens);
  if (fields && (!saysWhen(when) || !(when.day || isMarked(tokens))))
    return { kind: "profile", fields, ...(ONLY.test(text) && { only: true as const }) };
  if (has(said, SHOW_PROFILE)) return { kind: "show_profile" };
  if (isWhole(said, PROFILE) || has(said, BUILD_PROFILE)) return { kind: "build_profile" };
  if (has(said, LATER) && !when.time && !when.range && !has(said, CANNOT) && !has(said, CANCEL))
    return { kind: "later" };
  const meant = passedOn(said, when) ?? ofAudition(said, when);
  if (meant?.kind === "time" && asksIfFree(text, said)) return { ...meant, asks: true };
  if (meant) return meant;
  if (has(said, ROLE)) return { kind: "status" };
  const answer = asked(said, when) ?? shortAnswer(tokens);
  if (answer) return answer;
  return asksAtAll(text, tokens) ? { kind: "pass_on", about: "question" } : { kind: "unknown" };
}

const ONLY = /\b(?:only|sirf|fakt|phakt|instead)\b|सिर्फ़|सिर्फ|केवळ|फक्त/iu;

/** News and questions for the team; a time, a change or a cancellation beside them weighs more. */
function passedOn(said: string, when: When): Intent | undefined {
  if (has(said, CANNOT) || has(said, CHANGE)) return undefined;
  if (has(said, CANCEL)) return has(said, UNDO) && !saysWhen(when) ? { kind: "yes" } : undefined;
  if (has(said, CALL)) return { kind: "pass_on", about: "question" };
  if (has(said, LATE_BY)) return { kind: "pass_on", about: "late" };
  if (when.time || when.range) return undefined;
  if (has(said, WHO)) return { kind: "who" };
  const about = (["wrong_number", "late", "on_the_way", "arrived", "how_long", "question"] as const).find((one) =>
    has(said, PASSED_ON[one]),
  );
  if (about) return { kind: "pass_on", about };
  return has(said, RETURN) && !saysWhen(when) && when.notDays.length === 0 ? { kind: "yes" } : undefined;
}

/** "Is 4 free?", not "I am free at 4". */
const asksIfFree = (text: string, said: string) =>
  has(said, IS_FREE) || /^\W*(?:is|are|will|would)\s.*\b(?:free|available|open)\b/iu.test(text);

/** Two words at least that ask something, so that a person should read them. */
const asksAtAll = (text: string, tokens: Token[]) =>
  tokens.filter((token) => token.kind === "word").length > 1 &&
  (isQuestion(text) || /[?？]|^\W*(?:may|should|will|why)\s|(?:kya|ka|क्या|का)\W*$/iu.test(text));

/** Change, cancel, or a time. */
function ofAudition(said: string, when: When): Intent | undefined {
  const timed = saysWhen(when);
  const some = when.notDays.length > 0 || when.notTime === true;
  if (has(said, CHANGE) && !has(said, KEEP))
    return timed || some ? { kind: "reschedule", when } : { kind: "reschedule" };
  const cancels = has(said, CANCEL);
  if (cancels && has(said, KEEP)) return { kind: "status" };
  if (cancels && !timed) return { kind: "cancel" };
  if (cancels || has(said, CANNOT)) return timed || some ? { kind: "reschedule", when } : { kind: "cancel" };
  if (has(said, TIMES)) return timed ? { kind: "reschedule", when } : { kind: "reschedule" };
  if (has(said, WHERE) && !isWhole(said, STATUS)) return { kind: "where" };
  if (timed && has(said, FIXED) && !has(said, POSSIBLE)) return { kind: "when" };
  if (timed && !has(said, WHEN)) return { kind: "time", when };
  if (some && !has(said, WHEN)) return { kind: "time", when };
  return undefined;
}

function asked(said: string, when: When): Intent | undefined {
  if (has(said, STATUS)) return { kind: "status" };
  if (has(said, WHERE)) return { kind: "where" };
  if (has(said, WHEN)) return { kind: "when" };
  return saysWhen(when) ? { kind: "time", when } : undefined;
}

/** Yes, no, thanks and greetings, when the message is short enough to be nothing else. */
export function shortAnswer(tokens: Token[]): Intent | undefined {
  const signs = tokens
    .map((token) => token.text)
    .join("")
    .replaceAll("\n", "");
  if (/^(?:👍|✅|👌|🙏|💯|🏻|🏼|🏽|🏾|🏿)+$/u.test(signs)) return { kind: signs.startsWith("🙏") ? "thanks" : "yes" };
  if (/^(?:👎|❌|🏻|🏼|🏽|🏾|🏿)+$/u.test(signs)) return { kind: "no" };
  const said = padded(tokens.filter((token) => !filler(token)));
  const whole = padded(tokens);
  for (const [kind, known] of [
    ["thanks", THANKS],
    ["no", NO],
    ["yes", YES],
    ["greeting", GREETING],
  ] as const) {
    if (isWhole(whole, known) || isWhole(said, known)) return { kind };
  }
  const words = said.trim().split(" ").filter(Boolean);
  if (words.length > 5) return undefined;
  for (const [kind, known] of [
    ["no", NO],
    ["thanks", THANKS],
    ["yes", YES],
    ["greeting", GREETING],
  ] as const) {
    if (startsWith(said, known)) return { kind };
  }
  return undefined;
}

const filler = vocabulary<true>([
  [true, "please pls plz sir mam maam madam bro bhai ji sirji dear जी सर मैडम मॅडम भाई साहेब", "pliz"],
]);

export const isWhole = (said: string, known: string[]) => known.includes(said);
const startsWith = (said: string, known: string[]) => known.some((phrase) => said.startsWith(phrase));

const ordinalWord = vocabulary<number>([
  [1, "first 1st पहला पहली पहिला पहिली", "pehla pehli pahla pahila pahili"],
  [2, "second 2nd दूसरा दूसरी दुसरा दुसरी", "dusra dusri doosra doosri"],
  [-1, "last आखिरी आखरी शेवटचा शेवटची शेवटचे", "akhri aakhri akhiri aakhiri shevatcha shevatchi"],
  [3, "third 3rd तीसरा तीसरी तिसरा तिसरी", "tisra tisri teesra teesri"],
]);
const oneWord = vocabulary<true>([
  [true, "the one option slot number choice wala wali वाला वाली विकल्प पर्याय", "vala vali"],
]);
const choiceWord = vocabulary<true>([
  [true, "option number no slot choice select pick choose i want take नंबर विकल्प पर्याय"],
]);

/** "2", "option 2", "2nd one", "pehla wala": a place on a menu, and nothing else in the message. */
function picked(tokens: Token[]): number | undefined {
  const words = tokens.filter((token) => token.kind !== "mark" && !filler(token));
  if (tokens.some((token) => token.kind === "mark" && !/^[.,!)(#"'*]$/.test(token.text)) || words.length > 4)
    return undefined;
  const rest = words.filter((word) => !oneWord(word) && !choiceWord(word));
  const [only, suffix, ...more] = rest;
  if (more.length > 0 || !only) return undefined;
  const ordinal = suffix?.glued && /^(?:st|nd|rd|th)$/.test(suffix.text);
  if (suffix && !ordinal) return undefined;
  if (only.kind === "number") return only.value <= 99 && (!ordinal || words.length > 2) ? only.value : undefined;
  return words.length > 1 || [1, -1].includes(ordinalWord(only) ?? 0) ? ordinalWord(only) : undefined;
}

/** Hours written as such: "4 pm", "4 baje", "4:30". */
const isMarked = (tokens: Token[]) =>
  /(?:am|pm|baje|bje|vajta|बजे|वाजता)/.test(tokens.map((token) => token.text).join(" "));
