import { onlyLetsGo } from "../../talent/let-go.ts";
import { languageOfWord } from "../../talent/places.ts";
import { isBrief } from "../../talent/understand-brief.ts";
import { GREETING, HELP, STATUS } from "./common-phrases.ts";
import type { Intent } from "./intent.ts";
import { has, padded, phrases, type Token, tokenise } from "./tokens.ts";
import { understandCasting } from "./understand-casting.ts";
import { understandDay } from "./understand-day.ts";
import { laterRound, understandInvite } from "./understand-invite.ts";
import { understandMore } from "./understand-more.ts";
import { understandOperations } from "./understand-operations.ts";
import { understandPhone } from "./understand-phone.ts";
import { understandProfiles } from "./understand-profiles.ts";
import { askedState, isQuestion } from "./understand-question.ts";
import { isWhole, shortAnswer } from "./understand-talent.ts";
import { understandTapes } from "./understand-tapes.ts";
import { understandWord } from "./understand-word.ts";
import { understandWords } from "./understand-words.ts";
import { type Clockwork, saysWhen, whenOf } from "./when.ts";
import { whom } from "./whom.ts";

const TEAM_STATUS = phrases(
  "how many confirmed, how many booked, how many are coming, how many have, who is coming, who is confirmed, who has confirmed, who has answered, who confirmed, who replied, has anyone, show the schedule, the schedule, progress",
  "kaun aa raha, kaun aa rahi, kaun aa rahe, kitne confirm, kitne log aa, kaun confirm, kahan tak, kya chal raha, kya scene hai, kaun kaun aa, koi jawab, कौन आ रहा, कितने कन्फर्म, कहां तक, कोण येतंय, कोण येणार",
);
const INVITE = phrases(
  "invite, invites, invitation, call them, call her, call him, call everyone, audition them, see them, schedule them, schedule auditions, schedule an audition, set up a session, set a session, session for, session on, book a session, bulao, bula lo, bulaao, bulana, bulaiye, bolva, bolava, बुलाओ, बुला लो, बुलाना, बोलवा, बुलाइए",
);
const SLOTS = phrases(
  "free slots, which slots, slots are free, open slots, what slots, slots left, how many slots, any slots, khaali slot, khaali slots, slots khaali, ख़ाली स्लॉट",
);
const CANCEL = phrases("cancel, cancelled, radd, रद्द, कैंसल, कैंसिल, कॅन्सल");
const NEED = phrases(
  "need, needs, needed, want, wanted, looking for, casting for, casting, cast, require, required, requirement, role, roles, breakdown, brief, character, chahiye, chahie, zarurat, pahije, hava, havi, चाहिए, ज़रूरत, जरूरत, रोल, भूमिका, पाहिजे, हवी, हवा, हवेत",
);
const PERSON = phrases(
  "woman, women, man, men, girl, girls, boy, boys, actor, actors, actress, actresses, female, male, kid, kids, child, children, lady, ladies, dancer, dancers, person, people, talent, talents, artist, artists, aunty, uncle, couple, twins, model, models, cops, doctors, mothers, fathers, hosts, cop, mother, father, grandmother, grandfather, host, anchor",
  "ladki, ladkiyan, ladka, ladke, aurat, auratein, aadmi, mahila, bachcha, bachche, bacche, kalakar, mulgi, mulgee, mulga, bai, purush, stri",
  "लड़की, लड़कियां, लड़का, लड़के, औरत, औरतें, आदमी, महिला, महिलाएं, कलाकार, बच्चा, बच्चे, मुलगी, मुली, मुलगा, मुले, स्त्री, पुरुष, अभिनेत्री, अभिनेता",
);
const SEARCH = phrases(
  "find, search, search for, show me, show, look for, looking, any, anyone, anybody, who can, who speaks, do we have, is there, are there, koi, dikhao, dhundo, dhoondo, khojo, दिखाओ, ढूंढो, खोजो, कोई, शोधा, दाखवा",
);

const SELECT =
  /^\W*(?:please\s+)?(?:select|shortlist|pick|choose|keep|take|i like|go with|lock|chuno|chun lo|le lo|चुनो|चुनें|निवडा)\s+(.+)$/isu;
const PASS =
  /^\W*(?:please\s+)?(?:pass(?: on)?|reject|drop|skip|remove|not(?!\s+(?:before|after|until|till|on|at|this|that)\b)|hatao|hata do|हटाओ|काढा)\s+(.+)$/isu;
const UPDATE =
  /^\W*(?:no|nope|nahi|nahin|नहीं|नाही|actually|sorry|correction|change|make it|make that|make them|instead|also|only|but|rather|and also|update|set)\b[\s,:-]*(\S.+)$/isu;

const CALENDAR_FEED =
  /^.{0,40}\bcalend[ae]r (?:feed|subscription)\b|^.{0,30}\b(?:feed|subscribe)\b.{0,30}\bcalend[ae]r\b/iu;
const CONNECT_CALENDAR =
  /^.{0,40}\b(?:re-?connect|connect|link|sync|jod(?:o|na|iye)?)\b.{0,30}\bcalend[ae]r\b|^.{0,30}\bcalend[ae]r\b.{0,12}\b(?:re-?connect|connect|link|sync|jod(?:o|na|iye)?)\b/iu;

/** "Open the office", "send me the page link", "office page kholo", "sign me in". */
const OFFICE =
  /^\W*(?:(?:please|pls|can you|could you|open|show|send|give|get|share|me|us|i need|i want|a|an|the|my|our|link|sign|log|in|to|for)[\s-]+){0,8}(?:(?:office|castmatch)(?:['’]s)?[\s-]?(?:web[\s-]?)?(?:page|link)?|web[\s-]?page|page|sign[\s-]?in|log[\s-]?in)(?:\s(?:page|link|please|pls|kholo|khol do|chahiye|dikhao|bhejo|bhej do|do|ka link|for me|as me|for us))*\W*$|^\W*(?:please\s)?(?:sign|log) me in\W*$/iu;

/** What someone of the casting team means. */
export function understandTeam(text: string, tokens: Token[], clockwork: Clockwork): Intent {
  const said = padded(tokens);
  if (isWhole(said, HELP)) return { kind: "help" };
  const casting =
    understandPhone(text, clockwork) ??
    understandWords(text) ??
    understandTapes(text, clockwork) ??
    understandOperations(text, clockwork) ??
    understandCasting(text, clockwork) ??
    understandDay(text, clockwork) ??
    understandProfiles(text) ??
    understandWord(text);
  if (casting) return casting;
  if (onlyLetsGo(text)) return { kind: "update", change: text.trim() };
  if (CALENDAR_FEED.test(text)) return { kind: "calendar_feed" };
  if (CONNECT_CALENDAR.test(text)) return { kind: "connect_calendar" };
  if (OFFICE.test(text)) return { kind: "open_office" };
  const short = shortAnswer(tokens.slice(0, 12));
  if (short && (tokens.length <= 3 || isWhole(said, GREETING))) return short;
  const state = askedState(text);
  if (state) return state;
  if ((has(said, STATUS) || has(said, TEAM_STATUS)) && !isLong(tokens)) return { kind: "status" };
  if (has(said, CANCEL) && !isLong(tokens)) return cancelled(text);
  return (
    chosen("select", SELECT.exec(text)?.[1]) ??
    chosen("pass", PASS.exec(text)?.[1]) ??
    ofSession(text, tokens, clockwork) ??
    ofRole(text, tokens, clockwork) ??
    short ?? { kind: "unknown" }
  );
}

const isLong = (tokens: Token[]) => tokens.length > 25;

function ofSession(text: string, tokens: Token[], clockwork: Clockwork): Intent | undefined {
  const said = padded(tokens);
  const clock = whenOf(tokens, clockwork);
  if (laterRound(text) && (CALLS.test(text) || clock.day || clock.range))
    return { kind: "invite", ...understandInvite(text, clockwork) };
  // Hours can look like ages to the reader of briefs: "between 2 and 6" counts as a brief only when somebody is needed.
  if (has(said, INVITE) && !(has(said, NEED) && asksForPeople(text, tokens, clockwork)))
    return { kind: "invite", ...understandInvite(text, clockwork) };
  if (has(said, SLOTS)) return { kind: "slots" };
  if (MOVES.test(text) && (clock.time || clock.day)) return { kind: "move" };
  const more = understandMore(text, tokens);
  if (more) return more;
  return saysWhen(clock) && clock.range && clock.day && !asksForPeople(text, tokens, clockwork)
    ? { kind: "invite", ...understandInvite(text, clockwork) }
    : undefined;
}

const CALLS =
  /^\W*(?:(?:please|can you|could you|let['’]?s|let us|we want to|i want to|set up|schedule|arrange|do|hold)\s)*(?:an?\s|the\s)?(?:call|re-?call|screen[\s-]?test|invite)/iu;
const MOVES = /^\W*(?:please\s|can you\s)?(?:move|shift|reschedule|postpone|prepone)\s\p{L}/iu;
const PROFILES = [
  /^\W*(?:(?:please|can you|show|see|open|get|give|find|me|us|the)\s){1,5}((?:\p{L}[\p{L}\p{M}.-]*\s?){1,3}?)['’]s\s(?:profile|details|card|page)\b/iu,
  /\b(?:profile|details|card) of\s((?:\p{Lu}[\p{L}\p{M}.'-]*\s?){1,4})/u,
  /^\W*[Ww]ho is\s((?:\p{Lu}[\p{L}\p{M}.'-]*\s?){1,4})\W*$/u,
];

function profileOf(text: string): string | undefined {
  if (text.length > 120) return undefined;
  return PROFILES.map((form) => form.exec(text)?.[1]?.trim()).find(Boolean);
}

function ofRole(text: string, tokens: Token[], clockwork: Clockwork): Intent | undefined {
  const name = profileOf(text);
  if (name) return { kind: "search", query: text.trim(), name };
  if (isQuestion(text)) {
    const asks = has(padded(tokens), SEARCH) || has(padded(tokens), PERSON) || isBrief(text, clockwork);
    return asks && tokens.length > 1 ? { kind: "search", query: text.trim() } : undefined;
  }
  const change = UPDATE.exec(text)?.[1] ?? PASS.exec(text)?.[1];
  const restated =
    tokens.length <= 12 &&
    (namesLanguage(tokens, text) || NARROWS.test(text) || (ROLE_FACT.test(text) && RESTATED.test(text)))
      ? text
      : undefined;
  if ((change ?? restated) && !isLong(tokens)) return { kind: "update", change: text.trim() };
  const said = padded(tokens);
  const search: Intent | undefined =
    tokens.length > 1 && has(said, SEARCH) ? { kind: "search", query: text.trim() } : undefined;
  if (search && !has(said, NEED)) return search;
  return asksForPeople(text, tokens, clockwork) ? { kind: "brief" } : search;
}

/** Asks for people to cast: somebody is needed and it says who, or it names enough of a role. */
function asksForPeople(text: string, tokens: Token[], clockwork: Clockwork): boolean {
  const said = padded(tokens);
  return (tokens.length >= 3 && has(said, NEED) && has(said, PERSON)) || isBrief(text, clockwork);
}

/** Facts of a role rather than people: "drop the age limit" corrects the brief. */
const ROLE_FACT =
  /\b(?:age|height|rate|budget|fees?|languages?|city|union|dates?|shoot|experience|headcount|skills?|usage|exclusivity)\b/iu;
/** "budget 25k", "she should also speak Hindi", "thoda younger, 38-42". */
const NARROWS =
  /^\W*(?:the\s)?(?:usage|exclusivity|union|project|(?:production )?house)\s{0,2}(?::|is\s)|^\W*(?:(?:the|max|new)\s)?(?:budget|rate|fees?|age|height)\s.{0,12}\d|\b(?:she|he|they)\s(?:should|must|also|has to|have to|can be)\b|^\W*(?:(?:thoda|thodi|a bit|a little|slightly|little)\s)?(?:younger|older|taller|shorter)\b/iu;
const ALSO = /\b(?:fine|ok|okay|works|too|also|bhi|chalega|chalegi|chalel)\b/iu;
/** "Hindi is fine too". */
const namesLanguage = (tokens: Token[], text: string) =>
  ALSO.test(text) && tokens.some((token) => token.kind === "word" && languageOfWord(token.text) !== undefined);
const RESTATED = /\b(?:is|should be|to|now|can be|must be|will be|kar do|karo|rakho)\b/iu;

function chosen(kind: "select" | "pass", rest: string | undefined): Intent | undefined {
  if (!rest || rest.length > 300 || ROLE_FACT.test(rest) || has(padded(tokenise(rest)), PERSON)) return undefined;
  return { kind, ...whom(rest) };
}

/** "cancel Asha's booking", "Asha ka audition cancel karo". */
function cancelled(text: string): Intent {
  const name = text
    .replace(/['’]s\b/gu, "")
    .replace(
      /\b(?:please|pls|cancel(?:led)?|the|booking|audition|slot|appointment|of|for|with|ka|ki|ke|ko|karo|kar|do|kardo|radd|can|you|we)\b|रद्द|कैंसल|कैंसिल|कॅन्सल|का|की|को|करो|कर|दो|करा|ऑडिशन|बुकिंग/giu,
      " ",
    )
    .replace(/[^\p{L}\p{M}.' -]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return name.length > 1 && name.split(" ").length <= 4 ? { kind: "cancel", name } : { kind: "cancel" };
}
