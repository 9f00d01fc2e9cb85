import { cutText, splitText } from "../cut-text.ts";

/** What people wrote stays text: no mention, no call to a channel, no link can come of it. */
export const escaped = (text: string) =>
  text.toWellFormed().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Escaped text of at most `longest` characters, cut before it is escaped so that no entity is cut. Never empty. */
export function cutEscaped(text: string, longest: number): string {
  if (!text.trim()) return "…";
  for (let size = longest; size > 1; size = Math.floor(size * 0.8)) {
    const fitting = escaped(cutText(text, size));
    if (fitting.length <= longest) return fitting;
  }
  return "…";
}

/** Text in pieces that have at most `longest` characters each when they are escaped. */
export function splitToEscape(text: string, longest: number): string[] {
  const split = (part: string, size: number): string[] =>
    splitText(part, size).flatMap((piece) =>
      escaped(piece).length <= longest ? [piece] : split(piece, Math.ceil(piece.length / 2)),
    );
  return split(text, longest);
}
