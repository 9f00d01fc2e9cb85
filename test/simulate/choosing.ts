/** What follows the auditions of a role that is cast within the week: callbacks. */
import type { Random } from "../support/random.ts";
import type { OnDay } from "./agenda.ts";
import { callBackFor, isEarly, sessionPlan } from "./briefs.ts";
import type { SlackPost } from "./read-post.ts";

const CALLED_BACK = 4;
const MOST_TRIES = 5;

export type Choosing = ReturnType<typeof createChoosing>;
type Given = {
  nth: number;
  random: Random;
  write: (said: string, minutes?: number) => void;
  on: OnDay;
};

export function createChoosing({ nth, random, write, on }: Given) {
  const seen = new Set<string>();
  let calling: { names: string[]; day: number; tries: number } | undefined;

  const callBack = () => {
    if (!calling || calling.names.length === 0 || calling.tries === MOST_TRIES) return;
    calling.tries += 1;
    write(callBackFor(calling.names, sessionPlan(random, [calling.day])));
  };

  return {
    /** Somebody was seen at an audition of this role. */
    saw: (name: string) => void seen.add(name),
    /** The auditions are on that day. */
    begin(day: number) {
      if (!isEarly(nth)) return;
      on(day + 1, [10, 15], async () => {
        calling = { names: random.shuffled([...seen]).slice(0, CALLED_BACK), day: day + 2, tries: 0 };
        callBack();
      });
    },
    hears({ text }: SlackPost) {
      if (/has that room/.test(text)) callBack();
    },
  };
}
