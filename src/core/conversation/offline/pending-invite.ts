import { teamWords } from "../../messages/wording-team.ts";
import type { Intent } from "./intent.ts";
import { numberWord } from "./time-words.ts";
import { tokenise } from "./tokens.ts";
import type { TurnSoFar } from "./turn-so-far.ts";
import { understand } from "./understand.ts";
import { understandInvite } from "./understand-invite.ts";
import { type Clockwork, saysWhen, whenOf } from "./when.ts";

const ASKED = teamWords.inviteNeeds({ missing: [] }).slice(0, 25);
/** The session is there, and there was nobody to invite to it yet. */
const SET = "The session is set";
const PICKED = /^(?:Selected|Passed)\b/;
/** Other questions that may come between ours and its answer. */
const ASIDES = 2;
const LONGEST_PLACE = 80;
const LONGEST_CORRECTION = 120;
const DECIDED = /^(?:Sent|Discarded|Invited|Here is the role)|invitations? (?:is|are|was|were) sent|discarded/imu;

/** What the team means; an answer to our question about an invitation is read together with the invitation. */
export function understandInContext(turn: TurnSoFar, clockwork: Clockwork): Intent {
  const intent = understand(turn.words, { ...clockwork, side: "team" });
  const corrected = correctedDraft(turn, intent, clockwork);
  if (corrected) return corrected;
  const pending = pendingInvite(turn.exchanges);
  if (pending.length === 0 || !/^(?:unknown|search|update|invite|brief|pass)$/.test(intent.kind)) return intent;
  const justAsked = turn.lastSaid.includes(ASKED);
  const { day, from, place, slotMinutes, layout, round } = understandInvite(turn.words, clockwork);
  const says = day || from || place || slotMinutes || layout;
  const again = intent.kind === "invite" && !says && !round;
  if (!justAsked && !again && (intent.kind !== "unknown" || !says)) return intent;
  const together = togetherRead([...pending, turn.words], clockwork);
  if (!together) return intent;
  return intent.kind === "invite" && intent.who ? { ...together, who: intent.who } : together;
}

function togetherRead(answers: string[], clockwork: Clockwork): Invite | undefined {
  const both = understand(answers.join(", "), { ...clockwork, side: "team" });
  if (both.kind !== "invite") return undefined;
  const where = both.place ?? answers.slice(1).findLast((answer) => isPlace(answer, clockwork));
  return where ? { ...both, place: where } : both;
}

/** Another day, hours or length for the session whose draft waits. */
function correctedDraft({ exchanges, words }: TurnSoFar, intent: Intent, clockwork: Clockwork): Intent | undefined {
  if (!/^(?:unknown|update|invite)$/.test(intent.kind) || words.length > LONGEST_CORRECTION) return undefined;
  const drafted = exchanges.findLastIndex(({ said }) => DRAFTED.test(said));
  if (drafted < 0 || exchanges.length - drafted > ASIDES + 1) return undefined;
  if (exchanges.slice(drafted + 1).some(({ said }) => DECIDED.test(said))) return undefined;
  const { day, to, slotMinutes, bad, who, layout } = understandInvite(words, clockwork);
  if (who || !(day || to || slotMinutes || bad || layout)) return undefined;
  const before = draftedAt(exchanges.slice(0, drafted + 1), clockwork);
  return before && { ...overlaid(before, words, clockwork), corrects: true };
}

type Invite = Intent & { kind: "invite" };

/** The invitation that the last of these exchanges drafted, with the corrections that led to it. */
function draftedAt(exchanges: TurnSoFar["exchanges"], clockwork: Clockwork): Invite | undefined {
  const last = exchanges.at(-1);
  if (!last || !DRAFTED.test(last.said)) return undefined;
  const whole = togetherRead([...pendingInvite(exchanges.slice(0, -1)), last.heard], clockwork);
  if (whole?.day && whole.to && whole.place) return whole;
  const earlier = exchanges.slice(
    0,
    exchanges.findLastIndex(({ said }, at) => at < exchanges.length - 1 && DRAFTED.test(said)) + 1,
  );
  const before = draftedAt(earlier, clockwork);
  return before && overlaid(before, last.heard, clockwork);
}

function overlaid(before: Invite, words: string, clockwork: Clockwork): Invite {
  const { day, from, to, slotMinutes, place, bad, layout } = understandInvite(words, clockwork);
  return {
    ...before,
    ...defined({ day, slotMinutes, place, bad }),
    ...(to && defined({ from, to })),
    ...((before.layout || layout) && { layout: { ...before.layout, ...layout } }),
  };
}

const defined = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]?: NonNullable<Fields[Key]>;
  };

/** What was said of an invitation that still lacks something, oldest first. */
function pendingInvite(exchanges: TurnSoFar["exchanges"]): string[] {
  const parts: string[] = [];
  let asides = 0;
  for (const { heard, said } of exchanges.toReversed()) {
    if (said.includes(ASKED) || said.includes(SET)) parts.unshift(heard);
    else if (parts.length > 0 || asides === ASIDES || DRAFTED.test(said)) break;
    else if (!PICKED.test(said)) asides += 1;
  }
  return parts;
}

const DRAFTED = /Nothing is sent until you press Approve/;
const LINKS = /^(?:between|and|to|from|se|pm|am|baje|tak|से|तक|बजे|ते|वाजता|the|of|at)$/;

/** Words that name a place because they name nothing else: no day, no hours, no numbers alone. */
function isPlace(text: string, clockwork: Clockwork): boolean {
  const tokens = tokenise(text);
  if (text.length > LONGEST_PLACE || saysWhen(whenOf(tokens, clockwork))) return false;
  if (understand(text, { ...clockwork, side: "team" }).kind !== "unknown") return false;
  return tokens.some((token) => token.kind === "word" && !LINKS.test(token.text) && numberWord(token) === undefined);
}
