import { readSpan, type Span } from "./read-span.ts";
import { CANCEL, CANNOT, CHANGE } from "./talent-phrases.ts";
import { has, padded, phrases, type Token } from "./tokens.ts";
import { type Clockwork, type When, whenOf } from "./when.ts";

/** Dates away, or free again; `when` is what it says if she is not away then at all. */
export type AwayIntent = ({ kind: "away" } & Span) | ({ kind: "free_again"; when?: When } & Span);

const AWAY = phrases(
  "on shoot, on a shoot, shooting, out of town, out of station, outstation, out of mumbai, not in town, not in mumbai, travelling, traveling, on leave, on vacation, on holiday, abroad, i am away, im away, be away, away from, away on, away till, away until",
  "shoot pe, shoot par, shooting pe, shooting par, shoot hai, shoot chal, bahar hoon, bahar hu, bahar hun, bahar rahungi, bahar rahunga, bahar ja, gaon ja, gaon mein, chutti pe, chutti par, mumbai se bahar, mumbai mein nahi",
  "shootla, shoot la, shoot var, shootvar, baher ahe, baher aahe, bahergavi, gavi jat, gavi ahe, suttivar, sutti var",
  "शूट पर, शूटिंग पर, शूट है, शूटिंग है, बाहर हूं, बाहर रहूंगी, बाहर रहूंगा, बाहर जा, छुट्टी पर, गांव जा, शूटला, शूटवर, शूटिंगला, शूट आहे, शूटिंग आहे, बाहेर आहे, बाहेरगावी, गावी जात, सुट्टीवर",
);
const BOOK_OUT = phrases("book out, book me out, booking out, bookout, book outs, book karo out");
/** Said of one day these answer an invitation; of several they are dates away. */
const ENGAGED = phrases(
  "not available, unavailable, not free, busy, booked, available nahi, free nahi, khaali nahi, busy hoon, busy hu, vyast",
  "उपलब्ध नहीं, फ्री नहीं, खाली नहीं, व्यस्त, बिजी, उपलब्ध नाही, मोकळी नाही, मोकळा नाही, mokli nahi, mokla nahi, upalabdh nahi",
);
const FREE_AGAIN = phrases(
  "free again, available again, back again, i am back, im back, am back, be back, back from, back on, back in town, no longer away, not away, remove my book out, remove book out, cancel my book out, cancel book out, delete my book out, book out hatao, book out hata, book out cancel, shoot cancel, shoot is cancelled, shoot got cancelled",
  "phir se free, phirse free, fir se free, wapas free, vapas free, wapas aa, vapas aa, parat free, parat mokli, parat mokla, parat yet",
  "फिर से फ्री, फिर से खाली, वापस आ, परत मोकळी, परत मोकळा, परत येत, शूट रद्द, शूट कैंसल",
);
const FREE_FROM = phrases(
  "free from, available from, se free, se available, se khaali, se khali, pasun free, pasun mokli, pasun mokla, pasun available",
  "से फ्री, से खाली, से उपलब्ध, पासून मोकळी, पासून मोकळा, पासून फ्री, पासून उपलब्ध",
);
const CLOCK = /(?:\d\s*(?:am|pm)\b|\bbaje\b|\bbje\b|\bvajta\b|बजे|वाजता|\d:\d)/u;

/** What a talent says of dates on which she is away; undefined for anything else. A question is none. */
export function understandAway(text: string, tokens: Token[], clockwork: Clockwork): AwayIntent | undefined {
  if (text.length > 400 || /[?？]/.test(text) || CLOCK.test(text.toLowerCase())) return undefined;
  const said = padded(tokens);
  const again = has(said, FREE_AGAIN);
  if (again || has(said, FREE_FROM)) return freeAgain(tokens, clockwork, again);
  const plainly = has(said, BOOK_OUT);
  // "I am out" is a refusal, "I am out of town" is none.
  const refuses = has(said.replaceAll(" out of ", " away "), CANNOT);
  if (!plainly && (refuses || has(said, CHANGE) || has(said, CANCEL))) return undefined;
  const engaged = has(said, ENGAGED);
  if (!plainly && !engaged && !has(said, AWAY)) return undefined;
  const span = readSpan(tokens, clockwork);
  if (!span) return undefined;
  // One day that is ruled out answers an invitation.
  const answers = engaged || whenOf(tokens, clockwork).notDays.length > 0;
  if (answers && !plainly && span.from === span.to) return undefined;
  return { kind: "away", ...span };
}

function freeAgain(tokens: Token[], clockwork: Clockwork, again: boolean): AwayIntent | undefined {
  const span = readSpan(tokens, clockwork);
  if (!span && !again) return undefined;
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: clockwork.timeZone }).format(clockwork.now);
  const when = whenOf(tokens, clockwork);
  // One day is when it begins: "back on Monday".
  const from = span?.from ?? today;
  const to = span?.to && span.to !== from ? span.to : undefined;
  return { kind: "free_again", from, ...(to && { to }), ...(when.day && { when }) };
}
