/** bench/RESULTS.md: a part that is measured again takes the place of what it was, each with its day. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { markdown, type Section } from "./figures.ts";

const RESULTS = new URL("RESULTS.md", import.meta.url);

export function keepResults(measured: Section[]): void {
  const kept = existsSync(RESULTS) ? sectionsOf(readFileSync(RESULTS, "utf8")) : new Map<string, string>();
  const day = new Date().toISOString().slice(0, 10);
  for (const section of measured) {
    kept.set(section.title, markdown({ ...section, note: `${section.note} Measured on ${day}.` }));
  }
  writeFileSync(RESULTS, `${head()}\n${[...kept.values()].join("\n")}`);
}

function sectionsOf(results: string): Map<string, string> {
  const [, ...sections] = results.split(/^(?=## )/m);
  return new Map(sections.map((text) => [text.slice(3, text.indexOf("\n")), `${text.trimEnd()}\n`]));
}

const head = () =>
  [
    "# What was measured",
    "",
    `By \`npm run bench\`: ${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, PostgreSQL and Redis on the same machine,`,
    "commits waiting for the disk. Load, programs, references and databases share these cores: compare each row with its",
    "reference, not with another machine's.",
    "",
  ].join("\n");
