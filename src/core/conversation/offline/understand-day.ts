import type { Casting } from "./casting-form.ts";
import { tokenise } from "./tokens.ts";
import { understandSession } from "./understand-session.ts";
import { type Clockwork, whenOf } from "./when.ts";
import { whom } from "./whom.ts";

const LONGEST = 160;
const SHORT = 90;

type State = "checked_in" | "late" | "seen" | "no_show";

const WHO = "(?<who>\\p{L}[\\p{L}\\p{M}.,'’& -]{0,119}?)";
const ONLY = (form: string) => new RegExp(`^[^\\p{L}]*(?:ok(?:ay)?\\W+|and\\s+|please\\s+)*${form}\\W*$`, "iu");

/** How the desk says it, after the name and before it. */
const AFTER: Record<State, string> = {
  checked_in:
    "(?:is|are|has|have|just|ab|now|'s|’s)?\\s*(?:just\\s+|now\\s+)?(?:here|arrived|come in|in the (?:lobby|waiting room)|at the (?:desk|studio)|checked[ -]?in|checking in|reached|aa\\s?ga(?:yi|ya|ye|e)|aa chuk[iae]|pahu?n?ch\\s?ga(?:yi|ya|ye|e)|आ गई|आ गया|आ गए|पहुंच गई|पहुंच गया|आली|आला|आले)(?:\\s+(?:hai|hain|now|है|हैं|आहे))?",
  seen: "(?:is|are|was|were|has been|have been|'s|’s)?\\s*(?:just\\s+|now\\s+|already\\s+)?(?:seen|done|finished|auditioned|over|ho\\s?ga(?:yi|ya|ye)|हो गई|हो गया|झाली|झाला)",
  late: "(?:is|are|will be|'s|’s)?\\s*(?:running\\s+|going to be\\s+)?(?:late|delayed|on (?:her|his|their|the) way|late hai|late ho (?:rahi|raha)(?: hai)?|लेट है|उशीर(?: होणार)?)",
  no_show:
    "(?:is|are|was|were|'s|’s)?\\s*(?:an?\\s+)?(?:no[ -]?shows?|absent|did(?:n['’]?t| not) (?:come|show(?: up)?|turn up)|never (?:came|showed(?: up)?|turned up)|has(?:n['’]?t| not) (?:come|turned up|shown up)|nahi a(?:a)?y[iae]|nahin a(?:a)?y[iae]|नहीं आई|नहीं आया|आली नाही|आला नाही)",
};
const BEFORE: Record<State, string> = {
  checked_in: "check(?:ed)?[ -]?in:?",
  seen: "(?:mark(?:ed)?\\s+)?seen:?",
  late: "(?:mark(?:ed)?\\s+)?late:",
  no_show: "(?:mark(?:ed)?\\s+)?no[ -]?shows?:?",
};
const MARK = ONLY(
  `(?:mark|put|note|set)\\s+${WHO}\\s+(?:as\\s+)?(?:an?\\s+)?(?<state>here|checked[ -]?in|arrived|seen|done|late|no[ -]?show|absent)`,
);

const STATES = ["no_show", "checked_in", "seen", "late"] as const;
const FORMS = STATES.flatMap((state) => [
  { state, form: ONLY(`${BEFORE[state]}\\s+${WHO}`) },
  { state, form: ONLY(`${WHO}(?:\\s+|(?=['’]s))${AFTER[state]}`) },
]);

/** Words that stand where a name would. */
const NOBODY =
  /^(?:who|whos|what|where|when|why|how|is|are|was|did|does|do|has|have|any\s?one|any\s?body|some\s?one|some\s?body|every\s?one|every\s?body|no\s?one|nobody|nothing|it|that|this|these|those|there|they|them|he|him|she|her|i|we|us|you|all|all of them|both|kaun|koi|kya|the (?:role|session|shoot|brief|casting|audition|auditions|client|director|team)|we are|i am|shoot|audition|auditions|session|casting|role)(?=\W|$)/iu;

const SHEET = /(?<!\b(?:call|cheat|balance|time|data)[ -]?)(?<![\p{L}\p{M}])(?:sheet|शीट)(?![\p{L}\p{M}])/iu;

/** "send me Friday's sheet", "aaj ki sheet" */
function sheetOf(said: string, clockwork: Clockwork): Casting | undefined {
  if (!SHEET.test(said)) return undefined;
  const { day } = whenOf(tokenise(said.replace(/['’]s\b/gu, "")), clockwork);
  return { kind: "tool", name: "session_sheet", input: day ? { day } : {} };
}

/** What the desk says on the day, and of sessions besides inviting to them. */
export function understandDay(text: string, clockwork: Clockwork): Casting | undefined {
  const said = text.trim();
  const sheet = said.length <= SHORT ? sheetOf(said, clockwork) : undefined;
  return sheet ?? markOf(said) ?? understandSession(said, clockwork);
}

/** "Rewa is here", "no-show: Mukta". */
function markOf(said: string): Casting | undefined {
  if (said.length > LONGEST || /[?？]/u.test(said)) return undefined;
  const marked = MARK.exec(said)?.groups;
  if (marked) return about(marked.who, stateOf(marked.state ?? ""));
  for (const { state, form } of FORMS) {
    const meant = about(form.exec(said)?.groups?.who, state);
    if (meant) return meant;
  }
  return undefined;
}

function stateOf(word: string): State {
  if (/^(?:no|absent)/iu.test(word)) return "no_show";
  if (/^(?:seen|done)/iu.test(word)) return "seen";
  return /^late/iu.test(word) ? "late" : "checked_in";
}

function about(who: string | undefined, to: State): Casting | undefined {
  const name = who?.trim() ?? "";
  if (!name || NOBODY.test(name)) return undefined;
  const { names } = whom(name);
  return names && { kind: "tool", name: "mark_booking", input: { names: names.slice(0, 20), to } };
}
