import { type Sheet, sayStanding } from "../core/auditions/read-sheet.ts";
import { sayClock } from "../core/messages/say-time.ts";

const HEAD = ["Time", "Until", "Room", "Reader", "Name", "State", "Checked in", "Seen"];

/**
 * The sheet as a table (RFC 4180) that spreadsheets open as it was meant: with a byte order mark, one line a place, and no
 * cell that could be taken for a formula.
 */
export function sheetCsv(sheet: Sheet): string {
  const clock = (at: Date | null) => (at ? sayClock(at, sheet.timeZone) : "");
  const rows = sheet.slots.flatMap((slot) => {
    const at = [slot.clock, clock(slot.endsAt), slot.room, slot.reader ?? ""];
    const free = Array.from({ length: Math.max(0, slot.capacity - slot.people.length) }, () => [
      ...at,
      "",
      "free",
      "",
      "",
    ]);
    const taken = slot.people.map((one) => [
      ...at,
      one.name,
      sayStanding(one, sheet.timeZone),
      clock(one.checkedInAt),
      clock(one.seenAt),
    ]);
    return [...taken, ...free];
  });
  return `\uFEFF${[HEAD, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** Quoted; what begins like a formula (OWASP, CSV injection) behind an apostrophe; on one line. */
function cell(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
  const plain = /^[=+\-@＝＋－＠|%]/u.test(line) ? `'${line}` : line;
  return `"${plain.replaceAll('"', '""')}"`;
}
