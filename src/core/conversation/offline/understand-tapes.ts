import { type Casting, START, tool } from "./casting-form.ts";
import { tokenise } from "./tokens.ts";
import { type Clockwork, whenOf } from "./when.ts";
import { whom } from "./whom.ts";

const TAPE = "self[- ]?tapes?";
const BY = "(?:\\s*,?\\s*(?:by|until|till|before|due)\\s+(?<when>.{2,60}?))?(?:\\s*[:.]\\s+(?<note>.{3,160}))?\\W*$";

const REQUESTS = [
  new RegExp(
    `${START}(?:ask|request)\\s+(?<who>.{1,160}?)\\s+(?:for|to send|to make)\\s+(?:an?\\s+|the\\s+|their\\s+)?${TAPE}${BY}`,
    "isu",
  ),
  new RegExp(
    `${START}(?:(?:ask|request|get|want|need)\\s+)?(?:for\\s+)?(?:an?\\s+)?${TAPE}\\s+(?:from|of)\\s+(?<who>.{1,160}?)${BY}`,
    "isu",
  ),
  /^\W*(?<who>[\p{L}\p{M} ,.'-]{2,80}?)\s+(?:se|ka|ki)\s+self[- ]?tape\s+(?:mangwao|mangao|mango|chahiye|mangwa lo|maango)(?:\s+(?<when>.{2,40}?)\s+tak)?\W*$/iu,
];
const RETAKES = [
  new RegExp(
    `${START}ask\\s+(?<who>.{1,120}?)\\s+(?:for|to send)\\s+(?:another|a new|one more|a better|a second)\\s+(?:take|${TAPE})${BY}`,
    "isu",
  ),
  new RegExp(`${START}(?:another|one more)\\s+(?:take|${TAPE})\\s+(?:from|of)\\s+(?<who>.{1,120}?)${BY}`, "isu"),
  new RegExp(`${START}(?:ask\\s+for\\s+)?(?:a\\s+)?retake\\s+(?:from|of|for)\\s+(?<who>.{1,120}?)${BY}`, "isu"),
  new RegExp(`${START}ask\\s+(?<who>.{1,120}?)\\s+for\\s+a\\s+retake${BY}`, "isu"),
];
const KEEPS = [
  new RegExp(
    `${START}(?:keep|i like|we like)\\s+(?<who>.{1,80}?)(?:['’]s|\\s+ka|\\s+ki)\\s+(?:self[- ]?)?tape\\W*$`,
    "iu",
  ),
  /^\W*(?<who>.{1,80}?)(?:['’]s|\s+ka|\s+ki)\s+(?:self[- ]?)?tape\s+(?:is|was)\s+(?:good|great|lovely|fine|very good)\W*$/iu,
];
const PASSES = [
  new RegExp(
    `${START}(?:pass(?:\\s+on)?|reject)\\s+(?<who>.{1,80}?)(?:['’]s|\\s+ka|\\s+ki)\\s+(?:self[- ]?)?tape\\W*$`,
    "iu",
  ),
];
const SHOW = new RegExp(
  `${START}(?:(?:show|see|list|open|where are|which|what about|any|status of|review)\\s+)?(?:me\\s+|us\\s+)?(?:the\\s+|all\\s+)?(?:self[- ]?)?tapes?(?:\\s+(?:status|are in|are here|have come|came|we have|so far|dikhao|received))*\\W*$|^\\W*who\\s+(?:has\\s+)?sent\\s+(?:in\\s+)?(?:a|the|their|her|his)?\\s*(?:self[- ]?)?tapes?\\W*$`,
  "iu",
);

/** What a sentence of the team asks about self-tapes; undefined when it is none of these. */
export function understandTapes(text: string, clockwork: Clockwork): Casting | undefined {
  const said = text.trim();
  if (said.length > 500) return undefined;
  if (SHOW.test(said)) return tool("show_tapes", {});
  return (
    meant(said, RETAKES, clockwork, ["review_tape", { verdict: "retake" }]) ??
    meant(said, REQUESTS, clockwork, ["request_tape", {}]) ??
    meant(said, KEEPS, clockwork, ["review_tape", { verdict: "keep" }]) ??
    meant(said, PASSES, clockwork, ["review_tape", { verdict: "pass" }])
  );
}

type Asks = [name: string, more: Record<string, unknown>];

function meant(text: string, forms: RegExp[], clockwork: Clockwork, [name, more]: Asks): Casting | undefined {
  for (const form of forms) {
    const { who, when, note } = form.exec(text)?.groups ?? {};
    const people = who && whom(who);
    if (!people || Object.keys(people).length === 0) continue;
    return tool(name, { ...people, ...more, ...dueOf(when, clockwork), ...(note && { note }) });
  }
  return undefined;
}

function dueOf(said: string | undefined, clockwork: Clockwork): { dueDate?: string; dueTime?: string } {
  if (!said) return {};
  const { day, time } = whenOf(tokenise(said), clockwork);
  const two = (part: number) => String(part).padStart(2, "0");
  return { ...(day && { dueDate: day }), ...(time && { dueTime: `${two(time.hour)}:${two(time.minute)}` }) };
}
