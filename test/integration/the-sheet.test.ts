import { parse } from "csv-parse/sync";
import { Hono } from "hono";
import { decodePDFRawStream, PDFDocument, PDFRawStream } from "pdf-lib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sheetCsv } from "../../src/api/sheet-csv.ts";
import { addSheetFiles } from "../../src/api/sheet-files.ts";
import { sheetPdf } from "../../src/api/sheet-pdf.ts";
import { checkIn } from "../../src/core/auditions/check-in.ts";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { readSheet, type Sheet } from "../../src/core/auditions/read-sheet.ts";
import { type Audition, type Auditions, FRIDAY, type Person, stageAuditions } from "../support/auditions.ts";
import { lastWords, type Office, openOffice } from "../support/office.ts";

const NAMES = ["रेवा कुलकर्णी", '=HYPERLINK("http://a.example"),"x"', "Mukta 🎬\r\nRane", "தமிழ் Selvi"];
const MINUTE_MS = 60_000;

describe("a session's sheet", () => {
  let office: Office;
  let at: Auditions;
  let audition: Audition;
  let people: Person[];
  beforeAll(async () => {
    office = await openOffice();
    at = stageAuditions(office);
    audition = await at.audition("Andheri", { slots: 6 });
    people = [];
    for (const [nth, name] of NAMES.entries()) {
      const who = await at.talent(name);
      people.push(who);
      const invitationId = await audition.invite(who);
      const slotId = String(audition.slotIds[nth]);
      await at.inTurn(await at.talentTurn(who), (turn) => pickSlot(turn, { invitationId, slotId }));
    }
    office.moveTo(new Date(FRIDAY.getTime() - 10 * MINUTE_MS));
    await at.inTurn(await at.talentTurn(people[0] as Person), async (turn) => (await checkIn(turn)) ?? { said: "" });
    await office.settle();
  });
  afterAll(() => office.close());

  const sheet = (): Promise<Sheet> =>
    readSheet({ db: office.db.as(office.workspaceId), now: office.ctx.now }, audition.sessionId);
  const ask = async (text: string) => {
    await office.say({ channel: "slack", key: audition.thread, address: "stage-director" }, text);
    return lastWords(office.to(audition.thread));
  };

  it("has every slot in order, with who has it and where they stand", async () => {
    const { slots, day, rooms } = await sheet();
    expect([day, rooms]).toEqual(["Friday 27 November", ["Andheri"]]);
    expect(slots.map(({ clock, people: [one] }) => [clock, one?.name, one?.state])).toEqual([
      ["2:00 pm", NAMES[0], "checked_in"],
      ["2:20 pm", NAMES[1], "confirmed"],
      ["2:40 pm", NAMES[2], "confirmed"],
      ["3:00 pm", NAMES[3], "confirmed"],
      ["3:20 pm", undefined, undefined],
      ["3:40 pm", undefined, undefined],
    ]);
  });

  it("as a table has no formula, and a row for each place whatever people are called", async () => {
    const rows: string[][] = parse(sheetCsv(await sheet()), { bom: true });
    expect(rows.map((row) => row[4])).toEqual(["Name", NAMES[0], `'${NAMES[1]}`, "Mukta 🎬 Rane", NAMES[3], "", ""]);
    expect(rows[1]?.[5]).toBe("here since 1:50 pm");
  });

  it("prints Devanagari shaped, other scripts as question marks with a legend, and never a box", async () => {
    const glyphs = await glyphsOf(await sheetPdf(await sheet()));
    expect(glyphs.length).toBeGreaterThan(100);
    expect(glyphs).not.toContain("0000");
    const many = await PDFDocument.load(await sheetPdf(await longSheet(await sheet())));
    expect(many.getPageCount()).toBe(4);
  });

  it.each([
    ["send me Friday's sheet", /Lead at Andheri, Friday 27 November: 4 on the sheet \(1 here, 2 free\)/],
    ["session sheet", /2:00 pm रेवा कुलकर्णी: here since 1:50 pm\n2:20 pm/],
    ["sheet for 28 November", /no session on that day/],
  ])("comes into the thread on “%s”", async (text, answer) => {
    expect(await ask(text)).toMatch(answer);
    expect(office.errors).toEqual([]);
  });

  it("opens by the link of the thread alone, until a week after the session", async () => {
    const app = new Hono();
    addSheetFiles(app, office.ctx);
    app.onError((_, c) => c.text("refused", 404));
    const [pdf = "", csv = ""] = (await ask("session sheet")).match(/http\S+\/sheets\S+/g) ?? [];
    const opened = await app.request(pdf);
    expect([opened.status, opened.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect(await (await app.request(csv)).text()).toContain(NAMES[0]);
    const bad = [
      pdf.replace(/sig=../, "sig=xx"),
      pdf.replace(/until=\d/, "until=9"),
      pdf.replace(audition.sessionId, audition.roleId),
      pdf.split("?")[0] ?? "",
    ];
    for (const link of bad) expect((await app.request(link)).status).toBe(404);
    office.moveTo(new Date(FRIDAY.getTime() + 8 * 24 * 60 * MINUTE_MS));
    expect((await app.request(pdf)).status).toBe(404);
  });
});

const longSheet = ({ slots, ...sheet }: Sheet): Sheet => ({
  ...sheet,
  slots: Array.from({ length: 20 }, () => slots).flat(),
});

/** The glyph ids that the pages write; 0000 is the box. */
async function glyphsOf(bytes: Uint8Array): Promise<string[]> {
  const file = await PDFDocument.load(bytes);
  return file.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFRawStream)) return [];
    const text = Buffer.from(decodePDFRawStream(object).decode()).toString("latin1");
    return [...text.matchAll(/<([0-9A-Fa-f]+)> Tj/g)].flatMap(([, hex = ""]) => hex.match(/.{4}/g) ?? []);
  });
}
