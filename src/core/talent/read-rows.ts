import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { type CsvError, parse } from "csv-parse";
import { AppError } from "../errors.ts";
import type { SourceRow } from "./import-talent.ts";
import { createJsonSplitter } from "./split-json.ts";

/**
 * The records of a .csv or .json file one after another: CSV with a header, a JSON array, or an object a line. What
 * cannot be read is told by its line. Throws `invalid_input` when the file itself cannot be read.
 */
export async function* readRows(path: string): AsyncGenerator<SourceRow> {
  const read = /\.(?:json|jsonl|ndjson)$/i.test(path) ? readJson : readCsv;
  try {
    yield* read(path);
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new AppError("invalid_input", "the file cannot be read", { cause, said: `${path} cannot be read (${why}).` });
  }
}

const CSV_PROBLEMS: Record<string, string> = {
  CSV_RECORD_INCONSISTENT_COLUMNS: "has another number of columns than the header",
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: "has another number of columns than the header",
  CSV_MAX_RECORD_SIZE: "is too long; a quotation mark may be missing",
  CSV_QUOTE_NOT_CLOSED: "has a quotation mark that is never closed",
};

async function* readCsv(path: string): AsyncGenerator<SourceRow> {
  const problems: SourceRow[] = [];
  const parser = parse({
    columns: true,
    bom: true,
    trim: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    max_record_size: 100_000,
    on_skip: (error: CsvError | undefined) => {
      problems.push({ line: Number(error?.lines ?? 0), record: undefined, problem: sayProblem(error) });
      return undefined;
    },
  });
  pipeline(createReadStream(path, "utf8"), parser, () => undefined);
  for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
    // The parser reads ahead of us.
    while (problems[0] && problems[0].line < info.lines) yield problems.shift() as SourceRow;
    yield { line: info.lines, record, ...(info.error && { problem: sayProblem(info.error) }) };
  }
  yield* problems;
}

type CsvRecord = { record: unknown; info: { lines: number; error?: CsvError } };

const sayProblem = (error: CsvError | undefined) => CSV_PROBLEMS[error?.code ?? ""] ?? "could not be read as CSV";

async function* readJson(path: string): AsyncGenerator<SourceRow> {
  const splitter = createJsonSplitter();
  for await (const text of createReadStream(path, "utf8") as AsyncIterable<string>) yield* splitter.push(text);
  yield* splitter.end();
}
