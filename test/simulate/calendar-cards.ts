/** What a desk decides about events that somebody changed by hand. */
import type { Random } from "../support/random.ts";
import type { Button, Card, SlackPost } from "./read-post.ts";

type Given = { random: Random; press: (post: SlackPost, button: Button) => void };

const ASKS = /^Somebody (?:moved|deleted|edited) |declined the calendar invitation$/;

export function createCalendarCards({ random, press }: Given) {
  /** What was asked last, should the answer not be possible. */
  let last: { post: SlackPost; card: Card } | undefined;

  return {
    /** True for a question about the calendar, which is answered then. */
    answers(post: SlackPost, card: Card): boolean {
      if (!ASKS.test(card.title)) return false;
      last = { post, card };
      press(post, random.pick(card.buttons));
      return true;
    },
    hears({ text }: SlackPost) {
      if (!/^I cannot move .+ there: |^I booked nothing/m.test(text)) return;
      const back = last?.card.buttons.find(({ label }) => label === "Put it back");
      if (last && back) press(last.post, back);
    },
  };
}
