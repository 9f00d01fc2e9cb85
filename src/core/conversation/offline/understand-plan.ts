import type { Clock } from "./read-time.ts";
import { type ClockTime, minutes, settleRange } from "./settle-clock.ts";
import { numberWord } from "./time-words.ts";
import { tokenise } from "./tokens.ts";
import { remindersIn } from "./understand-reminders.ts";

/** How a session is laid out; what was not said is absent. */
export type PlanWish = {
  rooms?: string[];
  readers?: string[];
  capacity?: number;
  breaks?: { from: Clock; to: Clock }[];
  gapMinutes?: number;
  /** After so many slots; "hour" for however many an hour has. */
  gapEvery?: number | "hour";
  fill?: "choice" | "order" | "hand";
  reminderHours?: number[];
};

const COUNT = "\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|ek|do|teen|char|paanch";
const AND = "\\s*(?:,|&|\\band\\b|\\baur\\b)\\s*(?:and\\s+)?";
const MINUTES = "\\s*-?\\s*(?:min(?:ute)?s?|मिनट)";
const NAME =
  "(?!Lunch|Break|Tea|Fill|Keep|Leave|Gap|Rooms?|Room|In|By|With|And|At|On|Please)\\p{Lu}[\\p{L}\\p{M}'’-]+(?:\\s\\p{Lu}[\\p{L}\\p{M}'’-]+)?";
const NAMES = `${NAME}(?:${AND}${NAME})*`;
const CLOCK = "(\\d{1,2})(?:[:.](\\d{2}))?\\s*(am|pm)?";

const LETTERED = new RegExp(
  `\\b(?:in\\s+)?rooms?\\s+([a-z0-9](?:${AND}[a-z0-9]\\b)+)(?:\\s+at (?:once|the same time))?`,
  "iu",
);
const COUNTED = new RegExp(
  `\\b(?:in\\s+)?(${COUNT})\\s+(?:parallel\\s+)?rooms\\b(?:\\s+(?:at once|at the same time|together|ek saath))?`,
  "iu",
);
const READER = new RegExp(`\\b(?:[Ww]ith\\s+)?(?:the\\s+)?[Rr]eaders?\\s*(?:is|are|will be|:|-)?\\s+(${NAMES})`, "u");
const READING = new RegExp(
  `\\b(?:[Ww]ith\\s+)?(${NAMES})\\s+(?:reading|reads?|is reading|will read|as (?:the )?readers?)\\b`,
  "u",
);
const TOGETHER = new RegExp(
  `\\b(?:(?:in\\s+)?groups? of (${COUNT})|(${COUNT})\\s+(?:(?:people|persons?|actors?|talents?|kids|girls|boys|women|men)\\s+)?(?:at a time|at once|(?:per|in each|each|in a) slot|together|ek saath)|in (pairs))(?=\\W|$)`,
  "iu",
);
const BREAK = new RegExp(
  `\\b(?:(?:with|and|plus|add)\\s+)?(?:an?\\s+|the\\s+)?(?:(?:lunch|tea|chai|dinner)(?:\\s+break)?|break)\\s*(?:from|between|at|:|-|–)?\\s*${CLOCK}\\s*(?:to|-|–|till|until|and|se)\\s*${CLOCK}(?:\\s*(?:baje|tak))*`,
  "giu",
);
const GAP = new RegExp(
  `\\b(?:(?:keep|leave|with|and)\\s+)?(?:an?\\s+)?(?:(?:gap|buffer)\\s+of\\s+(\\d{1,3})(?:${MINUTES})?|(\\d{1,3})${MINUTES}\\s+(?:gap|buffer|free))(?:\\s+for latecomers)?(?:\\s+(?:after\\s+)?every\\s+(?:(${COUNT})(?:\\s+slots?)?|(?:an?\\s+)?(hour)|slot)|\\s+(?:between|after each)(?:\\s+(?:the\\s+)?slots?)?)?(?:\\s+for latecomers)?`,
  "iu",
);
const HOURLY = /\bevery\s+(?:an?\s+)?hour\b/iu;
const FILLS = [
  {
    fill: "order",
    form: /\b(?:and\s+)?(?:fill(?: (?:them|it|the slots))?|give (?:them )?(?:the )?(?:times|slots)|times|slots)\s+(?:in|by)\s+(?:the\s+)?order(?:\s+of (?:the )?(?:list|selection|shortlist))?|\bin the order (?:of the (?:list|shortlist)|(?:they were|I) selected(?: them)?)/iu,
  },
  {
    fill: "hand",
    form: /\b(?:and\s+)?(?:fill(?: (?:them|it|the slots))?\s+)?by hand\b|\bI(?:['’]ll| will) (?:give|choose|pick|set|assign) the (?:times|slots)\b/iu,
  },
  {
    fill: "choice",
    form: /\b(?:and\s+)?(?:let them|they(?: can)?) (?:choose|pick)(?: (?:the|their) (?:times?|slots?))?\b/iu,
  },
] as const;

/** What a text says of rooms, readers, breaks and the like, and the text without it: "lunch 1 to 2" is not the session's time. */
export function planIn(text: string): { plan: PlanWish; rest: string } {
  const reminders = remindersIn(text.slice(0, 2_000));
  const plan: PlanWish = reminders ? { reminderHours: reminders.hours } : {};
  let rest = reminders?.rest ?? text.slice(0, 2_000);
  const take = (form: RegExp, read: (found: RegExpExecArray) => void) => {
    const found = new RegExp(form.source, form.flags.replace("g", "")).exec(rest);
    if (!found) return false;
    read(found);
    rest = `${rest.slice(0, found.index)}, ${rest.slice(found.index + found[0].length)}`;
    return true;
  };
  take(LETTERED, ([, names = ""]) => {
    plan.rooms = names.split(new RegExp(AND, "iu")).map((name) => `Room ${name.toUpperCase()}`);
  }) ||
    take(COUNTED, ([, count]) => {
      plan.rooms = Array.from({ length: Math.min(10, counted(count)) }, (_, nth) => `Room ${nth + 1}`);
    });
  const readers = ([, names = ""]: RegExpExecArray) => {
    plan.readers = names.split(new RegExp(AND, "iu")).filter(Boolean).slice(0, 10);
  };
  take(READER, readers) || take(READING, readers);
  take(TOGETHER, ([, of, many, pairs]) => {
    plan.capacity = Math.max(1, pairs ? 2 : counted(of ?? many));
  });
  while (
    (plan.breaks?.length ?? 0) < 10 &&
    take(BREAK, (found) => {
      plan.breaks = [...(plan.breaks ?? []), { from: clockOf(found, 1), to: clockOf(found, 4) }];
    })
  );
  take(GAP, (found) => {
    const [whole, of, many, slots] = found;
    plan.gapMinutes = Math.min(120, Number(of ?? many));
    plan.gapEvery = HOURLY.test(whole) ? "hour" : Math.max(1, counted(slots));
  });
  for (const { fill, form } of FILLS)
    take(form, () => {
      plan.fill ??= fill;
    });
  return { plan, rest };
}

const counted = (said: string | undefined): number =>
  said === undefined ? 1 : (numberWord(tokenise(said)[0]) ?? (Number(said) || 1));

const clockOf = (found: RegExpExecArray, at: number): Clock => {
  const meridiem = found[at + 2]?.toLowerCase();
  return {
    hour: Number(found[at]),
    minute: Number(found[at + 1] ?? 0),
    marked: true,
    ...((meridiem === "am" || meridiem === "pm") && { meridiem }),
  };
};

/** A break's clock within a session's hours: "9 to 9:15" of an evening session is in the evening. */
export function settleBreak({ from, to }: { from: Clock; to: Clock }, session: { from: ClockTime; to: ClockTime }) {
  const settled = settleRange(from, to);
  const early = minutes(settled.to) <= minutes(session.from) && settled.to.hour < 12;
  const later = ({ hour, ...clock }: ClockTime) => ({ ...clock, hour: hour + 12 });
  return early ? { from: later(settled.from), to: later(settled.to) } : settled;
}
