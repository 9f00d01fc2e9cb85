/**
 * The sheet to print. The font has Latin and Devanagari; fontkit shapes it, so that conjuncts and vowel signs stand where
 * they should. Both are loaded when the first sheet is asked for.
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { PDFFont, PDFPage } from "pdf-lib";
import { type Sheet, sayStanding } from "../core/auditions/read-sheet.ts";
import { sayClock, sayRange } from "../core/messages/say-time.ts";

/** A4, in points. */
const PAGE = { width: 595, height: 842, margin: 40 };
const WIDTH = PAGE.width - 2 * PAGE.margin;
const ROW = 22;
const SIZE = 10;
const COLUMNS = [
  { title: "Time", width: 112 },
  { title: "Name", width: 170 },
  { title: "State", width: 110 },
  { title: "Room", width: 63 },
  { title: "Notes", width: 60 },
] as const;
/** Heading, hours, and a line below the table. */
const ROWS_A_PAGE = Math.floor((PAGE.height - 2 * PAGE.margin) / ROW) - 4;
const LONGEST = 120;
const UNKNOWN = "?";
const LEGEND = "? is a letter that this page cannot show; the table (CSV) has it.";

/** A PDF of A4 pages with a line a place. */
export async function sheetPdf(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const [{ PDFDocument }, fontkit, bytes] = await Promise.all([
    import("pdf-lib"),
    import("fontkit"),
    readFile(
      fileURLToPath(
        import.meta.resolve("@expo-google-fonts/noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf"),
      ),
    ),
  ]);
  const file = await PDFDocument.create();
  file.setTitle(`Session sheet: ${sheet.role}, ${sheet.day}`);
  file.registerFontkit(fontkit);
  const font = await file.embedFont(bytes, { subset: false });
  const ink = { font, known: new Set(font.getCharacterSet()) };

  const rows = rowsOf(sheet);
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE));
  const heading = [sheet.role, sheet.project].filter(Boolean).join(", ");
  const when = `${sayRange(sheet.startsAt, sheet.endsAt, sheet.timeZone)}, ${sheet.place}`;
  for (let nth = 0; nth < pages; nth += 1) {
    const lines = [COLUMNS.map(({ title }) => title), ...rows.slice(nth * ROWS_A_PAGE, (nth + 1) * ROWS_A_PAGE)];
    drawPage(file.addPage([PAGE.width, PAGE.height]), ink, {
      heading,
      when: pages > 1 ? `${nth + 1}/${pages}   ${when}` : when,
      lines,
    });
  }
  return new Uint8Array(await file.save());
}

type Ink = { font: PDFFont; known: Set<number> };
type Words = { heading: string; when: string; lines: string[][] };

function drawPage(page: PDFPage, ink: Ink, { heading, when, lines }: Words): void {
  let y = PAGE.height - PAGE.margin;
  const write = (text: string, { x, width, size = SIZE }: { x: number; width: number; size?: number }) =>
    page.drawText(fitted(ink, text, { width, size }), { x, y, size, font: ink.font });
  write(heading, { x: PAGE.margin, width: WIDTH, size: 14 });
  y -= ROW;
  write(when, { x: PAGE.margin, width: WIDTH });
  for (const line of lines) {
    y -= ROW;
    let x = PAGE.margin;
    for (const [nth, { width }] of COLUMNS.entries()) {
      write(line[nth] ?? "", { x, width: width - 6 });
      x += width;
    }
    page.drawLine({ start: { x: PAGE.margin, y: y - 6 }, end: { x, y: y - 6 }, thickness: 0.4 });
  }
  y -= ROW;
  const all = [heading, when, ...lines.flat()];
  if (all.some((text) => written(text, ink.known).includes(UNKNOWN) && !text.includes(UNKNOWN)))
    write(LEGEND, { x: PAGE.margin, width: WIDTH });
}

function rowsOf({ slots, timeZone }: Sheet): string[][] {
  return slots.flatMap(({ clock, endsAt, room, people, capacity }) => {
    const at = `${clock}–${sayClock(endsAt, timeZone)}`;
    const free = Array.from({ length: Math.max(0, capacity - people.length) }, () => [at, "", "", room, ""]);
    return [...people.map((one) => [at, one.name, sayStanding(one, timeZone), room, ""]), ...free];
  });
}

/** On one line, in letters that the font has: for others a question mark, and pictures are left out. */
function written(text: string, known: Set<number>): string {
  return [...text.replace(/[\p{Cc}\s]+/gu, " ").trim()]
    .map((one) => (known.has(one.codePointAt(0) ?? 0) ? one : /[\p{L}\p{N}]/u.test(one) ? UNKNOWN : ""))
    .join("")
    .trim();
}

/** Cut to the width. */
function fitted({ font, known }: Ink, text: string, { width, size }: { width: number; size: number }): string {
  const letters = [...written(text, known)];
  const wide = (count: number) => font.widthOfTextAtSize(letters.slice(0, count).join(""), size);
  let count = Math.min(letters.length, LONGEST);
  while (count > 0 && wide(count) > width) count -= 1;
  return letters.slice(0, count).join("");
}
