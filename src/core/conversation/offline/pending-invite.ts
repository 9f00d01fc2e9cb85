import { teamWords } from "../../messages/wording-team.ts";
import type { Intent } from "./intent.ts";
import { numberWord } from "./time-words.ts";
import { tokenise } from "./tokens.ts";
import type { TurnSoFar } from "./turn-so-far.ts";
import { understand } from "./understand.ts";
import { understandInvite } from "./understand-invite.ts";
import { type Clockwork, saysWhen, whenOf } from "./when.ts";

const ASKED = teamWords.inviteNeeds({ missing: [] }).slice(0, 25);
/** Other questions that may come between ours and its answer. */
const ASIDES = 2;
const LONGEST_PLACE = 80;

/** What the team means; an answer to our question about an invitation is read together with the invitation. */
export function understandInContext(turn: TurnSoFar, clockwork: Clockwork): Intent {
  const intent = understand(turn.words, { ...clockwork, side: "team" });
  const pending = pendingInvite(turn);
  if (pending.length === 0 || !/^(?:unknown|search|update|invite|brief|pass)$/.test(intent.kind)) return intent;
  const justAsked = turn.lastSaid.includes(ASKED);
  const { day, from, place, slotMinutes } = understandInvite(turn.words, clockwork);
  if (!justAsked && (intent.kind !== "unknown" || !(day || from || place || slotMinutes))) return intent;
  const answers = [...pending, turn.words];
  const both = understand(answers.join(", "), { ...clockwork, side: "team" });
  if (both.kind !== "invite" || both.place) return both.kind === "invite" ? both : intent;
  const where = answers.slice(1).findLast((answer) => isPlace(answer, clockwork));
  return where ? { ...both, place: where } : both;
}

/** What was said of an invitation that still lacks something, oldest first. */
function pendingInvite({ exchanges }: TurnSoFar): string[] {
  const parts: string[] = [];
  let asides = 0;
  for (const { heard, said } of exchanges.toReversed()) {
    if (said.includes(ASKED)) parts.unshift(heard);
    else if (parts.length > 0 || asides === ASIDES || DRAFTED.test(said)) break;
    else asides += 1;
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
