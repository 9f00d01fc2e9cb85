import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { type CsvError, parse } from "csv-parse";
import { AppError } from "../errors.ts";
import { unguarded } from "./guard-cell.ts";
import type { SourceRow } from "./import-talent.ts";
import { createSheetReader } from "./sheet-columns.ts";
import { createJsonSplitter } from "./split-json.ts";

/**
 * The records of a .csv or .json file one after another: CSV with a header, a JSON array, or an object a line. Columns may
 * be named freely (sheet-columns.ts). What cannot be read is told by its line. Throws `invalid_input` when the file itself
 * cannot be read.
 */
export async function* readRows(path: string, now = new Date()): AsyncGenerator<SourceRow> {
  const json = /\.(?:json|jsonl|ndjson)$/i.test(path);
  yield* told(path, readText(createReadStream(path, "utf8"), { json, now }));
}

/** The same of a stream, such as what a program pipes in: JSON when it begins as JSON does. */
export async function* readStream(stream: Readable, now = new Date()): AsyncGenerator<SourceRow> {
  stream.setEncoding("utf8");
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterableIterator<string>;
  let begun = "";
  // What npm says of the program that it runs comes before its first record.
  while (!/^[^\n]*[^\s>]/.test(begun)) {
    const { value, done } = await pieces.next();
    begun = `${begun}${value ?? ""}`.replace(/^(?:\s|>[^\n]*\n)+/, "");
    if (done) break;
  }
  async function* all() {
    yield begun;
    yield* pieces;
  }
  yield* told("What was piped in", readText(Readable.from(all()), { json: /^[[{]/.test(begun), now }));
}

async function* told(name: string, rows: AsyncGenerator<SourceRow>): AsyncGenerator<SourceRow> {
  try {
    yield* rows;
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new AppError("invalid_input", "the file cannot be read", { cause, said: `${name} cannot be read (${why}).` });
  }
}

async function* readText(stream: Readable, { json, now }: { json: boolean; now: Date }): AsyncGenerator<SourceRow> {
  const ours = createSheetReader(now);
  for await (const row of json ? readJson(stream) : readCsv(stream))
    yield isRecord(row.record) ? { ...row, record: ours(row.record) } : row;
}

const isRecord = (record: unknown): record is Record<string, unknown> =>
  typeof record === "object" && record !== null && !Array.isArray(record);

const CSV_PROBLEMS: Record<string, string> = {
  CSV_RECORD_INCONSISTENT_COLUMNS: "has another number of columns than the header",
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: "has another number of columns than the header",
  CSV_MAX_RECORD_SIZE: "is too long; a quotation mark may be missing",
  CSV_QUOTE_NOT_CLOSED: "has a quotation mark that is never closed",
};

async function* readCsv(stream: Readable): AsyncGenerator<SourceRow> {
  const problems: SourceRow[] = [];
  const parser = parse({
    columns: (header: string[]) => header.map((name, at) => (header.indexOf(name) < at ? `${name} (${at})` : name)),
    bom: true,
    trim: true,
    info: true,
    cast: unguarded,
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    max_record_size: 100_000,
    on_skip: (error: CsvError | undefined) => {
      problems.push({ line: Number(error?.lines ?? 0), record: undefined, problem: sayProblem(error) });
      return undefined;
    },
  });
  pipeline(stream, parser, () => undefined);
  for await (const { record, info } of parser as AsyncIterable<CsvRecord>) {
    // The parser reads ahead of us.
    while (problems[0] && problems[0].line < info.lines) yield problems.shift() as SourceRow;
    yield { line: info.lines, record, ...(info.error && { problem: sayProblem(info.error) }) };
  }
  yield* problems;
}

type CsvRecord = { record: unknown; info: { lines: number; error?: CsvError } };

const sayProblem = (error: CsvError | undefined) => CSV_PROBLEMS[error?.code ?? ""] ?? "could not be read as CSV";

async function* readJson(stream: Readable): AsyncGenerator<SourceRow> {
  const splitter = createJsonSplitter();
  for await (const text of stream as AsyncIterable<string>) yield* splitter.push(text);
  yield* splitter.end();
}
