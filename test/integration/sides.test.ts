import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addFileLinks } from "../../src/api/file-links.ts";
import { createListeners } from "../../src/api/listeners.ts";
import { createApi } from "../../src/api/routes.ts";
import type { Health } from "../../src/api/schemas.ts";
import { cancelBooking } from "../../src/core/auditions/cancel-booking.ts";
import { pickSlot } from "../../src/core/auditions/pick-slot.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { type Audition, type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { mediaHost, pdfOf, readPdf } from "../support/media.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

describe("the sides of a role", () => {
  let office: Office;
  let at: Auditions;
  let film: Audition;
  let tara: Person;
  let host: ReturnType<typeof mediaHost>;
  let web: Hono;
  const thread = () => ({ channel: "slack" as const, key: film.thread, address: "stage-director" });
  const share = async (bytes: Uint8Array | { announced: number }, text = "sides for this role") => {
    host.files.set("F1", bytes);
    await office.send(thread(), [{ kind: "document", reference: "F1", contentType: "application/pdf" }], text);
    return lastWords(office.to(film.thread));
  };
  const book = async () => {
    const turn = await at.talentTurn(tara);
    const { id } = await at.row<{ id: string }>(`select id from invitations where talent_id = $1`, [tara.id]);
    return (await at.inTurn(turn, (ctx) => pickSlot(ctx, { invitationId: id, slotId: String(film.slotIds[0]) }))).said;
  };
  const linkIn = (said: string) => /\/m\/[\w.-]+/.exec(said)?.[0] ?? "";
  const open = (path: string) => web.request(path);

  beforeEach(async () => {
    host = mediaHost();
    office = await openOffice({ fetchFile: host.fetchFile });
    at = stageAuditions(office);
    film = await at.audition("Film");
    tara = await at.talent("तारा राव 🎬");
    await film.invite(tara);
    web = new Hono();
    addFileLinks(web, office.ctx);
  });
  afterEach(async () => {
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 });
    expect(breaches).toEqual([]);
    expect(office.errors).toEqual([]);
    await office.close();
  });

  it("are released on confirmation alone, with her name on every page, until the booking is off", async () => {
    expect(await share(await pdfOf(3))).toMatch(/The sides for Lead at Film are attached, 3 pages/);
    const said = await book();
    const link = linkIn(said);
    expect(said).toMatch(/for you alone/);
    const opened = await open(link);
    expect([opened.status, opened.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const { pages, texts } = await readPdf(new Uint8Array(await opened.arrayBuffer()));
    expect(pages).toBe(3);
    expect(texts.filter((text) => /^Tara Ra[vw]/.test(text))).toHaveLength(6);
    expect((await open(`${link.slice(0, -1)}${link.endsWith("A") ? "B" : "A"}`)).status).toBe(404);
    const { id } = await at.row<{ id: string }>(`select id from bookings where talent_id = $1`, [tara.id]);
    await at.inTurn(await at.talentTurn(tara), (ctx) => cancelBooking(ctx, { bookingId: id }));
    expect((await open(link)).status).toBe(404);
  });

  it("come after a confirmation by a letter that a person approves", async () => {
    expect(await book()).not.toMatch(/\/m\//);
    expect(await share(await pdfOf(1))).toMatch(/One person has confirmed already/);
    expect(office.to(tara.phone).filter((one) => /\/m\//.test(JSON.stringify(one)))).toEqual([]);
    await office.tap(thread(), choice(office.to(film.thread).at(-1), "Approve and send"));
    expect((await open(linkIn(lastWords(office.to(tara.phone))))).status).toBe(200);
  });

  it("are a PDF by what is in it, not by its name, and of a size that can be read", async () => {
    expect(await share(new TextEncoder().encode("PK\u0003\u0004 not a PDF"))).toMatch(
      /not a PDF, whatever it is called/,
    );
    expect(await share(new TextEncoder().encode("%PDF-1.7 and then nothing"))).toMatch(/cannot read that PDF/);
    expect(await share({ announced: 200 * 1_024 * 1_024 })).toMatch(/larger than 10 MB/);
    expect(await share(await pdfOf(31))).toMatch(/has 31 pages; sides have at most 30/);
    host.files.clear();
    await office.send(thread(), [{ kind: "document", reference: "F2" }], "sides");
    expect(lastWords(office.to(film.thread))).toMatch(/share it here once more/);
    expect((await office.db.query(`select from sides`)).rowCount).toBe(0);
  });

  it("come by the API as well, into the role's thread", async () => {
    const api = createApi({
      ctx: office.ctx,
      ingest: office.ingest,
      health: async () => ({}) as Health,
      visitorOf: async () => ({ by: "token", workspaceId: office.workspaceId }),
      listeners: createListeners(office.ctx.live),
    });
    const path = `/roles/${film.roleId}/sides`;
    const send = async (body: Uint8Array) => api.request(path, { method: "POST", body: new Uint8Array(body) });
    const sent = await send(await pdfOf(2));
    expect(await sent.json()).toMatchObject({ pages: 2 });
    await office.settle();
    expect(lastWords(office.to(film.thread))).toMatch(/attached, 2 pages/);
  });

  it("have at most eight pages where SAG-AFTRA's rules for self-tapes hold", async () => {
    await office.db.query(
      `update roles set breakdown = breakdown || '{"union": "SAG-AFTRA", "audition": "self_tape"}'`,
    );
    expect(await share(await pdfOf(9))).toMatch(/at most 8 pages for a self-tape, and this PDF has 9/);
    expect(await share(await pdfOf(8))).toMatch(/attached, 8 pages/);
  });
});
