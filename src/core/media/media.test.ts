import { describe, expect, it } from "vitest";
import { pdfOf, readPdf } from "../../../test/support/media.ts";
import { createLinks } from "./links.ts";
import { sniff } from "./sniff.ts";
import { countPages, watermark } from "./watermark.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

describe("a file", () => {
  it.each([
    ["\0\0\0\x18ftypisom", "video/mp4"],
    ["\0\0\0\x14ftypqt  ", "video/quicktime"],
    ["\0\0\0\x1cftyp3gp5", "video/3gpp"],
    ["\x1aE\xdf\xa3\x01B\x82\x84webm", "video/webm"],
    ["RIFF\0\0\0\0AVI LIST", "video/x-msvideo"],
    ["\n%PDF-1.7", "application/pdf"],
    ["\0\0\0\x18ftypheic", undefined],
    ["\0\0\0\x18ftypM4A ", undefined],
    ["\xff\xd8\xff\xe0JFIF", "image/jpeg"],
    ["MZ tape.mp4", undefined],
    ["", undefined],
  ])("of the bytes %j is %s", (head, type) => {
    expect(sniff(bytes(head))).toBe(type);
  });
});

describe("a link", () => {
  const links = createLinks("secret");
  const id = "b3b9f0f2-7d35-4d7b-9d2b-6a4f4b8b1c2d";
  const now = new Date("2026-11-21T04:30:00Z");
  const token = (path: string) => path.replace("/m/", "");

  it("opens what it was signed for until its time is over, and nothing else", () => {
    const until = new Date(now.getTime() + 60_000);
    const sides = token(links.path({ kind: "sides", id }));
    expect(links.open(sides, now)).toEqual({ kind: "sides", id });
    expect(links.open(token(links.path({ kind: "take", id, until })), now)).toEqual({ kind: "take", id });
    expect(links.open(token(links.path({ kind: "take", id, until })), until)).toBeUndefined();
    for (const forged of [
      sides.replace(/^s/, "t"),
      sides.replace("b3b9", "b3b8"),
      sides.replace(".0.", ".9999999999."),
    ])
      expect(links.open(forged, now)).toBeUndefined();
    expect(createLinks("another").open(sides, now)).toBeUndefined();
  });
});

describe("a watermark", () => {
  it.each([
    ["Asha Rao", "Asha Rao"],
    ["आशा 🎬", "Asha"],
    ["Zoë Łukasz", "Zoë ukasz"],
    ["🎬🎬", "Confidential"],
    ["x".repeat(400), "x"],
  ])("with the name %s is on every page", async (name, shown) => {
    const { pages, texts } = await readPdf(await watermark(await pdfOf(2), { name, line: `${name} - copy` }));
    expect(pages).toBe(2);
    expect(texts.filter((text) => text.toLowerCase().startsWith(shown.toLowerCase()))).not.toEqual([]);
    expect(texts).toHaveLength(4);
  });

  it("is refused for what is no PDF that can be read", async () => {
    await expect(countPages(bytes("%PDF-1.7 and nothing"))).rejects.toThrow(/cannot be read/);
  });
});
