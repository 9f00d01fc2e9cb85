import type { DateTime } from "luxon";
import { type ClockItem, readClock } from "./read-clock.ts";
import { type DayItem, readDay } from "./read-day.ts";
import { type Part, partWord, vocabulary } from "./time-words.ts";
import type { Token } from "./tokens.ts";

/** What one stretch of a message tells of time, or how it bears on the rest. */
export type Item =
  | ClockItem
  | DayItem
  | { type: "part"; part: Part }
  | { type: "not"; where: "ahead" | "behind" | "either" }
  | { type: "break" };
type Placed = { item: Item; at: number; next: number };

const negatesBehind = vocabulary<true>([
  [true, "नहीं नही मत नाही नको जगह बजाय ऐवजी", "nahi nahin nai nhi mat nako naka jagah badle bajay aivaji"],
]);
const negatesAhead = vocabulary<true>([
  [true, "not cant cannot wont except unable dont isnt doesnt couldnt instead neither"],
]);
const engaged = vocabulary<true>([[true, "busy booked unavailable shooting व्यस्त बिजी", "bizi"]]);
/** After "not": what came before is meant. */
const stateWord = vocabulary<true>([
  [true, "possible good ok okay fine available free working work suitable convenient great"],
]);
const breaks = vocabulary<true>([
  [
    true,
    "but however can could shall how what lets let then only works पर लेकिन मगर पण परंतु क्या बल्कि तर तो",
    "par lekin magar pan kya balki tar toh",
  ],
]);

/** The items of a message, in order. */
export function itemise(tokens: Token[], today: DateTime): Placed[] {
  const items: Placed[] = [];
  let at = 0;
  while (at < tokens.length) {
    const read = readDay(tokens, at, today) ?? readClock(tokens, at) ?? readOther(tokens, at);
    if (read) items.push({ item: read.item, at, next: read.next });
    at = read?.next ?? at + 1;
  }
  return items;
}

function readOther(tokens: Token[], at: number): { item: Item; next: number } | undefined {
  const token = tokens[at] as Token;
  const part = partWord(token);
  const next = at + 1;
  if (part && token.text !== "rat") return { item: { type: "part", part }, next };
  if (negatesBehind(token)) return { item: { type: "not", where: "behind" }, next };
  if (engaged(token) || (negatesAhead(token) && stateWord(tokens[next])))
    return { item: { type: "not", where: "either" }, next };
  if (negatesAhead(token) && !(token.text === "instead" && tokens[next]?.text !== "of")) {
    return { item: { type: "not", where: "ahead" }, next };
  }
  if (token.kind === "mark" ? /^[,.!?;।\n]$/.test(token.text) : breaks(token)) return { item: { type: "break" }, next };
  return undefined;
}

const isTold = ({ item }: Placed) => item.type !== "not" && item.type !== "break";

/** Splits what was said into what is wished and what is ruled out, clause by clause. */
export function settleNegations(items: Placed[]): { kept: Item[]; ruledOut: Item[] } {
  const kept: Item[] = [];
  const ruledOut: Item[] = [];
  let clause: Placed[] = [];
  let negated = false;
  const close = () => {
    (negated ? ruledOut : kept).push(...clause.map(({ item }) => item));
    clause = [];
    negated = false;
  };
  items.forEach((placed, index) => {
    const { item, next } = placed;
    if (item.type === "break") close();
    else if (isTold(placed)) clause.push(placed);
    else if (item.type === "not") {
      const gap = isTold(items[index + 1] ?? placed) ? (items[index + 1]?.at ?? 0) - next : Number.POSITIVE_INFINITY;
      if (item.where === "behind" && clause.length === 0 && gap === 0) return;
      if (item.where === "ahead" && gap <= 1) close();
      negated = true;
      if (clause.length > 0) close();
    }
  });
  close();
  return { kept, ruledOut };
}
