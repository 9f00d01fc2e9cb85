import type { Draft } from "../messages/draft.ts";
import type { Language } from "../messages/message.ts";
import { sayTime } from "../messages/say-time.ts";
import { words } from "../messages/wording.ts";
import type { FreeSlot } from "./list-slots.ts";
import type { Session } from "./read-session.ts";

type About = {
  session: Session;
  language: Language;
  /** The minor's first name. */
  child: string;
  talentId: string;
  invitationId: string;
  slot: FreeSlot;
  until: Date;
};

/** What a guardian reads who has not consented when a time is kept for the child: the question for consent, before any other. */
export function consentFirstDraft({ session, language, child, slot, until, ...ids }: About): Draft {
  const { role, place, round, timeZone } = session;
  const say = words(language);
  const [when, end] = [slot.startsAt, until].map((at) => sayTime(at, timeZone, language)) as [string, string];
  const offer = say.placeForChild({ round, house: session.house ?? "", child, role, when, place, until: end });
  const text = `${offer}\n\n${say.consentAsked({ child })}`;
  const choice = (label: string, answer: "yes" | "no") => ({
    label,
    verb: "answer_consent" as const,
    args: { answer, ...ids },
    singleUse: false,
    expiresAt: until,
  });
  return {
    blocks: [{ type: "text", text }],
    template: { name: "notice", language, variables: [text.replace(/\s+/g, " ")] },
    choices: [choice(say.consentLabel(), "yes"), choice(say.noConsentLabel(), "no")],
  };
}
