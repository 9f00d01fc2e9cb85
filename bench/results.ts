/** bench/RESULTS.md, or another such file: a part that is measured again takes the place of what it was, each with its day. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { markdown, type Section } from "./figures.ts";

const RESULTS = { name: "RESULTS.md", head: () => head() };

export function keepResults(measured: Section[], into = RESULTS): void {
  const file = new URL(into.name, import.meta.url);
  const kept = existsSync(file) ? sectionsOf(readFileSync(file, "utf8")) : new Map<string, string>();
  const day = new Date().toISOString().slice(0, 10);
  for (const section of measured) {
    kept.set(section.title, markdown({ ...section, note: `${section.note} Measured on ${day}.` }));
  }
  writeFileSync(file, `${into.head()}\n${[...kept.values()].join("\n")}`);
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
