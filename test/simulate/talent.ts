/**
 * Somebody with a phone: reads what comes, makes up their mind, answers after a while or not at all, comes or does not.
 * What they decide follows from the seed and from what they read, never from the program's tables.
 */
import { createRandom, type Random } from "../support/random.ts";
import { MINUTE_MS } from "./clock.ts";
import type { Arrival, Person } from "./people.ts";
import { say, sayTime } from "./phrases.ts";
import { CLOCK, type Option, type PhoneMessage } from "./read-whatsapp.ts";

/** How they get at the world. */
export type Hands = {
  after: (minutes: number, act: () => Promise<void>) => void;
  text: (person: Person, body: string) => Promise<void>;
  tap: (person: Person, option: Option) => Promise<void>;
};

type Plan = "tap" | "text" | "ask_first" | "other_time" | "decline" | "silent" | "after_nudge";
const PLANS: [Plan, number][] = [
  ["tap", 0.3],
  ["text", 0.52],
  ["ask_first", 0.6],
  ["other_time", 0.68],
  ["decline", 0.79],
  ["silent", 0.92],
  ["after_nudge", 1],
];
/** What is asked with a yes and a no, how each is said in words, and how many say which. */
const QUESTIONS = [
  { yes: "free", no: "not_free", inWords: ["free", "notFree"], share: { yes: 0.7, no: 0.15 } },
  { yes: "accept", no: "decline", inWords: ["accept", "decline"], share: { yes: 0.65, no: 0.2 } },
  { yes: "come", no: "other_time", inWords: ["come", "anotherTime"], share: { yes: 0.75, no: 0.15 } },
  { yes: "will_send", no: "will_not_send", inWords: ["willSend", "willNotSend"], share: { yes: 0.75, no: 0.15 } },
  { yes: "consent", no: "no_consent", inWords: ["consent", "noConsent"], share: { yes: 0.85, no: 0.1 } },
] as const;
const DELAYS = [3, 10, 25, 60, 150, 400];
const MOST_TRIES = 3;
/** How an invitation ends where WhatsApp's window is open, in each language. */
const INVITES = /\bSTOP\b[^\n]*$/;

export type Talent = ReturnType<typeof createTalent>;

export function createTalent(person: Person, hands: Hands) {
  const { random } = person;
  /** What they do about the invitation they have; a new one makes them think again. */
  let plan: Plan = "tap";
  let tries = 0;
  let leaving = false;
  /** How much has come so far. */
  let heard = 0;
  let menus = 0;
  let invitedByText = false;

  const soon = () => random.between(2, 25);
  const write = (body: string, minutes = soon()) => hands.after(minutes, () => hands.text(person, body));
  /** A number means the menu that came last: who would answer an earlier one lets it be. */
  const tap = async (option: Option, shown: number) => {
    if (option.interactive !== "number" || shown === menus) await hands.tap(person, option);
  };
  const press = (option: Option, minutes = soon()) => {
    const shown = menus;
    hands.after(minutes, () => tap(option, shown));
  };

  const invited = (message: PhoneMessage, again: boolean) => {
    if (!again) plan = drawn(random);
    tries = 0;
    leaving = false;
    if (plan === "silent" || (plan === "after_nudge" && !again)) return;
    const minutes = again ? soon() : random.pick([3, 10, 25, 60, 150, 400, 900]);
    const times = message.options.filter((one) => one.meaning === "time");
    const other = message.options.find((one) => one.meaning === "other_time");
    const wanted = times.length > 0 ? random.pick(times) : other;
    if (plan === "decline") return write(say("cannotCome", person), minutes);
    if (plan === "ask_first") write(say("where", person), minutes);
    if (plan === "other_time" && other) return press(other, minutes);
    if (!wanted) return;
    const clock = plan === "text" && clockOf(wanted.label);
    if (clock) write(sayTime(clock, person), minutes);
    else press(wanted, plan === "ask_first" ? minutes + 10 : minutes);
  };

  /** Times in answer to what they wrote: they take one, and after a few tries they give it up. */
  const offered = (times: Option[]) => {
    tries += 1;
    if (tries > MOST_TRIES) return;
    press(random.pick(times));
  };

  /** A text says that casting will call: some write on WhatsApp after the call, and ask for the times there. */
  const called = () => {
    if (invitedByText || !random.chance(0.6)) return;
    invitedByText = true;
    write(say("anotherTime", person), random.between(30, 240));
  };

  const booked = (message: PhoneMessage) => {
    tries = 0;
    const drawn = random.next();
    const change = message.options.find((one) => one.meaning === "other_time");
    const cancel = message.options.find((one) => one.meaning === "cancel");
    const minutes = random.between(30, 30 * 60);
    if (drawn < 0.06 && change) press(change, minutes);
    else if (drawn < 0.1) write(say("anotherTime", person), minutes);
    else if (drawn < 0.14 && cancel) press(cancel, minutes);
    else if (drawn < 0.18) {
      leaving = true;
      write(say("cannotCome", person), minutes);
    }
  };

  /** Some answer in words: soon, and only while it is what was asked last. */
  const answer = (option: Option, words: Parameters<typeof say>[0]) => {
    if (!random.chance(0.35)) return press(option, random.pick(DELAYS));
    const [asked, shown, said] = [heard, menus, say(words, person)];
    hands.after(random.between(2, 6), () => (heard === asked ? hands.text(person, said) : tap(option, shown)));
  };
  /** Most say yes, some no, a few nothing. */
  const decide = (options: Option[]): boolean => {
    const asked = QUESTIONS.map((one) => ({
      ...one,
      yes: options.find(({ meaning }) => meaning === one.yes),
      no: options.find(({ meaning }) => meaning === one.no),
    })).find(({ yes, no }) => yes && no);
    if (!asked?.yes || !asked.no) return false;
    const drawn = random.next();
    if (drawn < asked.share.yes) answer(asked.yes, asked.inWords[0]);
    if (drawn < asked.share.yes && asked.yes.meaning === "will_send")
      write(say("tape", person), random.between(450, 1_200));
    else if (drawn >= asked.share.yes && drawn < asked.share.yes + asked.share.no) answer(asked.no, asked.inWords[1]);
    return true;
  };

  return {
    person,
    /** What they do about an audition when its day has come. */
    arrival: (startsAt: Date): Arrival => {
      const drawn = createRandom(person.seed * 7 + startsAt.getTime() / MINUTE_MS).next();
      if (drawn < 0.68) return "on_time";
      if (drawn < 0.82) return "late";
      return drawn < 0.9 ? "unsaid" : "no_show";
    },
    hears(message: PhoneMessage) {
      heard += 1;
      if (message.options.length > 0) menus += 1;
      const of = (meaning: Option["meaning"]) => message.options.filter((one) => one.meaning === meaning);
      if (decide(message.options)) return;
      if (message.template === "castmatch_invitation" || INVITES.test(message.text)) return invited(message, false);
      if (message.template === "castmatch_notice") {
        if (message.options.length > 0) invited(message, true);
        return;
      }
      if (person.reach === "texts_only" && message.channel === "sms") return called();
      const [sure] = of("sure");
      const times = of("time");
      if (sure) return random.chance(0.5) ? press(sure) : write(say("sure", person));
      if (of("cancel").length > 0) return booked(message);
      if (leaving && times.length > 0) return press(random.pick(times));
      if (times.length > 0) return offered(times);
      const others = of("unknown");
      if (others.length > 0) press(random.pick(others));
    },
    says: (what: "here" | "late") => hands.text(person, say(what, person)),
  };
}

const drawn = (random: Random): Plan => {
  const share = random.next();
  return (PLANS.find(([, below]) => share < below) ?? ["silent"])[0] as Plan;
};

function clockOf(label: string): { hour: number; minute: number } | undefined {
  const [, hour, minute] = CLOCK.exec(label) ?? [];
  return hour && minute ? { hour: Number(hour), minute: Number(minute) } : undefined;
}
