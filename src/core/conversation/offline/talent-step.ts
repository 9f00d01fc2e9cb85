import type { Language } from "../../messages/message.ts";
import { words } from "../../messages/wording.ts";
import { lastDayAway } from "./answer-away.ts";
import { consentAnswer } from "./answer-consent-words.ts";
import { datesAnswer, offerAnswer } from "./answer-dates.ts";
import { askedChild, type ProfileAnswer, profileAnswer } from "./answer-profile.ts";
import { linkIn, tapeAnswer } from "./answer-tape-words.ts";
import { chooseTime, type Offer, takeNamed } from "./choose-time.ts";
import type { Intent } from "./intent.ts";
import { after, type NextStep, resultOf, say, sayDone, use } from "./next-step.ts";
import type { TurnSoFar } from "./turn-so-far.ts";
import { understand } from "./understand.ts";
import { parseWhen, saysWhen } from "./when.ts";

export type Speaking = { now: Date; timeZone: string; language: Language };

/** What the rules do for talent: their own auditions and profile, nothing else. */
export function talentStep(turn: TurnSoFar, speaking: Speaking): NextStep {
  const held = turn.done.findLast((one) => one.name === "hold_slot" && !one.failed);
  if (held)
    return after(turn, { name: "confirm_booking", input: { bookingId: held.data.bookingId } }, () => sayDone(turn));
  const changed = turn.done.some((one) =>
    /^(?:request_change|cancel_booking|hold_slot|update_my_profile|book_out)$/.test(one.name),
  );
  if (changed) return sayDone(turn, words(speaking.language).failedKindly());
  const intent = lastDayAway(turn, speaking) ?? understand(turn.words, { ...speaking, side: "talent" });
  const consent = consentAnswer(turn.words, turn.lastSaid, intent);
  if (consent) return after(turn, { name: "answer_consent", input: { answer: consent } }, () => sayDone(turn));
  const answer = datesAnswer(turn.words, turn.lastSaid, intent);
  if (answer) return after(turn, { name: "answer_hold", input: { answer } }, () => sayDone(turn));
  const offered = offerAnswer(turn.words, turn.lastSaid, intent);
  if (offered) return after(turn, { name: "answer_offer", input: { answer: offered } }, () => sayDone(turn));
  const tape = tapeAnswer(turn.words, turn.lastSaid, intent);
  if (tape) return after(turn, { name: "answer_tape", input: { answer: tape } }, () => sayDone(turn));
  const told = profileAnswer(turn.words, turn.lastSaid, intent);
  if (told) return ofProfile(told, turn, speaking.language);
  const url = linkIn(turn.words);
  const sent = resultOf(turn, "send_tape_link");
  if (url && !sent) return use("send_tape_link", { url });
  if (sent && sent.data.error !== "not_found") return sayDone(turn);
  return ofIntent(intent, { ...turn, done: turn.done.filter((one) => one !== sent) }, speaking);
}

/** An answer to our last question about her profile, or a child's, and on to the next one. */
function ofProfile(told: ProfileAnswer, turn: TurnSoFar, language: Language): NextStep {
  const child = askedChild(turn.lastSaid);
  if ("paused" in told) return say(words(language).profilePaused());
  const childName = child ? { childName: `${child}: ${turn.words.slice(0, 120)}` } : {};
  if ("again" in told) {
    const again = words(language).profileAgain({ fact: told.again });
    return say(child ? `${words(language).profileForChild({ child })} ${again}` : again);
  }
  return use("update_my_profile", { ...told, askNext: true, ...childName });
}

function ofIntent(intent: Intent, turn: TurnSoFar, speaking: Speaking): NextStep {
  const offer: Offer = { turn, ...speaking };
  const wish = { wish: turn.words.slice(0, 500) };
  const named = { childName: turn.words.slice(0, 200) };
  switch (intent.kind) {
    case "time":
      return chooseTime(intent.when, offer, intent.asks ? "ask" : "choose");
    case "reschedule":
      if (!intent.when || !(saysWhen(intent.when) || intent.when.notDays.length > 0))
        return use("request_change", wish);
      return chooseTime(intent.when, offer, "change");
    case "pick":
      return takeNamed(offer, { number: intent.number }, () => {
        const when = parseWhen(String(intent.number), speaking);
        return when.time ? chooseTime(when, offer, "number") : say(words(speaking.language).notUnderstood());
      });
    case "yes":
      return takeNamed(offer, {}, () => sayDone(turn));
    case "cancel":
      return use("cancel_booking", { reason: turn.words.slice(0, 200) });
    case "away":
      return after(turn, { name: "book_out", input: daysOf(intent) }, () => sayDone(turn));
    case "free_again":
      return after(turn, { name: "free_again", input: daysOf(intent) }, ({ data }) =>
        data.changed === false && intent.when ? chooseTime(intent.when, offer, "choose") : sayDone(turn),
      );
    case "profile":
      return use("update_my_profile", { fields: intent.fields, ...(intent.only && { replaceLists: true }), ...named });
    case "build_profile":
      return use("update_my_profile", { askNext: true, ...named });
    case "remove_photo":
      return after(turn, { name: "remove_my_photo", input: named }, () => sayDone(turn));
    case "show_profile":
      return after(turn, { name: "show_my_profile", input: named }, () => sayDone(turn));
    case "where":
    case "when":
    case "status":
      return after(turn, { name: "show_status", input: {} }, () => sayDone(turn));
    case "pass_on":
      return after(turn, { name: "pass_to_team", input: { about: intent.about, text: turn.words.slice(0, 500) } }, () =>
        sayDone(turn),
      );
    case "who":
      return after(turn, { name: "show_status", input: {} }, ({ data }) =>
        say(words(speaking.language).whoWeAre({ house: String(data.house ?? "") })),
      );
    case "about_others":
      return aboutOthers(intent.name, offer);
    default:
      return turn.done.length > 0
        ? sayDone(turn, words(speaking.language).notUnderstood())
        : say(plainAnswer(intent, speaking.language));
  }
}

const daysOf = ({ from, to }: { from: string; to?: string }) => ({ from, ...(to && { to }) });

/** Who writes may ask about herself and her wards by name. */
function aboutOthers(name: string | undefined, { turn, language }: Offer): NextStep {
  if (!name) return say(words(language).aboutOthers());
  return after(turn, { name: "show_status", input: {} }, ({ data }) =>
    answersFor(data.answersFor, name) ? sayDone(turn) : say(words(language).aboutOthers()),
  );
}

const answersFor = (names: unknown, name: string) =>
  Array.isArray(names) && names.some((one) => String(one).toLowerCase().split(/\s+/).includes(name.toLowerCase()));

function plainAnswer(intent: Intent, language: Language): string {
  const text = words(language);
  switch (intent.kind) {
    case "help":
    case "opt_out":
    case "opt_in":
      return text.help();
    case "greeting":
      return text.hello();
    case "thanks":
      return text.welcome();
    case "no":
      return text.noNoted();
    case "later":
      return text.takeYourTime();
    default:
      return text.notUnderstood();
  }
}
