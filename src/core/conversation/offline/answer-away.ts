import type { Intent } from "./intent.ts";
import { readSpan } from "./read-span.ts";
import { tokenise } from "./tokens.ts";
import type { TurnSoFar } from "./turn-so-far.ts";
import { understandAway } from "./understand-away.ts";
import type { Clockwork } from "./when.ts";

/** Our question for the last day away, in each language. */
const ASKED = /until which day\?|kis din tak\?|किस दिन तक\?|कोणत्या दिवसापर्यंत\?/u;

/** The end of dates whose beginning was said before, when that is what was asked last; undefined for anything else. */
export function lastDayAway(turn: TurnSoFar, clockwork: Clockwork): Intent | undefined {
  if (!ASKED.test(turn.lastSaid)) return undefined;
  const heard = turn.exchanges.at(-1)?.heard ?? "";
  const begun = understandAway(heard, tokenise(heard), clockwork);
  const span = readSpan(tokenise(turn.words), clockwork);
  const to = span?.to ?? span?.from;
  return begun?.kind === "away" && to && to >= begun.from ? { kind: "away", from: begun.from, to } : undefined;
}
