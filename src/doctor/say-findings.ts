import type { Finding } from "./finding.ts";

const MARKS: Record<Finding["state"], string> = { ok: "ok  ", off: "–   ", warning: "WARN", error: "FAIL" };
const COLOURS: Record<Finding["state"], string> = { ok: "32", off: "2", warning: "33", error: "31" };

/** The findings for a terminal, one a line, each with what to do below it, and a sum. */
export function sayFindings(findings: Finding[], { colour }: { colour: boolean }): string {
  const widest = Math.max(...findings.map(({ part }) => part.length));
  const paint = (state: Finding["state"], text: string) =>
    colour ? `\u001b[${COLOURS[state]}m${text}\u001b[0m` : text;
  const lines = findings.flatMap(({ part, state, says, todo }) => [
    `${paint(state, MARKS[state])}  ${part.padEnd(widest)}  ${says}`,
    ...(todo ? [`${" ".repeat(widest + 8)}→ ${todo}`] : []),
  ]);
  const count = (state: Finding["state"]) => findings.filter((finding) => finding.state === state).length;
  const sum = `${count("error")} to mend, ${count("warning")} to look at, ${count("ok")} well.`;
  return [...lines, "", sum, ""].join("\n");
}
