import { type Casting, tool } from "./casting-form.ts";
import { numberWord } from "./time-words.ts";
import { tokenise } from "./tokens.ts";
import { type Clockwork, whenOf } from "./when.ts";

const LONGEST = 200;
const POLITE =
  "^[^\\p{L}]*(?:(?:please|pls|kindly|ok(?:ay)?|can|could|you|we|let['’]?s|let|us|need|want|have|to|must|should|i|bhai|zara)\\s+)*";
/** The session as a whole, never one person's: "Friday's session", "the auditions on Friday". */
const SESSION =
  "(?:the\\s+|our\\s+|this\\s+|that\\s+|whole\\s+|entire\\s+|all\\s+|(?:of\\s+))*(?<day>[^,;]{0,40}?)(?:['’]s)?\\s*(?:ka\\s+|ke\\s+|wala\\s+|wale\\s+|का\\s+|के\\s+)?(?:whole\\s+|entire\\s+|poora\\s+|poore\\s+)?(?:(?:audition|casting|callback|test|screen[ -]test)\\s+)?(?:sessions?|auditions|callbacks|recalls|screen[ -]tests|सेशन|सत्र)(?:\\s+(?:on|of|for)\\s+(?<on>[^,;]{1,30}?))?";

const MOVE = new RegExp(
  `${POLITE}(?<verb>move|shift|re-?schedule|postpone|prepone|pre-pone|push(?:\\s+(?:back|out))?|bring\\s+forward|advance|delay|put\\s+off)\\s+${SESSION}\\s+(?<how>(?:to|by|back|forward|in|into|until|till|for|an?\\b|half|one|two|\\d|later|earlier|ahead)(?:\\s|(?<=\\d)).{1,90})$`,
  "iu",
);
const MOVE_HINGLISH = new RegExp(
  `^[^\\p{L}]*${SESSION}\\s+(?:ko\\s+|को\\s+)?(?<how>.{1,60}?)\\s+(?:ko\\s+|par\\s+|pe\\s+|mein\\s+|को\\s+|पर\\s+)?(?:shift|move|postpone|prepone|kar|karo|kardo|rakho|rakh|le|badhao|badha|khiska|khiskao|शिफ़्ट|शिफ्ट|करो|कर|रखो|बढ़ाओ)(?:\\s+(?:kar|karo|kardo|kijiye|do|dijiye|jao|lo|करो|कर|दो))*\\W*$`,
  "iu",
);
const OFF = new RegExp(
  `${POLITE}(?:call(?:ed|ing)?\\s+off|cancel(?:led|ling)?|scrap|abandon|drop)\\s+${SESSION}(?:\\s*(?:,|;|:|-|–|because(?:\\s+of)?|as|since|due\\s+to|kyunki|kyonki)\\s*(?<why>.{2,200}?))?\\W*$`,
  "iu",
);
const OFF_HINGLISH = new RegExp(
  `^[^\\p{L}]*${SESSION}\\s+(?:cancel|radd|call\\s+off|रद्द|कैंसल|कैंसिल)(?:\\s+(?:kar|karo|kardo|kijiye|do|dijiye|hai|करो|कर|दो|करा))*(?:\\s*(?:,|;|:|-|–|because|kyunki|kyonki|क्योंकि)\\s*(?<why>.{2,200}?))?\\W*$`,
  "iu",
);

const AGAIN =
  /^[^\p{L}]*(?:yes\W+|please\W+)*(?:offer|give|find|send)\s+(?:them|everyone|everybody|all|all of them)\s+(?:some\s+)?(?:new|other|another|different)\s+(?:times?|dates?|slots?|days?)\W*$/iu;

const AMOUNT =
  /(?<count>half\s+an?|an?|one\s+and\s+a\s+half|dedh|aadha|one|two|three|four|five|ek|do|teen|\d{1,3}(?:\.\d)?|एक|दो)\s*(?<unit>hours?|hrs?|h(?![\p{L}])|minutes?|mins?|ghant[aeo]n?|घंट[ाे]|मिनट)/iu;
const EARLIER = /\b(?:earlier|before|forward|ahead of time|pehle|jaldi|prepone|pre-pone|advance)\b|पहले/iu;
const NAMED =
  /(?:.*\b(?:to|at|in|into)\s+|^)(?:the\s+|our\s+)?(?<place>\p{L}[\p{L}\p{M} .'’&-]{0,60}?\s*(?:studios?|office|hall|stage|theatre|theater|floor|house|bungalow|स्टूडियो|स्टुडिओ|ऑफिस)(?:\s+(?:no\.?\s*)?(?:\p{L}|\d{1,2})(?![\p{L}\p{N}]))?)/iu;
const ROOM = /(?:^|\b(?:to|in|into)\s+)(?:the\s+)?(?<room>room\s+[\p{L}\p{N}]{1,12})/iu;
const SAME =
  /[,;]?\s*\b(?:at\s+)?(?:the\s+)?same\s+(?:times?|hours?|slots?|place|studio|timings?)\b|[,;]?\s*\b(?:please|instead)\b/giu;

/** "move Friday's session to Saturday", "push the session by an hour", "call off tomorrow's session because the room is gone". */
export function understandMove(text: string, clockwork: Clockwork): Casting | undefined {
  const said = text.trim();
  if (said.length > LONGEST) return undefined;
  if (AGAIN.test(said)) return tool("offer_new_times", {});
  return calledOff(said, clockwork) ?? moved(said, clockwork);
}

/** Which session, where a day is told; undefined where other words stand there: "cancel Asha's audition session". */
function which(
  groups: Record<string, string | undefined>,
  clockwork: Clockwork,
): { day?: string; weekday?: number } | undefined {
  const told = (groups.day || groups.on)?.replace(/^(?:the|our|this|whole|entire|all|of)\s+/iu, "").trim();
  if (!told) return {};
  const { day, weekday } = whenOf(tokenise(told), clockwork);
  if (weekday) return { weekday };
  return day ? { day } : undefined;
}

function calledOff(said: string, clockwork: Clockwork): Casting | undefined {
  const groups = (OFF.exec(said) ?? OFF_HINGLISH.exec(said))?.groups;
  const session = groups && which(groups, clockwork);
  if (!session) return undefined;
  const reason = groups.why?.trim();
  return tool("call_off_session", { ...session, ...(reason && { reason }) });
}

function moved(said: string, clockwork: Clockwork): Casting | undefined {
  const groups = (MOVE.exec(said) ?? MOVE_HINGLISH.exec(said))?.groups;
  const session = groups && which(groups, clockwork);
  if (!groups?.how || !session) return undefined;
  const to = howIn(groups.how, { earlier: EARLIER.test(`${groups.verb ?? ""} ${groups.how}`), clockwork });
  return to && tool("move_session", { ...session, ...to });
}

type Moving = { earlier: boolean; clockwork: Clockwork };

function howIn(how: string, { earlier, clockwork }: Moving): Record<string, unknown> | undefined {
  let rest = how.replace(SAME, " ").trim();
  const amount = AMOUNT.exec(rest)?.groups;
  if (amount) return { byMinutes: minutesOf(amount) * (earlier ? -1 : 1) };
  const room = ROOM.exec(rest)?.groups?.room;
  if (room) rest = rest.replace(room, " ");
  const place = room ? undefined : NAMED.exec(rest)?.groups?.place?.trim();
  if (place) rest = rest.replace(place, " ");
  const when = whenOf(tokenise(rest), clockwork);
  const begins = when.time ?? when.range?.from;
  const two = (value: number) => String(value).padStart(2, "0");
  const to = {
    ...(when.weekday ? { toWeekday: when.weekday } : when.day && { toDay: when.day }),
    ...(begins && { from: `${two(begins.hour)}:${two(begins.minute)}` }),
    ...(place && { place }),
    ...(room && { room }),
  };
  if (Object.keys(to).length > 0) return to;
  const other = /^(?:to|in|into|at)\s+(?:the\s+|our\s+)?(?<place>\p{L}[\p{L}\p{M}\p{N} .'’&-]{1,60})$/u.exec(rest)
    ?.groups?.place;
  return other ? { place: other } : undefined;
}

function minutesOf({ count = "", unit = "" }: Record<string, string | undefined>): number {
  const word = count.toLowerCase();
  const many = /^(?:half|aadha)/u.test(word)
    ? 0.5
    : /^(?:one and|dedh)/u.test(word)
      ? 1.5
      : /^an?$/u.test(word)
        ? 1
        : (numberWord(tokenise(word)[0]) ?? Number(word));
  return Math.round(many * (/^(?:m|मि)/iu.test(unit) ? 1 : 60));
}
