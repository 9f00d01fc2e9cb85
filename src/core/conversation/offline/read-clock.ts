import { type Clock, glue, opening, type Read, readTime, type TimeItem, toward } from "./read-time.ts";
import { monthWord, vocabulary } from "./time-words.ts";
import type { Token } from "./tokens.ts";

export type ClockItem =
  | TimeItem
  | { type: "range"; from: Clock; to: Clock }
  | { type: "after"; clock: Clock }
  | { type: "before"; clock: Clock };

const before = vocabulary<true>([[true, "before पहले पूर्वी आधी"]]);
const beforeAfterwards = vocabulary<true>([[true, "पहले पूर्वी आधी", "pehle pahle pahele adhi"]]);
const after = vocabulary<true>([[true, "after"]]);
const afterwards = vocabulary<true>([[true, "onwards बाद नंतर", "baad nantar"]]);
const and = vocabulary<true>([[true, "and और आणि", "aur ani"]]);
const closing = vocabulary<true>([[true, "beech बीच दरम्यान", "bich darmyan"]]);
const move = vocabulary<true>([[true, "move moved change shift reschedule push"]]);
const change = vocabulary<true>([[true, "कर करो करा करें", "kar karo kardo kara kijiye karna"]]);

/** A time, a range or an open range that starts at `i`. */
export function readClock(tokens: Token[], i: number): Read<ClockItem> {
  return readOpen(tokens, i) ?? readRange(tokens, i) ?? readSingle(tokens, i);
}

/** "after 4", "before 5": the word comes first in English. */
function readOpen(tokens: Token[], i: number): Read<ClockItem> {
  const type = after(tokens[i]) ? "after" : before(tokens[i]) ? "before" : undefined;
  if (!type) return undefined;
  const one = readTime(tokens, i + 1);
  return one?.item.type === "time" ? { item: { type, clock: one.item.clock }, next: one.next } : undefined;
}

function readRange(tokens: Token[], i: number): Read<ClockItem> {
  const opened = opening(tokens[i]) === true;
  const first = readTime(tokens, opened ? i + 1 : i);
  if (first?.item.type !== "time") return undefined;
  const link = tokens[first.next];
  const dash = link?.kind === "mark" && /^[-–—~]$/.test(link.text);
  const joins = dash || toward(link) || and(link);
  if (!joins) return undefined;
  const second = readTime(tokens, first.next + 1);
  if (second?.item.type !== "time" || monthWord(tokens[second.next])) return undefined;
  const closed = [0, 1].some((ahead) => closing(tokens[second.next + ahead]));
  if (and(link) && !opened && !closed) return undefined;
  if (beforeAfterwards(tokens[second.next])) return undefined;
  if (moves(tokens, i, second.next)) return second;
  return { item: { type: "range", from: first.item.clock, to: second.item.clock }, next: second.next };
}

/** "Move it from 4 to 5", "4 se 5 kar do": the second is what is wanted. */
function moves(tokens: Token[], from: number, next: number): boolean {
  if (change(tokens[next])) return true;
  return tokens[from]?.text === "from" && tokens.slice(Math.max(0, from - 6), from).some((token) => move(token));
}

/** One time, and the "ke baad" or "se pehle" that may follow it. */
function readSingle(tokens: Token[], i: number): Read<ClockItem> {
  const one = readTime(tokens, i);
  if (one?.item.type !== "time") return one;
  let next = one.next;
  if (glue(tokens[next]) || toward(tokens[next])) next += 1;
  if (afterwards(tokens[next])) return { item: { type: "after", clock: one.item.clock }, next: next + 1 };
  if (beforeAfterwards(tokens[next])) return { item: { type: "before", clock: one.item.clock }, next: next + 1 };
  return one;
}
