import { fractionWord, hourMark, meridiem, monthWord, numberWord, vocabulary, wholeFraction } from "./time-words.ts";
import { loosen, type Token } from "./tokens.ts";

/** A clock time as written, before morning and evening are settled. */
export type Clock = { hour: number; minute: number; meridiem?: "am" | "pm"; marked: boolean };

/** What was read, and where to read on. */
export type Read<Item> = { item: Item; next: number } | undefined;

export type TimeItem = { type: "time"; clock: Clock } | { type: "impossible" };

const BAD = { type: "impossible" } as const;

/** What a number counts when it is no hour. */
const unit = vocabulary<true>([
  [
    true,
    "minute minutes min mins hour hours hr hrs day days week weeks month months year years yrs yr people women men girls boys k l lakh " +
      "lakhs lac cr rs rupees rupee ft feet foot inch inches cm m kg kgs km percent slots slot roles role takes pages x saal din mahine log " +
      "st nd rd th actors actresses talents candidates persons films shows projects kids मिनट मिनिटे घंटे दिन साल लोग वर्ष दिवस",
    "saal ghante ghanta din mahine",
  ],
]);
const leading = vocabulary<true>([
  [true, "at around about by approx past to for do between from after before till until"],
]);
const counted = vocabulary<true>([[true, "option number no slot age row choice rs inr episode ep scene season part"]]);
export const opening = vocabulary<true>([[true, "between from"]]);
export const toward = vocabulary<true>([[true, "to till until til upto से ते", "se te"]]);
export const glue = vocabulary<true>([[true, "ke के च्या ko को la ला tak तक", "chya"]]);

/** One clock time that starts at `i`: digits, words, "half past three", "sade paanch", noon. */
export function readTime(tokens: Token[], i: number): Read<TimeItem> {
  return readFraction(tokens, i) ?? readNoon(tokens, i) ?? readDigits(tokens, i) ?? readWords(tokens, i);
}

function time(clock: Clock, next: number): Read<TimeItem> {
  return clock.hour > 23 || clock.minute > 59 || clock.hour < 0
    ? { item: BAD, next }
    : { item: { type: "time", clock }, next };
}

const hourOf = (token: Token | undefined) => (token?.kind === "number" ? token.value : numberWord(token));

/** "half past three", "quarter to 5", "sade paanch", "dhai baje". */
function readFraction(tokens: Token[], i: number): Read<TimeItem> {
  const [first, link] = [tokens[i], tokens[i + 1]];
  const minutes = first?.text === "half" ? 30 : first?.text === "quarter" ? 15 : undefined;
  if (minutes !== undefined && (link?.text === "past" || link?.text === "to")) {
    const hour = hourOf(tokens[i + 2]);
    if (hour !== undefined) return tail(tokens, i + 3, hour * 60 + (link.text === "past" ? minutes : -minutes));
  }
  const added = fractionWord(first);
  const hour = added === undefined ? undefined : hourOf(link);
  if (added !== undefined && hour !== undefined) return tail(tokens, i + 2, hour * 60 + added);
  const joined = joinedFraction(first);
  if (joined !== undefined) return tail(tokens, i + 1, joined);
  const whole = wholeFraction(first);
  if (whole !== undefined && hourMark(link)) return tail(tokens, i + 1, whole);
  return undefined;
}

const FRACTION = /^(साडे|साढे|सव्वा|सवा|पावणे|पाउणे|पौने|sadhe|sade|savva|sava|pavne|paune)(.{2,})$/u;

/** "साडेतीन", "पावणेपाच": Marathi writes fraction and hour as one word. */
function joinedFraction(token: Token | undefined): number | undefined {
  const [, fraction = "", hour = ""] = FRACTION.exec(token?.kind === "word" ? token.text : "") ?? [];
  const word = (text: string): Token => ({ kind: "word", text, loose: loosen(text), value: Number.NaN, glued: false });
  const [added, hours] = [fractionWord(word(fraction)), numberWord(word(hour))];
  return added === undefined || hours === undefined ? undefined : hours * 60 + added;
}

function readNoon(tokens: Token[], i: number): Read<TimeItem> {
  const start = tokens[i]?.value === 12 ? i + 1 : i;
  const word = tokens[start]?.text;
  if (word === "noon") return time({ hour: 12, minute: 0, meridiem: "pm", marked: true }, start + 1);
  if (word === "midnight") return time({ hour: 0, minute: 0, meridiem: "am", marked: true }, start + 1);
  return undefined;
}

/** "4", "4pm", "5:30 pm", "4.30", "16:30", "430pm", "25:70". */
function readDigits(tokens: Token[], i: number): Read<TimeItem> {
  const [first, mark, second] = [tokens[i], tokens[i + 1], tokens[i + 2]];
  if (first?.kind !== "number") return undefined;
  const pair =
    second?.kind === "number" && second.text.length === 2 && mark?.glued && second.glued && first.text.length <= 2;
  if (pair && mark.text === ":") return marked(tokens, i + 3, first.value, second.value);
  if (pair && mark.text === "." && second.value < 60 && first.value < 24 && !unit(tokens[i + 3])) {
    return tokens[i + 3]?.text === "." && tokens[i + 4]?.kind === "number"
      ? undefined
      : marked(tokens, i + 3, first.value, second.value);
  }
  if (mark?.glued && /^[/%]$/.test(mark.text)) return undefined;
  const after = suffix(tokens, i + 1);
  if (/^\d{3,4}$/.test(first.text) && (after.meridiem || tokens[i + 1]?.text === "hrs")) {
    const next = after.meridiem ? after.next : i + 2;
    return time(
      { hour: Math.floor(first.value / 100), minute: first.value % 100, ...known(after.meridiem), marked: true },
      next,
    );
  }
  if (first.text.length > 2) return undefined;
  if (after.marked) return withMinutes(tokens, after, first.value);
  return bare(tokens, i);
}

/** A number alone is an hour when the words around it allow. */
function bare(tokens: Token[], i: number): Read<TimeItem> {
  const [previous, first, next] = [tokens[i - 1], tokens[i] as Token, tokens[i + 1]];
  if (first.value < 1 || first.value > 12 || first.text.startsWith("0")) return undefined;
  if (unit(next) || unit(previous) || monthWord(next) || monthWord(previous) || counted(previous)) return undefined;
  if (previous?.kind === "mark" && /^[#₹$+/.:]$/.test(previous.text)) return undefined;
  if (next?.kind === "mark" && next.glued && /^['"’”+]$/.test(next.text)) return undefined;
  if (tokens.length > 12 && !leading(previous) && !toward(previous) && !fits(tokens, i)) return undefined;
  return time({ hour: first.value, minute: 0, marked: false }, i + 1);
}

/** In a long message a bare number is an hour only inside a range that was opened. */
const fits = (tokens: Token[], i: number) => toward(tokens[i + 1]) || opening(tokens[i - 1]) || opening(tokens[i - 3]);

function readWords(tokens: Token[], i: number): Read<TimeItem> {
  const hour = numberWord(tokens[i]);
  if (hour === undefined) return undefined;
  const after = suffix(tokens, i + 1);
  if (after.marked) return withMinutes(tokens, after, hour);
  if (inRange(tokens, i)) return time({ hour, minute: 0, marked: false }, i + 1);
  const english = /^(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$/.test(tokens[i]?.text ?? "");
  if (!english || !leading(tokens[i - 1]) || unit(tokens[i + 1])) return undefined;
  const minutes = { fifteen: 15, thirty: 30, fortyfive: 45 }[tokens[i + 1]?.text ?? ""];
  return time({ hour, minute: minutes ?? 0, marked: false }, i + (minutes === undefined ? 1 : 2));
}

/** "दो से छह", "do se chhe": two hours, where nothing else is counted. */
function inRange(tokens: Token[], i: number): boolean {
  const joins = (at: number) =>
    toward(tokens[at]) === true && tokens[at - 1] !== undefined && hourOf(tokens[at - 1]) !== hourOf(tokens[at + 1]);
  const last = joins(i + 1) ? i + 2 : joins(i - 1) ? i : undefined;
  const spelt =
    last !== undefined && numberWord(tokens[last - 2]) !== undefined && numberWord(tokens[last]) !== undefined;
  return spelt && !unit(tokens[last + 1]) && !times(tokens[last + 1]);
}

const times = vocabulary<true>([[true, "बार वेळा जण जणी", "baar vela jan"]]);

type Suffix = { marked: boolean; meridiem: "am" | "pm" | undefined; next: number };

/** "pm", "p.m.", "baje", "o'clock", "ish" after an hour. */
function suffix(tokens: Token[], i: number): Suffix {
  if (hourMark(tokens[i])) {
    const said = meridiem(tokens[i + 1]);
    return { marked: true, meridiem: said, next: said ? i + 2 : i + 1 };
  }
  const said = meridiem(tokens[i]);
  if (said) return { marked: true, meridiem: said, next: i + 1 };
  const [letter, dot, m] = [tokens[i], tokens[i + 1], tokens[i + 2]];
  if ((letter?.text === "p" || letter?.text === "a") && dot?.text === "." && m?.text === "m") {
    return {
      marked: true,
      meridiem: letter.text === "p" ? "pm" : "am",
      next: tokens[i + 3]?.text === "." ? i + 4 : i + 3,
    };
  }
  if (letter?.text === "o" && dot?.text === "clock") return { marked: true, meridiem: undefined, next: i + 2 };
  return letter?.text === "ish"
    ? { marked: true, meridiem: undefined, next: i + 1 }
    : { marked: false, meridiem: undefined, next: i };
}

/** "4 baj kar 30 minute", "४ वाजून ३० मिनिटे". */
function withMinutes(tokens: Token[], after: Suffix, hour: number): Read<TimeItem> {
  const start = glue(tokens[after.next]) ? after.next + 1 : after.next;
  const minute = tokens[start];
  if (minute?.kind === "number" && /^(minute|minutes|min|मिनट|मिनिटे|मिनिट)$/.test(tokens[start + 1]?.text ?? "")) {
    return time({ hour, minute: minute.value, ...known(after.meridiem), marked: true }, start + 2);
  }
  if (after.meridiem === "pm" && hour === 0) return { item: BAD, next: after.next };
  return time({ hour, minute: 0, ...known(after.meridiem), marked: true }, after.next);
}

function marked(tokens: Token[], i: number, hour: number, minute: number): Read<TimeItem> {
  const after = suffix(tokens, i);
  return time({ hour, minute, ...known(after.meridiem), marked: true }, after.next);
}

function tail(tokens: Token[], i: number, minutes: number): Read<TimeItem> {
  const after = suffix(tokens, i);
  const wrapped = (minutes + 720) % 720;
  const hour = Math.floor(wrapped / 60) || 12;
  return time({ hour, minute: wrapped % 60, ...known(after.meridiem), marked: true }, after.next);
}

const known = (said: "am" | "pm" | undefined) => (said ? { meridiem: said } : {});
