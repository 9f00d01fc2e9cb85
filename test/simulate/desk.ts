/**
 * Whoever casts one role: writes the brief, selects from the shortlist, proposes a session, approves what is drafted,
 * keeps a few selects in reserve, and on the day says who was seen and who did not come.
 */
import type { Random } from "../support/random.ts";
import type { OnDay } from "./agenda.ts";
import { and, briefOf, inviteFor, isUnsteady, type SessionPlan, sessionDays, sessionPlan } from "./briefs.ts";
import { createCalendarCards } from "./calendar-cards.ts";
import { type Choosing, createChoosing } from "./choosing.ts";
import type { Member } from "./providers.ts";
import type { Button, Card, SlackPost } from "./read-post.ts";

export type DeskHands = {
  after: (minutes: number, act: () => Promise<void>) => void;
  /** After so many minutes, or when the office opens again. */
  byDay: (minutes: number, act: () => Promise<void>) => void;
  on: OnDay;
  /** Opens a thread with a message, and says which. */
  open: (member: Member, said: string, known: (thread: string) => void) => Promise<void>;
  write: (member: Member, said: string, thread: string) => Promise<void>;
  press: (member: Member, post: SlackPost, button: Button) => Promise<void>;
  /** Whether somebody of this name is in the waiting room, is on the way, or is not to be seen. */
  whereIs: (name: string) => "there" | "on_the_way" | "gone";
};

const MOST_PROPOSALS = 8;
/** Of the first shortlist, of the second, and while answers come. */
const FIRST = 5;
const MORE = 2;
const RESERVE = 3;
const TAPES = 3;
/** What lets a draft go. */
const LETS_GO = [
  "Approve and send",
  "Cancel and tell them",
  "Book and tell them",
  "Release and tell them",
  "Close the role",
];
/** What is asked about a hold before it ends, and about a self-tape that has come. */
const HELD = ["Book", "Release", "Keep longer"];
const TAPED = ["Keep", "Another take", "Pass"];

export type Desk = ReturnType<typeof createDesk>;

type Given = { member: Member; nth: number; random: Random; hands: DeskHands };

export function createDesk({ member, nth, random, hands }: Given) {
  let thread = "";
  let state: "briefing" | "looking" | "waiting" | "approved" | "reserved" = "briefing";
  let proposals = 0;
  let plan: SessionPlan | undefined;
  const booked = new Set<string>();

  const write = (said: string, minutes = random.between(2, 12)) =>
    hands.after(minutes, () => hands.write(member, said, thread));
  const press = (post: SlackPost, button: Button, minutes = random.between(1, 8)) =>
    hands.after(minutes, () => hands.press(member, post, button));
  const choosing: Choosing = createChoosing({
    nth,
    random,
    write,
    writeByDay: (said, minutes) => hands.byDay(minutes, () => hands.write(member, said, thread)),
    on: hands.on,
  });
  const calendar = createCalendarCards({ random, press });
  const buttonsOf = (post: SlackPost, label: string) =>
    post.cards.flatMap((card) => card.buttons.filter((one) => one.label === label));

  const propose = (minutes?: number) => {
    proposals += 1;
    state = "waiting";
    plan = sessionPlan(random, sessionDays(nth));
    if (proposals <= MOST_PROPOSALS) write(inviteFor(plan), minutes);
  };
  const shortlisted = (post: SlackPost, selects: Button[]) => {
    if (state === "briefing") {
      for (const button of selects.slice(0, FIRST)) press(post, button);
      write("show more", 15);
      state = "looking";
    } else if (state === "looking") {
      for (const button of selects.slice(0, MORE)) press(post, button);
      const others = post.cards.filter(({ buttons }) => selects.slice(MORE).some((one) => buttons.includes(one)));
      const names = others.slice(0, TAPES).map(({ title }) => title);
      if (isUnsteady(nth) && names.length > 0) write(`ask ${and(names)} for a self-tape by Friday 6 pm`, 5);
      propose(15);
    } else if (state === "approved") {
      for (const button of selects.slice(0, RESERVE)) press(post, button);
      state = "reserved";
    }
  };
  const drafted = () => {
    state = "approved";
    write("show more", 30);
    if (plan) choosing.begin(plan.day);
  };
  const marked = (post: SlackPost, { buttons }: Card, name: string, minutes: number) => {
    const seen = buttons.find((one) => one.label === "Seen");
    if (!seen) return;
    choosing.saw(name);
    press(post, seen, minutes);
  };
  const onTheDay = (post: SlackPost, card: Card) => {
    const button = (label: string) => card.buttons.find((one) => one.label === label);
    const missing = /^Is (.+) a no-show\?$/.exec(card.title)?.[1];
    if (missing) {
      const where = hands.whereIs(missing);
      const found = button({ there: "Is here", on_the_way: "Running late", gone: "No-show" }[where]);
      if (found) press(post, found, 3);
      if (where === "on_the_way") marked(post, card, missing, 45);
      if (where !== "there") return;
      choosing.saw(missing);
      write(`${missing} is done`, 25);
      return;
    }
    const here = /^(.+) (?:is here|is still waiting)$/.exec(card.title)?.[1];
    // Now and then somebody is forgotten in the waiting room.
    if (here) marked(post, card, here, random.chance(0.06) ? 60 : random.between(5, 30));
  };

  return {
    member,
    thread: () => thread,
    begin: () =>
      hands.open(member, briefOf(nth, random), (opened) => {
        thread = opened;
      }),
    /** Calls one audition off that was booked, by name. */
    callOff: async () => {
      if (booked.size > 0) await hands.write(member, `cancel ${random.pick([...booked])}'s booking`, thread);
    },
    asks: () => hands.write(member, "where are we?", thread),
    hears(post: SlackPost) {
      const name = /(?:^|\. )([^.:]+?) is booked: /.exec(post.text)?.[1];
      if (name) booked.add(name);
      choosing.hears(post);
      calendar.hears(post);
      const selects = buttonsOf(post, "Select");
      if (selects.length > 0) shortlisted(post, selects);
      if (state === "looking" && /Nobody fits all of that/.test(post.text)) return propose(15);
      if (state === "waiting" && /has that room/.test(post.text)) return propose();
      for (const card of post.cards.filter((one) => !calendar.answers(post, one))) {
        const draft = card.buttons.find((one) => LETS_GO.includes(one.label));
        if (draft) press(post, draft);
        if (state === "waiting" && /^Draft invitation/.test(card.title)) drafted();
        const some = (labels: string[]) => card.buttons.filter((one) => labels.includes(one.label));
        const [held, taped] = [some(HELD), some(TAPED)];
        if (held.length > 1) press(post, random.pick(held));
        else if (taped.length === TAPED.length) press(post, random.pick(taped));
        else if (!draft) onTheDay(post, card);
      }
    },
  };
}
