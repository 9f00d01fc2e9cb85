import { type Casting, tool } from "./casting-form.ts";
import { numberWord } from "./time-words.ts";
import { tokenise } from "./tokens.ts";

const COUNT =
  "\\d{1,3}(?:\\.\\d)?|(?:half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|ek|do|teen)(?![\\p{L}\\p{M}])";
const UNIT = "hours?|hrs?|h|ghante|ghanta|minutes?|mins?|days?|din|weeks?|घंटे|दिन|मिनट";
const LEAD = `(?:${COUNT})\\s*(?:${UNIT})?`;
const FORM = new RegExp(
  `\\b(?:and\\s+)?remind(?:ers?)?(?:\\s+(?:them|everyone|everybody|all|talent|people|at|sent|should|go|out|be|are))*\\s*:?\\s*(?<leads>${LEAD}(?:\\s*(?:,|and|&|aur)\\s*${LEAD})*)\\s*(?:before(?:hand)?|earlier|ahead|in advance|pehle|पहले)`,
  "iu",
);
const NONE =
  /\b(?:no|without(?:\s+any)?|do(?:n['’]?t| not) send(?:\s+any)?|switch off(?:\s+the)?|turn off(?:\s+the)?)\s+reminders?\b/iu;
const ONE = new RegExp(`(?<count>${COUNT})\\s*(?<unit>${UNIT})?`, "giu");
const LONGEST = 160;

/** "remind them a day and 2 hours before": hours, and the text without it; undefined where it says nothing of reminders. */
export function remindersIn(text: string): { hours: number[]; rest: string } | undefined {
  const none = NONE.exec(text);
  if (none) return { hours: [], rest: cut(text, none) };
  const found = FORM.exec(text);
  if (!found?.groups?.leads) return undefined;
  const leads = [...found.groups.leads.matchAll(ONE)].map(({ groups }) => ({
    count: countOf(groups?.count ?? ""),
    unit: groups?.unit,
  }));
  const hours = leads
    .map(({ count, unit }, nth) => count * hoursOf(unit ?? leads.slice(nth).find((one) => one.unit)?.unit))
    .filter((one) => one >= 1 && one <= 336);
  return hours.length > 0 ? { hours: hours.slice(0, 5), rest: cut(text, found) } : undefined;
}

const cut = (text: string, { index, 0: whole }: RegExpExecArray) =>
  `${text.slice(0, index)}, ${text.slice(index + whole.length)}`;

function countOf(said: string): number {
  const word = said.toLowerCase();
  if (word.startsWith("half")) return 0.5;
  return /^an?$/.test(word) ? 1 : (numberWord(tokenise(word)[0]) ?? Number(word));
}

function hoursOf(unit = "hours"): number {
  if (/^(?:min|मिनट)/iu.test(unit)) return 1 / 60;
  if (/^(?:d|दिन)/iu.test(unit)) return 24;
  return /^w/iu.test(unit) ? 168 : 1;
}

/** A sentence about reminders and nothing else. */
export function understandReminders(text: string): Casting | undefined {
  const found = text.length <= LONGEST ? remindersIn(text) : undefined;
  const more = found?.rest.replace(/\b(?:please|set|change|make|the|send|instead|now|only|to)\b|[\s\p{P}]+/giu, "");
  return found && more === "" ? tool("set_reminders", { hours: found.hours }) : undefined;
}
