import { type Casting, tool } from "./casting-form.ts";
import { kindsOf, LIST, nameIn, ofRole, only, ROLE, WHO } from "./checkpoint-words.ts";
import { tokenise } from "./tokens.ts";
import { understandGate } from "./understand-gate.ts";
import { type Clockwork, whenOf } from "./when.ts";

const LONGEST = 200;

const OTHERS = LIST.replace("what", "others");

const BY =
  /[\s,]+(?:(?:is|are)\s+)?(?:due\s+)?(?:by|until|till|before|due(?:\s+on)?|deadline(?:\s+is)?)\s+(?:the\s+)?(?<when>.{2,40})$|[\s,]+(?<hindi>\S.{1,30}?)\s+tak\W*$/iu;

const OWNS = [
  only(`${WHO}(?:\\s+will)?\\s+(?:owns?|own|takes?(?: over)?|handles?|runs?|leads?|sees? to)\\s+${LIST}${ROLE}`),
  only(
    `${WHO}\\s*(?:\\s+is|\\s+am|['’]s|['’]m)\\s+(?:responsible for|in charge of|on|the owner of|owner of)\\s+${LIST}${ROLE}`,
  ),
  only(`(?:give|assign|hand(?: over)?)\\s+${LIST}${ROLE}\\s+to\\s+${WHO}`),
  only(`${LIST}${ROLE}\\s+(?:is|are|belongs?)\\s+(?:to\\s+|owned by\\s+|on\\s+)${WHO}`),
  only(`${LIST}${ROLE}\\s+(?:is|are)\\s+(?<who>mine)`),
  only(`${LIST}${ROLE}\\s+(?:owner)\\s*:?\\s+${WHO}`),
  only(`${LIST}\\s+${WHO}\\s+(?:karega|karegi|karenge|sambhalega|sambhalegi|dekhega|dekhegi)`),
];
const DUE = only(`${LIST}${ROLE}`);
const STATES = [
  {
    state: "open",
    form: only(
      `(?:re-?open\\s+${LIST}${ROLE}|${LIST.replace("what", "also")}\\s+(?:is|are)(?:n['’]?t|\\s+not)\\s+(?:done|finished|over|ready)(?:\\s+yet)?)`,
    ),
  },
  {
    state: "done",
    form: only(
      `(?:mark\\s+)?${LIST}${ROLE}\\s+(?:(?:is|are|as)\\s+)?(?:now\\s+|all\\s+)?(?:done|finished|complete[d]?|over|ready|ho gay[aie])(?:\\s+hai)?`,
    ),
  },
  { state: "done", form: only(`(?:we(?:['’]re|\\s+are)\\s+)?(?:done|finished)\\s+with\\s+${LIST}${ROLE}`) },
  {
    state: "skipped",
    form: only(`(?:skip|leave out|no|(?:we\\s+)?(?:do not|don['’]?t)\\s+need(?:\\s+any)?|without)\\s+${LIST}${ROLE}`),
  },
] as const;
const WAITS = [
  {
    adds: false,
    form: only(
      `${LIST}${ROLE}\\s+(?:(?:does|do)(?:\\s+not|n['’]?t)|need(?:s)?\\s+not)\\s+(?:wait|have to wait|depend|need)\\s*(?:for|on)?\\s+${OTHERS}`,
    ),
  },
  {
    adds: true,
    form: only(
      `${LIST}${ROLE}\\s+(?:waits?|must wait|should wait|depends?|comes?|only)\\s+(?:for|on|after)\\s+${OTHERS}`,
    ),
  },
];
const SHOW = [
  only(
    `(?:(?:show|see|list|give)\\s+)?(?:me\\s+|us\\s+)?(?:all\\s+)?(?:the\\s+)?(?:checkpoints?|milestones?|operations(?:\\s+status)?|ops\\s+status)(?:\\s+status)?${ROLE}`,
  ),
  only(
    "(?:who owns what|who is on what|who does what|what waits(?: on whom)?|what is (?:waiting|stuck|blocked|overdue|late)|what['’]s (?:waiting|stuck|blocked|overdue|late)|anything (?:stuck|blocked|overdue)|kya atka hai|kya ruka hai)",
  ),
];

/** "Asha owns the shortlist, by Friday", "the auditions are done": what the team says of a role's checkpoints. */
export function understandOperations(text: string, clockwork: Clockwork): Casting | undefined {
  const said = text.trim();
  if (said.length > LONGEST) return undefined;
  for (const form of SHOW) {
    const found = form.exec(said);
    if (found) return tool("show_operations", ofRole(found.groups?.role));
  }
  if (/[?？]\s*$/u.test(said)) return undefined;
  const gate = understandGate(said);
  if (gate) return gate;
  const late = BY.exec(said);
  const when = late?.groups?.when ?? late?.groups?.hindi;
  const day = when ? whenOf(tokenise(when), clockwork).day : undefined;
  const rest = day && late ? said.slice(0, late.index) : said;
  return setOwner(rest, { day, clockwork }) ?? (day ? dueOf(rest, day) : (stateOf(rest) ?? waitsOf(rest)));
}

const set = (groups: Record<string, string | undefined>, more: Record<string, unknown>) =>
  tool("set_checkpoint", { ...ofRole(groups.role), checkpoints: kindsOf(groups.what ?? groups.also ?? ""), ...more });

/** What is no person though it stands in a person's place: "on hold", "on Friday". */
const NO_OWNER = /^(?:hold|track|time|schedule|the (?!.*director))/iu;
/** "Give the offer to Asha" is meant for Asha herself. */
const GIVES = /^\W*give\b.*\b(?:offer|book)/iu;

function setOwner(
  said: string,
  { day, clockwork }: { day: string | undefined; clockwork: Clockwork },
): Casting | undefined {
  if (GIVES.test(said)) return undefined;
  for (const form of OWNS) {
    const groups = form.exec(said)?.groups;
    const owner = nameIn(groups?.who);
    if (!groups || !owner || NO_OWNER.test(owner) || whenOf(tokenise(owner), clockwork).day) continue;
    return set(groups, { owner, ...(day && { due: day }) });
  }
  return undefined;
}

function dueOf(said: string, day: string): Casting | undefined {
  const groups = DUE.exec(said)?.groups;
  return groups && set(groups, { due: day });
}

function stateOf(said: string): Casting | undefined {
  for (const { state, form } of STATES) {
    const groups = form.exec(said)?.groups;
    if (groups) return set(groups, { state });
  }
  return undefined;
}

function waitsOf(said: string): Casting | undefined {
  for (const { adds, form } of WAITS) {
    const groups = form.exec(said)?.groups;
    if (groups) return set(groups, { [adds ? "waitsFor" : "waitsNoMoreFor"]: kindsOf(groups.others ?? "") });
  }
  return undefined;
}
