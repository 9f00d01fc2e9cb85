import type { SourceRow } from "./import-talent.ts";

const MAX_CHARACTERS = 100_000;
const UNREADABLE = "could not be read as JSON";

/**
 * Takes a JSON array of objects, or an object a line, in pieces of any size and gives back each object as it is complete.
 * Holds no more than one object of at most 100,000 characters. `end` tells of one that was left open.
 */
export function createJsonSplitter() {
  let [depth, line, first, stray] = [0, 1, 1, 0];
  let [quoted, escaped, long] = [false, false, false];
  let open = "";

  const keep = (text: string) => {
    long ||= open.length + text.length > MAX_CHARACTERS;
    open = long ? "" : open + text;
  };
  const close = (): SourceRow => {
    const row = long ? { line: first, record: undefined, problem: "is too long" } : parsed(open, first);
    [open, long] = ["", false];
    return row;
  };
  const inside = (letter: string) => {
    if (escaped) escaped = false;
    else if (quoted) {
      escaped = letter === "\\";
      quoted = letter !== '"';
    } else if (letter === '"') quoted = true;
    else if (letter === "{") depth += 1;
    else if (letter === "}") depth -= 1;
  };

  return {
    *push(text: string): Generator<SourceRow> {
      let from = 0;
      for (let index = 0; index < text.length; index += 1) {
        const letter = text[index] ?? "";
        if (depth > 0) {
          inside(letter);
          if (depth === 0) {
            keep(text.slice(from, index + 1));
            yield close();
          }
        } else if (letter === "{") [depth, first, from] = [1, line, index];
        else if (!/[\s,[\]\ufeff]/.test(letter) && stray !== line) {
          stray = line;
          yield { line, record: undefined, problem: UNREADABLE };
        }
        if (letter === "\n") line += 1;
      }
      if (depth > 0) keep(text.slice(from));
    },
    *end(): Generator<SourceRow> {
      if (depth > 0) yield { line: first, record: undefined, problem: UNREADABLE };
    },
  };
}

function parsed(json: string, line: number): SourceRow {
  try {
    return { line, record: JSON.parse(json) };
  } catch {
    return { line, record: undefined, problem: UNREADABLE };
  }
}
