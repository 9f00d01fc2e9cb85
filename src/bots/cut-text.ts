const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Text of at most `longest` UTF-16 units, ending in "…" when something was left out. Never splits a grapheme. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, lastBoundary(text, longest - 1)).trimEnd()}…`;
}

/**
 * The text in pieces of at most `longest` UTF-16 units, cut at a paragraph, else a line, else a space, else between two
 * graphemes. Only white space around a cut is left out. No piece is empty: an empty text has no pieces.
 */
export function splitText(text: string, longest: number): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > longest) {
    const at = cutPoint(rest, longest);
    const piece = rest.slice(0, at).trimEnd();
    if (piece) pieces.push(piece);
    rest = rest.slice(at).trimStart();
  }
  return rest ? [...pieces, rest] : pieces;
}

function cutPoint(text: string, longest: number): number {
  const head = text.slice(0, longest + 1);
  for (const mark of ["\n\n", "\n", " "]) {
    const at = head.lastIndexOf(mark);
    if (at > longest / 3) return at;
  }
  return lastBoundary(text, longest);
}

/** The last boundary of a grapheme at or before `limit`; a single grapheme that is longer is cut between code points. */
function lastBoundary(text: string, limit: number): number {
  const from = text.slice(0, limit + 64);
  let boundary = 0;
  for (const { index, segment } of graphemes.segment(from)) {
    const end = index + segment.length;
    if (end > limit) break;
    boundary = end;
  }
  if (boundary > 0) return boundary;
  return /[\ud800-\udbff]/.test(text.charAt(limit - 1)) && limit > 1 ? limit - 1 : limit;
}
