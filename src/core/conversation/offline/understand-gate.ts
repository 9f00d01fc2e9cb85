import { CHECKPOINTS } from "../../operations/checkpoint-kinds.ts";
import { type Casting, tool } from "./casting-form.ts";
import { kindsOf, LIST, nameIn, ofRole, only, ROLE, WHO } from "./checkpoint-words.ts";

const GO = "(?:(?:the|a)\\s+)?(?:go(?:[\\s-]*(?:/|or)[\\s-]*no[\\s-]?go)?|no[\\s-]?go)";
const OF = "(?:for|on|of|to|before)";

/** "The offer needs Meera's go." */
const GATES = [
  only(`${LIST}${ROLE}\\s+(?:needs?|waits? for|requires?)\\s+${WHO}(?:['’]s?)?\\s+${GO}`),
  only(`${WHO}\\s+(?:gives?|decides?(?: on)?|says?|has)\\s+${GO}\\s+${OF}\\s+${LIST}${ROLE}`),
  only(
    `(?:go[\\s-]*(?:/|or)[\\s-]*no[\\s-]?go|(?:put\\s+)?(?:a\\s+)?gate)\\s+${OF}\\s+${LIST}${ROLE}\\s*(?:[:,-]|\\s(?:by|is|with|from))\\s*${WHO}`,
  ),
  only(`no\\s+${LIST}${ROLE}\\s+(?:without|before)\\s+${WHO}(?:['’]s?)?\\s+${GO}`),
];
/** Who signs a step off opens the next. */
const SIGNS = only(`${WHO}\\s+(?:signs?\\s+off(?:\\s+on)?|approves)\\s+${LIST}${ROLE}`);

const YES = "(?:it(?:['’]s|\\s+is)\\s+)?(?:a\\s+)?go(?:\\s+ahead)?";
const NO = "(?:it(?:['’]s|\\s+is)\\s+)?(?:a\\s+)?no[\\s-]?go";
const ANSWERS = [
  { answer: "no_go", form: only(`${NO}(?:\\s+(?:for|on|with)\\s+${LIST}${ROLE})?`) },
  { answer: "go", form: only(`${YES}(?:\\s+(?:for|on|with)\\s+${LIST}${ROLE})?`) },
  { answer: "no_go", form: only(`${LIST}${ROLE}\\s*(?::|,|-|is|are)\\s*(?:a\\s+)?no[\\s-]?go`) },
  { answer: "go", form: only(`${LIST}${ROLE}\\s*(?::|,|-|is|are)\\s*(?:a\\s+)?go`) },
] as const;

/** Who decides whether a step may begin, and what the person decides. */
export function understandGate(said: string): Casting | undefined {
  for (const form of GATES) {
    const groups = form.exec(said)?.groups;
    const gate = nameIn(groups?.who);
    if (groups && gate) return set(groups, { checkpoints: kindsOf(groups.what ?? ""), gate });
  }
  const signed = SIGNS.exec(said)?.groups;
  const gate = nameIn(signed?.who);
  const next = kindsOf(signed?.what ?? "").map((kind) => CHECKPOINTS[CHECKPOINTS.indexOf(kind) + 1]);
  if (signed && gate && next[0]) return set(signed, { checkpoints: next.filter(Boolean), gate });
  for (const { form, answer } of ANSWERS) {
    const groups = form.exec(said)?.groups;
    if (!groups) continue;
    const [checkpoint] = kindsOf(groups.what ?? "");
    return tool("answer_gate", { ...ofRole(groups.role), ...(checkpoint && { checkpoint }), answer });
  }
  return undefined;
}

const set = ({ role }: Record<string, string | undefined>, more: Record<string, unknown>) =>
  tool("set_checkpoint", { ...ofRole(role), ...more });
