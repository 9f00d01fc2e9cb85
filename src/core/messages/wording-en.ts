import { changeEn } from "./wording-change-en.ts";
import {
  type AuditionFacts,
  type BookedFacts,
  calendarLinks,
  fitSms,
  forChild,
  gsm,
  hoursOf,
  type InvitationFacts,
  listed,
  type MeetFacts,
  type MovedFacts,
  type NudgeFacts,
  type OfRound,
  type OpenFacts,
  type ReminderFacts,
  type ReminderSmsFacts,
  slotLines,
} from "./wording-facts.ts";
import { minorEn } from "./wording-minor-en.ts";
import { profileEn } from "./wording-profile-en.ts";
import { roleEn } from "./wording-role-en.ts";
import { begun, kindIn, roleIn } from "./wording-round.ts";
import { sessionEn } from "./wording-session-en.ts";
import { tapeEn } from "./wording-tape-en.ts";

/** A role that has only a working title has no name for talent. */
const A_ROLE = "a role";
const kind = kindIn("en");
const named = roleIn("en");
const titled = (role: string) => (role ? `“${role}”` : A_ROLE);

/** What talent reads in English. The other languages have the same functions. */
export const en = {
  ...changeEn,
  ...tapeEn,
  ...sessionEn,
  ...minorEn,
  ...roleEn,
  ...profileEn,
  invitation: ({ round, name, child, role, project, house, place, day, slots }: InvitationFacts) =>
    `Hi ${name}, ${house || "our casting team"} would like to see ${child || "you"} for ${titled(role)}${project && ` in ${project}`}.\n` +
    `${begun(kind(round))}: ${day}, ${place}.\n\nWhich time suits you?${slotLines(slots)}\n\nPick one, or write another time. STOP ends messages.`,
  /** For who cannot answer: no times, no STOP. */
  invitationByCall: ({ round, name, child, role, project, house, place, day }: InvitationFacts) =>
    `Hi ${name}, ${house || "our casting team"} would like to see ${child || "you"} for ${titled(role)}${project && ` in ${project}`}. ` +
    `${begun(kind(round))}: ${day}, ${place}. They will call you to agree on a time.`,
  /** name, house, role, project, place, times: never empty, as templates demand. */
  invitationVariables: ({ round, name, child, house, role, project, place, day, slots }: InvitationFacts) => [
    name || "there",
    house || "our casting team",
    forChild(named(role || A_ROLE, round), child),
    project || "a new project",
    place,
    slots.slice(0, 3).join("; ") || day,
  ],
  keptUntil: ({ until }: { until: string }) =>
    `The first time is kept for you until ${until}; after that I offer it to somebody else.`,
  otherTimeLabel: () => "Another time",
  cancelLabel: () => "I cannot come",
  booked: ({ round, when, place, role, child, icsUrl, calendarInvited }: BookedFacts) =>
    `${whose(child)} ${kind(round)} for ${titled(role)} is booked: ${when}, ${place}.${calendarEn({ icsUrl, calendarInvited })}\n` +
    `This books the ${kind(round)}, not the role. To change it, just write here.`,
  retimed: ({ round, when, place, role, child, icsUrl, calendarInvited }: BookedFacts) =>
    `${whose(child)} ${kind(round)} for ${titled(role)} has moved. New time: ${when}, ${place}. The old time is void.${calendarEn({ icsUrl, calendarInvited })}`,
  cancelSureLabel: () => "Yes, I cannot come",
  cancelAsked: ({ round, when, child }: OfRound & { when: string }) =>
    `Shall I cancel ${child ? whose(child) : "your"} ${kind(round)} on ${when}? It stands until you say so.`,
  cancelled: ({ round, when, child }: OfRound & { when: string }) =>
    `${whose(child)} ${kind(round)} on ${when} is cancelled. Thank you for telling us.`,
  cancelledByCasting: ({ round, when, child }: OfRound & { when: string }) =>
    `We are sorry: ${child ? whose(child) : "your"} ${kind(round)} on ${when} was cancelled by the casting team. You need not come.`,
  movedByCasting: ({ round, when, was, place, role, child }: MovedFacts) =>
    `The casting team has moved ${child ? whose(child) : "your"} ${kind(round)} for ${titled(role)}. New time: ${when}, ${place}. The old time (${was}) is void. Can ${child ? "you both" : "you"} come?`,
  changeAsked: ({ round, when, stands }: OfRound & { when: string; stands: string }) =>
    `I have asked the casting team whether you can come ${when}. Until they answer, your ${kind(round)} stands: ${stands}.`,
  changeKept: ({ round, when, place, role, child }: AuditionFacts) =>
    `The casting team cannot move ${child ? whose(child) : "your"} ${kind(round)} for ${titled(role)}. It stands: ${when}, ${place}. If that is not possible, just write here.`,
  meetLink: ({ round, when, child, meetUrl }: MeetFacts) =>
    `${whose(child)} ${kind(round)} on ${when} is by video call: ${meetUrl}`,
  comeLabel: () => "I can come",
  declinedInCalendar: ({ round, when, role, child }: OfRound & { when: string; role: string }) =>
    `You declined the calendar invitation to ${child ? whose(child) : "your"} ${kind(round)} for ${titled(role)} on ${when}. Would another time suit you?`,
  declined: () => "Thank you for telling us. We have noted that you cannot come. No hard feelings.",
  alreadyBooked: () =>
    "You already have an audition at that time. Shall I move it? Write the time you want, or ask “where and when?”.",
  slotTaken: ({ next }: { next: string[] }) =>
    next.length === 1
      ? `That time was just taken. The nearest one free is ${next[0]}. Does that work?`
      : `That time was just taken. Nearest free times:\n${listed(next)}\nWhich one?`,
  noExactTime: ({ times }: { times: string[] }) =>
    times.length === 1
      ? `That time is not free. The nearest is ${times[0]}. Does that work?`
      : `That time is not free. The nearest are:\n${listed(times)}\nWhich one?`,
  timesLeft: ({ times }: { times: string[] }) => `These times are free:\n${listed(times)}\nWhich one suits you?`,
  timeFree: ({ when, moves }: { when: string; moves: boolean }) =>
    `${when} is free. Shall I ${moves ? "move your audition there" : "book it for you"}?`,
  dayAsked: ({ times, stands }: { times: string[]; stands?: string }) =>
    `There is no free time on a day that suits you. I have asked the casting team and will write here.` +
    `${stands ? `\nUntil then your audition stands: ${stands}.` : ""}` +
    `${times.length > 0 ? `\nFree on other days:\n${listed(times)}` : "\nWhich other days suit you? You can also write “I cannot come”."}`,
  noTimesLeft: () => "No time is free any more. I have told the casting team and will write when one opens.",
  reminder: ({ round, when, place, role, child, lead }: ReminderFacts) =>
    `Reminder: ${child ? whose(child) : "your"} ${kind(round)}${role ? ` for “${role}”` : ""} is in about ${hoursOf(lead) === 1 ? "an hour" : `${hoursOf(lead)} hours`}: ${when}, ${place}. ` +
    "If anything changes, write here.",
  /** role, when, place */
  reminderVariables: ({ round, role, when, place, child }: AuditionFacts) => [
    forChild(named(role || A_ROLE, round), child),
    when,
    place,
  ],
  reminderSms: ({ round, when, place, role, link }: ReminderSmsFacts) => {
    const answer = `To change it, answer on WhatsApp${link ? ` ${link}` : ""}. CastMatch`;
    const at = gsm(when);
    const fit = fitSms({ role, place }, 160 - at.length - answer.length - kind(round).length - " : , . ".length);
    return `${begun(kind(round))} ${fit.role ? `${fit.role}: ` : ""}${at}, ${fit.place}. ${answer}`.slice(0, 160);
  },
  optedOut: ({ stands }: { stands?: string | undefined }) =>
    `Done. We will not write to you again. Send START if you change your mind.${stands ? ` Your audition on ${stands} still stands; write here if you cannot come.` : ""}`,
  optedIn: () => "Welcome back. You will get casting messages here again. Send STOP to end them.",
  help: () =>
    "I arrange auditions. You can:\n• choose a time: its number, or “Friday 4 pm”\n• change it: “can we do 5?”\n• cancel: “I cannot come”\n" +
    "• ask “where and when?”\n• update your profile: “my height is 165 cm”\nSTOP ends messages.",
  hello: () => "Hello! I arrange auditions. Ask “where and when?”, write a time that suits you, or HELP.",
  nudge: ({ round, name, child, role, day, place }: NudgeFacts) =>
    `Hi ${name}, the ${kind(round)}${child ? ` of ${child}` : ""} for ${titled(role)} on ${day}, ${place} still waits for your answer. Which of these times suits you? If none does, just say so.`,
  takeYourTime: () =>
    "All right, take your time. Times are free until somebody takes them, so write here as soon as you know.",
  erasureAsked: () =>
    "I have told the casting team that you want your data erased; they must confirm it. Send STOP to end messages at once.",
  checkedIn: ({ round, when, place, role, child }: AuditionFacts) =>
    `Thank you, I have told the casting team that ${child ? `${child} is` : "you are"} here. ${role ? `${begun(kind(round))} for “${role}”` : begun(kind(round))}: ${when}, ${place}. They will call ${child || "you"} in.`,
  newsPassed: () => "Thank you, I have told the casting team.",
  questionPassed: () => "I cannot answer that myself, so I have passed your question to the casting team.",
  lasts: ({ minutes }: { minutes: number }) => `Your audition takes about ${minutes} minutes.`,
  wrongNumber: () => "Sorry for the mistake; I have noted it. Send STOP and this number gets no more messages.",
  whoWeAre: ({ house }: { house: string }) =>
    `I am CastMatch, the assistant of ${house ? `the casting team of ${house}` : "a casting team"}: I arrange auditions. Ask “where and when?” for yours. STOP ends messages.`,
  welcome: () => "You are welcome. All the best!",
  noNoted: () => "All right, I have changed nothing. Write another time if you like, or “I cannot come”.",
  unknownSender: () =>
    "Hello! I arrange auditions for casting teams, and I do not know this number yet. If a team asked you to write, please send your full name.",
  unsupportedMedia: () => "I cannot open this kind of file yet. Please write it in words.",
  whichOne: ({ options }: { options: string[] }) => `Which one do you mean?\n${listed(options)}`,
  auditionOver: () => "That audition is over, so I have changed nothing. If you need something, just write here.",
  expiredChoice: () => "That choice is no longer open. Write the time that suits you and I will look again.",
  usedChoice: () => "You have already answered that. To change it, write what you want instead.",
  notYours: () => "That choice is for someone else, so I changed nothing.",
  impossibleTime: () => "I could not read that as a time. Please write it like “Friday 27 November 4 pm”.",
  pastTime: () => "That time has passed already. Which other day or time suits you?",
  notUnderstood: () =>
    "I did not understand that. You can write a time (“Friday 4 pm”), “change my time”, “I cannot come”, “where and when?” or HELP.",
  noInvitation: () => "You have no open audition with us at the moment. We will write here when there is one.",
  mayReturn: () =>
    "You have no audition booked with us. If you can come after all, write a time that suits you: some may still be free.",
  whereWhen: ({ round, when, place, role, child }: AuditionFacts) =>
    `${whose(child)} ${kind(round)} for ${titled(role)}: ${when}, ${place}.`,
  stillOpen: ({ round, role, project, day, place, child }: OpenFacts) =>
    `${child ? `${child} is` : "You are"} invited to ${round === "callback" || round === "test" ? `a ${kind(round)}` : "audition"} for ${titled(role)}${project && ` in ${project}`}: ${day}, ${place}. You have not chosen a time yet: write one that suits you.`,
  aboutOthers: () => "I can't share anything about another talent. I can help with your own auditions.",
  basicMode: () => "(I am in basic mode just now: short, plain sentences work best.)",
  tooLong: () => "That message is too long for me. Please send it shorter, the most important part first.",
  agesOfOthers: ({ name }: { name: string }) =>
    `Is that your own age, or ${name}’s? Here I keep only what is about yourself, so I have changed nothing. The casting team can correct ${name}’s.`,
  failedKindly: () => "Sorry, something went wrong on our side. Your message is safe; please try again in a minute.",
};

export type Words = typeof en;

const whose = (child: string | undefined) => (child ? `${child}’s` : "Your");

function calendarEn({ icsUrl, calendarInvited }: { icsUrl?: string | undefined; calendarInvited: boolean }): string {
  if (calendarInvited) return " A calendar invitation is on its way by email.";
  return icsUrl ? `\nAdd it to your calendar: ${calendarLinks(icsUrl)}` : "";
}
