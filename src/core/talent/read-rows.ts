import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parse } from "csv-parse";
import type { SourceRow } from "./import-talent.ts";

/** The records of a .csv or .json file one after another: CSV with a header, a JSON array, or an object a line. */
export function readRows(path: string): AsyncIterable<SourceRow> {
  return path.toLowerCase().endsWith(".json") || path.toLowerCase().endsWith(".jsonl") ? readJson(path) : readCsv(path);
}

async function* readCsv(path: string): AsyncGenerator<SourceRow> {
  const problems: SourceRow[] = [];
  const parser = createReadStream(path, "utf8").pipe(
    parse({
      columns: true,
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: 100_000,
      on_skip: (error) => {
        problems.push({ line: Number(error?.lines ?? 0), record: undefined, problem: "could not be read as CSV" });
        return undefined;
      },
    }),
  );
  for await (const { record, info } of parser as AsyncIterable<{ record: unknown; info: { lines: number } }>) {
    yield* problems.splice(0);
    yield { line: info.lines, record };
  }
  yield* problems;
}

/** Line by line: an array has its objects on lines of their own, as `JSON.stringify(rows, null, 0)` split by commas or pretty. */
async function* readJson(path: string): AsyncGenerator<SourceRow> {
  let open = "";
  let first = 0;
  let line = 0;
  for await (const text of createInterface({
    input: createReadStream(path, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line += 1;
    for (const piece of objectsIn(`${open}${text}\n`)) {
      if (piece.rest !== undefined) {
        if (open === "" && piece.rest.trim() !== "") first = line;
        open = piece.rest;
      } else {
        yield parsed(piece.json, open === "" ? line : first);
        open = "";
      }
    }
  }
  if (/[^\s\],[]/.test(open)) yield { line: first, record: undefined, problem: "could not be read as JSON" };
}

function parsed(json: string, line: number): SourceRow {
  try {
    return { line, record: JSON.parse(json) };
  } catch {
    return { line, record: undefined, problem: "could not be read as JSON" };
  }
}

type Piece = { json: string; rest?: undefined } | { json?: undefined; rest: string };

/** The whole objects at the outermost level of a text, then what is left over. */
function* objectsIn(text: string): Generator<Piece> {
  let depth = 0;
  let start = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    if (quoted) {
      if (letter === "\\") index += 1;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === "{") {
      if (depth === 0) start = index;
      depth += 1;
    } else if (letter === "}" && depth > 0) {
      depth -= 1;
      if (depth === 0) {
        yield { json: text.slice(start, index + 1) };
        start = index + 1;
      }
    }
  }
  yield { rest: depth > 0 ? text.slice(start) : "" };
}
