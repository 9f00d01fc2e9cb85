import type { Draft, DraftChoice } from "../messages/draft.ts";
import type { Language } from "../messages/message.ts";
import { sayDay, sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import { firstName } from "../people/open-conversation.ts";
import { eachTime } from "./each-time.ts";
import type { FreeSlot } from "./list-slots.ts";
import type { Session } from "./read-session.ts";

type About = {
  session: Session;
  language: Language;
  /** Who reads it; `child` is whose audition it is when a guardian does. */
  name: string;
  child?: string | undefined;
  slots: FreeSlot[];
  zone: string;
  invitationId?: string;
  /** It cannot be answered where it is read: no choices, somebody calls. */
  oneWay?: boolean;
  /** Until when the first of the times is kept for her. */
  until?: Date | undefined;
};

/** The invitation one talent reads: who asks, for what, where, and up to three times to choose from. */
export function invitationDraft({ session, language, name, child, slots, invitationId, oneWay, until }: About): Draft {
  const { role, place, timeZone } = session;
  const facts = {
    name: firstName(name),
    child,
    role,
    round: session.round,
    project: session.project ?? "",
    house: session.house ?? "",
    place,
    day: sayDay(session.startsAt, timeZone, language),
    slots: slots.map((slot) => sayTime(slot.startsAt, timeZone, language)),
  };
  if (oneWay) return { blocks: [{ type: "text", text: words(language).invitationByCall(facts) }] };
  const kept = until && words(language).keptUntil({ until: sayTime(until, timeZone, language) });
  const variables = words(language).invitationVariables(facts);
  return {
    blocks: [{ type: "text", text: [words(language).invitation(facts), ...(kept ? [kept] : [])].join("\n") }],
    template: { name: "invitation", language, variables: kept ? withLast(variables, kept) : variables },
    ...(invitationId && { choices: invitationChoices({ slots, language, timeZone, invitationId }) }),
  };
}

/** The times are the last variable of the template. */
const withLast = (variables: string[], more: string) => variables.with(-1, `${variables.at(-1)}. ${more}`);

type Choosing = { slots: FreeSlot[]; language: Language; timeZone: string; invitationId: string };

/** Up to three times and "another time"; taking one uses up the others. */
export function invitationChoices({ slots, language, timeZone, invitationId }: Choosing): DraftChoice[] {
  return [
    ...slots.map((slot) => ({
      label: sayShort(slot.startsAt, timeZone),
      description: sayTime(slot.startsAt, timeZone, language),
      verb: "pick_slot" as const,
      args: { invitationId, slotId: slot.slotId },
      singleUse: false,
      expiresAt: slot.startsAt,
    })),
    {
      label: words(language).otherTimeLabel(),
      verb: "other_time" as const,
      args: { invitationId },
      singleUse: false,
    },
  ];
}

/** "Fri 27 Nov, 5:00 pm": fits WhatsApp's 20 characters. */
export function sayShort(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
    hour12: true,
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("weekday")} ${part("day")} ${part("month")}, ${part("hour")}:${part("minute")} ${part("dayPeriod").toLowerCase()}`;
}

/** Three times spread over what is free; `turn` shifts the start so that not everyone is shown the same three. */
export function spread(free: FreeSlot[], turn: number): FreeSlot[] {
  const slots = eachTime(free);
  if (slots.length <= 3) return slots;
  const step = Math.floor(slots.length / 3);
  const first = turn % step;
  return [0, 1, 2].map((index) => slots[first + index * step] as FreeSlot);
}
