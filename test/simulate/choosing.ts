/**
 * What follows the auditions of a role that is cast within the week: callbacks, questions about dates, offers to those
 * who were liked, the papers of who is booked, and the end of the role.
 */
import type { Random } from "../support/random.ts";
import type { OnDay } from "./agenda.ts";
import { and, callBackFor, isEarly, isUnsteady, MOVED_SHOOT, sessionPlan } from "./briefs.ts";
import type { SlackPost } from "./read-post.ts";

const CALLED_BACK = 4;
const MOST_TRIES = 5;
/** Every brief asks for three. */
const PLACES = 3;
const SUNDAY = 6;

export type Choosing = ReturnType<typeof createChoosing>;
type Given = {
  nth: number;
  random: Random;
  write: (said: string, minutes?: number) => void;
  writeByDay: (said: string, minutes: number) => void;
  on: OnDay;
};

export function createChoosing({ nth, random, write, writeByDay, on }: Given) {
  const seen = new Set<string>();
  /** Who said no, or is booked elsewhere. */
  const out = new Set<string>();
  const offered = new Set<string>();
  const booked = new Set<string>();
  let calling: { names: string[]; day: number; tries: number } | undefined;

  /** Who was seen last is liked best: those were called back. */
  const liked = () => [...seen].reverse().filter((name) => !out.has(name) && !offered.has(name) && !booked.has(name));
  const callBack = () => {
    if (!calling || calling.names.length === 0 || calling.tries === MOST_TRIES) return;
    calling.tries += 1;
    write(callBackFor(calling.names, sessionPlan(random, [calling.day])));
  };
  const askForDates = () => {
    const [first, second, third, fourth] = liked();
    if (first && second) write(`avail check ${and([first, second])}`, 5);
    if (third) write(`pin ${third} for 5 days`, 15);
    if (fourth) write(`first refusal on ${fourth}`, 25);
  };
  const offer = () => {
    for (const name of liked().slice(0, PLACES - booked.size - offered.size)) {
      offered.add(name);
      write(`offer ${name} the role at 40k a day`, 4 * offered.size);
    }
  };
  const lost = (name: string) => {
    out.add(name);
    if (offered.delete(name)) offer();
  };
  const bookWhoIsHeld = (name: string | undefined) => {
    if (name && booked.size + offered.size < PLACES) write(`book ${name} for the role`);
  };

  return {
    /** Somebody was seen at an audition of this role. */
    saw(name: string) {
      seen.delete(name);
      seen.add(name);
    },
    /** The auditions are on that day. */
    begin(day: number) {
      const moves = isEarly(nth) ? day + 1 : day - 1;
      if (isUnsteady(nth)) on(moves, [15, 30], async () => write(MOVED_SHOOT));
      if (!isEarly(nth)) return;
      let held: string | undefined;
      on(day + 1, [10, 15], async () => {
        calling = { names: random.shuffled([...seen]).slice(0, CALLED_BACK), day: day + 2, tries: 0 };
        callBack();
      });
      on(day + 1, [12, 0], async () => askForDates());
      on(day + 2, [18, 30], async () => offer());
      on(day + 3, [11, 0], async () => {
        held = liked()[0];
        if (held) write(`hold ${held}`);
      });
      on(day + 3, [14, 0], async () => bookWhoIsHeld(held));
      on(SUNDAY, [16, 30], async () => {
        if (booked.size > 0) write("deal memo");
        if (booked.size > 0) write("call sheet: 14 December 7 am at Film City, contact Ravi +91 00000 12345", 20);
      });
      if (random.chance(0.8)) on(SUNDAY, [17, 30], async () => write("close the role"));
    },
    hears({ text }: SlackPost) {
      const child = /“(permission for .+? is here)”/.exec(text)?.[1];
      if (child && random.chance(0.9)) writeByDay(child, random.pick([20, 90, 240]));
      const said = (form: RegExp) => form.exec(text)?.groups?.name ?? "";
      if (/has that room/.test(text)) callBack();
      const yes = said(/^(?<name>[^(\n]+?) (?:\(.+?\) has accepted\. |is booked for .+ \d of \d booked)/m);
      if (yes) booked.add(yes);
      if (yes) offered.delete(yes);
      const no =
        said(/^(?<name>[^(\n]+?) \(.+?\) has (?:declined the offer|not answered the offer|accepted the offer, but)/m) ||
        said(/^(?<name>.+?) is NOT free on/m) ||
        said(/^(?<name>.+?) is [a-z ]+: there is nothing to offer/m);
      if (no) lost(no);
    },
  };
}
