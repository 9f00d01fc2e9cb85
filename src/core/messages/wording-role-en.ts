import { type ForChild, forChild } from "./wording-facts.ts";

export type HoldFacts = ForChild & {
  kind: "avail_check" | "first_refusal" | "pin" | "hold";
  name: string;
  role: string;
  /** Empty when not known. */
  house: string;
  dates: string;
  until: string;
};
export type DatesFacts = ForChild & { role: string; dates: string };
export type OfferFacts = DatesFacts & {
  name: string;
  house: string;
  rate: string;
  usage: string;
  exclusivity: string;
  until: string;
};
export type DealFacts = DatesFacts & { house: string; rate: string; usage: string; exclusivity: string };
export type CallFacts = ForChild & { role: string; when: string; place: string; contact: string };
export type ClosingFacts = ForChild & { name: string; role: string };
/** `text` is the team's own; `answerable`: an answer to it reaches us. */
export type WordFacts = ForChild & { name: string; role: string; text: string; answerable: boolean };

/** What talent reads between the audition and the role: each says in plain words whether it is a booking. */
export const roleEn = {
  holdAsked: ({ kind, name, child, role, house, dates, until }: HoldFacts) => {
    const by = house || "our casting team";
    const whose = child ? `${child}’s` : "your";
    const asks = {
      avail_check: `${by} asks whether ${child || "you"} would be free for “${role}” on ${dates}. This is a question about dates, not a booking and not a hold.`,
      first_refusal: `${by} would like first refusal on ${whose} dates ${dates} for “${role}”: please ask us before you say yes to someone else. This is a promise to ask, not a booking, and no fee is due.`,
      pin: `${by} has pinned ${child || "you"} for “${role}” on ${dates}: we are interested. This is a pin, not a booking, and no fee is due.`,
      hold: `${by} puts a hold on ${whose} dates ${dates} for “${role}”: please keep them free for us. This is a hold, not a booking.`,
    };
    return `Hi ${name}, ${asks[kind]} It ends by itself on ${until}. ${child ? `Is ${child}` : "Are you"} free on these dates?`;
  },
  freeLabel: () => "Free on these dates",
  notFreeLabel: () => "Not free",
  holdYes: ({ dates, role }: DatesFacts) =>
    `Thank you, noted: free on ${dates} for “${role}”. This is still not a booking; we will write here.`,
  holdNo: ({ dates, role }: DatesFacts) =>
    `Thank you for telling us. We hold none of your dates for “${role}” (${dates}) any more.`,
  holdOver: () => "Nothing is asked of your dates just now. If something comes up, we will write here.",
  holdReleased: ({ dates, role, child }: DatesFacts) =>
    `About “${role}”: ${child ? `${child}’s` : "your"} dates ${dates} are released. We hold them no more and there is no booking. Thank you for keeping them.`,
  roleBooked: ({ dates, role, child }: DatesFacts) =>
    `Good news: ${child ? `${child} is` : "you are"} booked for “${role}”, ${dates}. This is a booking of the role. Details follow here.`,
  offer: ({ name, child, role, house, dates, rate, usage, exclusivity, until }: OfferFacts) =>
    `Hi ${name}, ${house || "our casting team"} offers ${child || "you"} the role “${role}”.\nDates: ${dates}\nRate: ${rate}\nUsage: ${usage}\nExclusivity: ${exclusivity}\n` +
    `This is an offer, not yet a booking: it becomes one when you accept. It stands until ${until}.`,
  acceptLabel: () => "Accept the offer",
  declineLabel: () => "Decline",
  offerAccepted: ({ dates, role, child }: DatesFacts) =>
    `Accepted, thank you. ${child ? `${child} is` : "You are"} booked for “${role}”, ${dates}. This is a booking of the role. Details follow here.`,
  offerNoted: ({ role }: { role: string }) =>
    `Thank you: we have noted that you accept “${role}”. The casting team must look at it first, so this is not a booking yet. They will write here.`,
  offerDeclined: ({ role }: { role: string }) =>
    `Thank you for telling us. We have noted that you decline “${role}”. There is no booking.`,
  offerOver: () => "No offer is open for you just now. If you have a question, just write it here.",
  dealMemo: ({ role, house, dates, rate, usage, exclusivity, child }: DealFacts) =>
    `Deal memo for “${role}”${child ? ` (${child})` : ""}${house && `, ${house}`}, as booked:\nDates: ${dates}\nRate: ${rate}\nUsage: ${usage}\nExclusivity: ${exclusivity}\n` +
    "If something here is not as agreed, please write at once.",
  callSheet: ({ role, when, place, contact, child }: CallFacts) =>
    `Call sheet for “${role}”${child ? ` (${child})` : ""}:\nCall time: ${when}\nPlace: ${place}\nContact: ${contact}\nThis is for a booked shoot day. If anything is wrong, write here.`,
  closed: ({ name, role, child }: ClosingFacts) =>
    `Dear ${name}, thank you for ${child ? `bringing ${child} to` : "coming to"} the audition for “${role}”. The role has been cast, and this time it went to someone else. ` +
    "We enjoyed the work we saw and will gladly think of it again. Nothing of your dates is held.",
  closedUnseen: ({ name, role, child }: ClosingFacts) =>
    `Dear ${name}, the role “${role}” that we asked ${child ? `${child} for` : "you about"} has been cast, so nothing more is needed from you. ` +
    "Thank you for your time; we will gladly write again. Nothing of your dates is held.",
  teamWord: ({ name, role, child, text, answerable }: WordFacts) =>
    `Hi ${name}, a word from the casting team about “${forChild(role, child)}”:\n“${text}”${answerable ? "\nYou can answer here." : ""}`,
};

export type RoleWords = typeof roleEn;
