import { inflateSync } from "node:zlib";
import { PDFDocument } from "pdf-lib";
import type { FetchFile } from "../../src/core/ports.ts";

/** A PDF of so many empty pages. */
export async function pdfOf(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([595, 842]);
  return document.save();
}

/** The texts that are drawn on the pages of a PDF of ours, and how many pages it has. */
export async function readPdf(bytes: Uint8Array): Promise<{ pages: number; texts: string[] }> {
  const { length: pages } = (await PDFDocument.load(bytes)).getPages();
  const streams = Buffer.from(bytes)
    .toString("latin1")
    .matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g);
  const texts = [...streams].flatMap(([, content = ""]) => {
    try {
      const drawn = inflateSync(Buffer.from(content, "latin1")).toString("latin1");
      return [...drawn.matchAll(/<([0-9A-F]+)> Tj/g)].map(([, hex = ""]) => Buffer.from(hex, "hex").toString("latin1"));
    } catch {
      return [];
    }
  });
  return { pages, texts };
}

/** The first bytes of an MP4, and so many in all. */
export function mp4(bytes = 4_096): Uint8Array {
  const file = new Uint8Array(bytes);
  file.set(Buffer.from("\0\0\0\x18ftypisom", "latin1"));
  return file;
}

type Held = Uint8Array | { announced: number } | "broken";

/** A platform that gives the files it was told of; `announced` says that a file is larger than it is. */
export function mediaHost() {
  const files = new Map<string, Held>();
  const asked: string[] = [];
  const fetchFile: FetchFile = async ({ media: { reference = "" } }) => {
    asked.push(reference);
    const found = files.get(reference);
    if (!found) return "gone";
    if (found === "broken") throw new Error("the line was cut");
    const bytes = found instanceof Uint8Array ? found : mp4();
    return {
      body: new Blob([new Uint8Array(bytes)]).stream(),
      bytes: found instanceof Uint8Array ? found.length : found.announced,
    };
  };
  return { files, asked, fetchFile };
}
