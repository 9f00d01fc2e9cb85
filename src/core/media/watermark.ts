import { AppError } from "../errors.ts";
import { toLatin } from "../talent/to-latin.ts";

/** Loaded where a PDF is read or written: it is large. */
const library = () => import("pdf-lib");

/** How many pages a PDF has. Throws `invalid_input`, in words for the team, for one that is locked or broken. */
export async function countPages(bytes: Uint8Array): Promise<number> {
  return (await open(bytes)).getPageCount();
}

/**
 * A copy of a PDF with the name of who it is for across every page. Only the pages are copied: what a file would do by
 * itself when it is opened stays behind.
 */
export async function watermark(
  bytes: Uint8Array,
  { name, line }: { name: string; line: string },
): Promise<Uint8Array> {
  const { PDFDocument, StandardFonts, degrees, rgb } = await library();
  const given = await open(bytes);
  const copy = await PDFDocument.create();
  const font = await copy.embedFont(StandardFonts.Helvetica);
  const [across, below] = [printable(name), printable(line)];
  for (const page of await copy.copyPages(given, given.getPageIndices())) {
    copy.addPage(page);
    const { width, height } = page.getSize();
    const size = Math.min(64, (width * 1.1) / Math.max(1, font.widthOfTextAtSize(across, 1)));
    const half = (font.widthOfTextAtSize(across, size) / 2) * Math.SQRT1_2;
    page.drawText(across, {
      x: width / 2 - half,
      y: height / 2 - half,
      size,
      font,
      rotate: degrees(45),
      color: rgb(0.5, 0.5, 0.5),
      opacity: 0.25,
    });
    page.drawText(below, { x: 24, y: 14, size: 8, font, color: rgb(0.4, 0.4, 0.4) });
  }
  return copy.save();
}

async function open(bytes: Uint8Array) {
  const { PDFDocument } = await library();
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    if (document.getPageCount() > 0) return document;
  } catch (cause) {
    throw new AppError("invalid_input", "a PDF that cannot be read", {
      cause,
      said: "I cannot read that PDF: it is locked with a password, or damaged. Please send it without a password.",
    });
  }
  throw new AppError("invalid_input", "a PDF without pages", { said: "That PDF has no pages." });
}

const DEVANAGARI = /[\u0900-\u097f]/;
/** What a PDF writes without a font of its own: WinAnsi as far as it is Latin-1. */
const PLAIN = /[\x20-\x7e\xa1-\xac\xae-\xff]/;

/** The letters of a name that can be written, Devanagari as it sounds. */
function printable(text: string): string {
  const latin = DEVANAGARI.test(text)
    ? toLatin(text).replace(/(?<![\p{L}'’])\p{Ll}/gu, (letter) => letter.toUpperCase())
    : text;
  const letters = [...latin.normalize("NFC").replace(/[–—]/g, "-").replace(/[“”„]/g, '"').replace(/[‘’]/g, "'")];
  const written = letters.map((one) => (PLAIN.test(one) ? one : one.normalize("NFKD").replace(/[^\x20-\x7e]/g, "")));
  return written.join("").replace(/\s+/g, " ").trim() || "Confidential";
}
