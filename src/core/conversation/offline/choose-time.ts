import type { Language } from "../../messages/message.ts";
import { sayTime } from "../../messages/say-time.ts";
import { words } from "../../messages/wording.ts";
import { matchSlot, type OfferedSlot } from "./match-slot.ts";
import { after, type NextStep, resultOf, say, sayDone, use } from "./next-step.ts";
import type { TurnSoFar } from "./turn-so-far.ts";
import type { When } from "./when.ts";

export type Offer = { turn: TurnSoFar; timeZone: string; language: Language };

type Known = {
  slots: OfferedSlot[];
  bookings: OfferedSlot[];
  /** Of the bookings, those at a time that casting chose and they have not agreed to. */
  asked: OfferedSlot[];
  invited: boolean;
  /** Declined, and free to change their mind. */
  mayReturn: boolean;
};

/**
 * Takes the slot that was meant, or names the closest; for who is booked already it is a change. A question is answered
 * and no more, and so is a bare "4" to who is booked: it may have meant something else.
 */
export function chooseTime(when: When, offer: Offer, intent: "choose" | "change" | "ask" | "number"): NextStep {
  const text = words(offer.language);
  if (when.impossible) return say(text.impossibleTime());
  if (when.past) return say(text.pastTime());
  return withOffer(offer, (known) => {
    if (intent !== "change" && matchSlot(when, known.bookings, offer.timeZone).exact && isPrecise(when)) {
      return say(resultOf(offer.turn, "show_status")?.said || text.alreadyBooked());
    }
    const match = matchSlot(when, known.slots, offer.timeZone);
    const asks = intent === "ask" || (intent === "number" && known.bookings.length > 0);
    if (match.exact && asks) return offerOne(match.exact, known, offer);
    if (match.exact) return take(match.exact, known, { offer, intent: intent === "change" ? "change" : "choose" });
    if (match.near.length === 0 || match.otherDay) return askForOther(known, offer, when);
    return offerTimes(match.near, offer, match.several || !saysTime(when) ? text.timesLeft : text.noExactTime);
  });
}

const isPrecise = (when: When) => Boolean(when.time || (when.day && !when.range && !when.part));
const saysTime = (when: When) => Boolean(when.time || when.range || when.part || when.day);

/** "Yes", or the number of a time that we named: that time, or the only one on offer; otherwise the times are named again. */
export function takeNamed(offer: Offer, { number }: { number?: number }, otherwise: () => NextStep): NextStep {
  return withOffer(offer, (known) => {
    const places = known.slots
      .map((slot) => ({ slot, at: placeOf(slot, offer) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);
    const slot =
      number === undefined ? only(places.map((one) => one.slot)) : places.at(number > 0 ? number - 1 : number)?.slot;
    const single = number === undefined && known.bookings.length === 0 ? only(known.slots) : undefined;
    const meant = slot ?? single;
    const asked =
      number === undefined && !slot ? only(known.asked.filter((one) => placeOf(one, offer) >= 0)) : undefined;
    if (asked)
      return after(offer.turn, { name: "confirm_booking", input: { bookingId: asked.slotId } }, () =>
        sayDone(offer.turn),
      );
    if (meant) return take(meant, known, { offer, intent: "choose" });
    if (number !== undefined && places.length === 0) return otherwise();
    if (known.bookings.length > 0) return say(resultOf(offer.turn, "show_status")?.said ?? "");
    if (known.slots.length === 0) return askForOther(known, offer);
    const offered = places.length > 0 ? places.map((one) => one.slot) : known.slots;
    return offerTimes(offered.slice(0, 3), offer, words(offer.language).timesLeft);
  });
}

const LANGUAGES: Language[] = ["en", "hi", "mr"];

/** Where we named its time last, in whichever language it was. */
const placeOf = ({ startsAt }: OfferedSlot, { turn, timeZone }: Offer) =>
  Math.max(...LANGUAGES.map((language) => turn.lastSaid.indexOf(sayTime(startsAt, timeZone, language))));

/** Names times and attaches them as choices: a number that answers must mean them, and no older menu. */
function offerTimes(
  slots: OfferedSlot[],
  { turn, timeZone, language }: Offer,
  wording: (facts: { times: string[] }) => string,
): NextStep {
  const offered = turn.done.some((one) => one.name === "list_slots" && Array.isArray((one.input as Listing)?.offer));
  if (!offered) return use("list_slots", { offer: slots.slice(0, 3).map((slot) => slot.slotId) });
  const inOrder = slots.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return say(wording({ times: inOrder.map((slot) => sayTime(slot.startsAt, timeZone, language)) }));
}

/** Of who has a booking and nothing open, it would move that. */
function offerOne(slot: OfferedSlot, known: Known, offer: Offer): NextStep {
  const moves = known.bookings.length > 0 && !known.invited;
  return offerTimes([slot], offer, ({ times }) => words(offer.language).timeFree({ when: times[0] ?? "", moves }));
}

type Listing = { offer?: unknown } | undefined;

const only = <One>(all: One[]): One | undefined => (all.length === 1 ? all[0] : undefined);

function withOffer({ turn }: Offer, go: (known: Known) => NextStep): NextStep {
  const [status, listed] = [resultOf(turn, "show_status"), resultOf(turn, "list_slots")];
  const missing = [...(status ? [] : ["show_status"]), ...(listed ? [] : ["list_slots"])];
  if (!status || !listed) return { use: missing.map((name) => ({ name, input: {} })) };
  if (listed.failed) return sayDone(turn);
  const { bookings, invitations, mayReturn } = status.data;
  return go({
    slots: timesIn(listed.data.slots, "slotId"),
    bookings: timesIn(bookings, "bookingId"),
    asked: timesIn(bookings, "bookingId", ({ asked }) => asked === true),
    invited: Array.isArray(invitations) && invitations.length > 0,
    mayReturn: mayReturn === true,
  });
}

type Listed = Record<string, unknown>;

function timesIn(list: unknown, id: string, which: (one: Listed) => boolean = () => true): OfferedSlot[] {
  return (Array.isArray(list) ? (list as Listed[]) : [])
    .filter((one) => one && which(one))
    .map((one) => ({ slotId: String(one?.[id] ?? ""), startsAt: new Date(String(one?.startsAt ?? "")) }))
    .filter((one) => one.slotId !== "" && !Number.isNaN(one.startsAt.getTime()));
}

function take(
  slot: OfferedSlot,
  known: Known,
  { offer, intent }: { offer: Offer; intent: "choose" | "change" },
): NextStep {
  const moves = known.bookings.length > 0 && (intent === "change" || !known.invited);
  return moves
    ? use("request_change", { slotId: slot.slotId, wish: offer.turn.words.slice(0, 500) })
    : use("hold_slot", { slotId: slot.slotId });
}

/** Nothing on offer comes close: the tool tells what is free, and asks the team when nothing is on a day that suits. */
function askForOther(known: Known, offer: Offer, when?: When): NextStep {
  if (known.slots.length === 0 && known.bookings.length === 0 && !known.invited && !known.mayReturn) {
    return say(words(offer.language).noInvitation());
  }
  return use("request_change", {
    wish: offer.turn.words.slice(0, 500),
    ...(when?.day && { day: when.day }),
    ...(when && when.notDays.length > 0 && { notDays: when.notDays.slice(0, 14) }),
  });
}
