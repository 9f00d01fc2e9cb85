import type { InviteWish } from "./intent.ts";
import { type ClockTime, minutes } from "./settle-clock.ts";
import type { Token } from "./tokens.ts";
import { type Clockwork, whenOf } from "./when.ts";

const PLACE_END = /(?=\s*(?:[,.;\n]|$)|\s+(?:for|on|from|between|with|please|each|today|tomorrow|next)\s)/iu;
const AT = new RegExp(
  `\\b(?:at|in)\\s+(?:the\\s+|our\\s+)?((?!\\d)[\\p{L}\\p{M}][^,.;\\n]{1,79}?)${PLACE_END.source}`,
  "giu",
);
const STUDIO = /([\p{L}\p{M}]+(?:\s[\p{L}\p{M}]+)?\s(?:studios?|office|स्टूडियो|स्टुडिओ|ऑफिस))/iu;
const EACH = /(\d{1,3})\s*-?\s*(?:min|mins|minutes?|मिनट|मिनिटे|मिनिट)(?=\W|$)/iu;
const HALF_HOUR = /half an hour|half hour|aadha ghanta|आधा घंटा|अर्धा तास/iu;
const NO_PLACE =
  /^(?:the )?(?:morning|afternoon|evening|night|noon|midnight|slots?|all|least|most|once|person|audition|turn|half)(?=\W|$)/iu;

/** Day, hours, place and length of an audition session, as far as they are told. */
export function understandInvite(text: string, tokens: Token[], clockwork: Clockwork): InviteWish {
  const when = whenOf(tokens, clockwork);
  const wish: InviteWish = {};
  if (when.impossible) wish.bad = "impossible";
  else if (when.past) wish.bad = "past";
  if (when.day) wish.day = when.day;
  const { from, to } = when.range ?? { from: when.time, to: undefined };
  if (from) wish.from = sayClock(from);
  if (to && minutes(to) !== 23 * 60 + 59) wish.to = sayClock(to);
  const place = placeIn(text);
  if (place) wish.place = place;
  const length = Number(EACH.exec(text)?.[1] ?? (HALF_HOUR.test(text) ? 30 : 0));
  if (length >= 5 && length <= 240) wish.slotMinutes = length;
  return wish;
}

const sayClock = ({ hour, minute }: ClockTime) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;

function placeIn(text: string): string | undefined {
  const named = [...text.slice(0, 1_000).matchAll(AT)]
    .map(([, place]) => place?.trim() ?? "")
    .filter((place) => !NO_PLACE.test(place));
  const place = named.at(-1) ?? STUDIO.exec(text)?.[1]?.trim();
  return place?.replace(/^(?:the|at|on|in)\s+/iu, "");
}
