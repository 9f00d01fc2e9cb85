import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addFileLinks } from "../../src/api/file-links.ts";
import { sniff } from "../../src/core/media/sniff.ts";
import { takeLedger } from "../../src/core/messages/ledger.ts";
import { forgetPhotos } from "../../src/core/talent/remove-photo.ts";
import { type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { mediaHost, pdfOf } from "../support/media.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";
import { portrait } from "../support/pictures.ts";

describe("photos that talent sends", () => {
  let office: Office;
  let at: Auditions;
  let rhea: Person;
  const host = mediaHost();
  beforeAll(async () => {
    office = await openOffice({ fetchFile: host.fetchFile });
    at = stageAuditions(office);
    rhea = await at.talent("Rhea Pinto");
  });
  afterAll(async () => {
    expect(office.errors).toEqual([]);
    const { breaches } = await takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 60 });
    expect(breaches).toEqual([]);
    await office.close();
  });

  type Held = Parameters<typeof host.files.set>[1];
  const sends = async (who: Person, files: Held[], { text = "", kind = "image" as "image" | "document" } = {}) => {
    for (const [index, file] of files.entries()) host.files.set(`P${index}`, file);
    const media = files.map((_, index) => ({ kind, reference: `P${index}` }));
    await office.send(office.phone(who.phone), media, text);
    return lastWords(office.to(who.phone));
  };
  const says = async (who: Person, text: string) => {
    await office.say(office.phone(who.phone), text);
    return lastWords(office.to(who.phone));
  };
  const portraitOf = async ({ id }: Person) =>
    (await at.row<{ url: string | null }>(`select portrait_url as url from talent_profiles where person_id = $1`, [id]))
      .url;
  const open = async (path: string | null) => {
    const app = new Hono();
    addFileLinks(app, office.ctx);
    return app.request(path ?? "/nothing");
  };
  const photosOf = async ({ id }: Person) =>
    (await office.db.query<{ look: string | null }>(`select look::text as look from photos where person_id = $1`, [id]))
      .rows;

  it("are kept, shown as the portrait by a signed link, confirmed in words and in the history", async () => {
    expect(await sends(rhea, [portrait(1)])).toMatch(/^Saved your photo\. Casting teams see it/);
    const url = await portraitOf(rhea);
    expect(url).toMatch(/^\/m\/p\./);
    const opened = await open(url);
    expect([opened.status, opened.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(sniff(new Uint8Array(await opened.arrayBuffer()))).toBe("image/png");
    expect((await open(`${url}x`)).status).toBe(404);
    expect(await says(rhea, "show my profile")).toContain("photo: ✓");
    const { rows } = await office.db.query(`select field, changed_by from profile_changes where person_id = $1`, [
      rhea.id,
    ]);
    expect(rows).toEqual([{ field: "portrait", changed_by: rhea.id }]);
  });

  it("are kept once, and several at once; the last is shown; one taken away is gone for good", async () => {
    expect(await sends(rhea, [portrait(1)])).toMatch(/^Saved your photo/);
    expect(await photosOf(rhea)).toHaveLength(1);
    const before = await portraitOf(rhea);
    expect(await sends(rhea, [portrait(2), portrait(3)], { text: "new headshots" })).toMatch(/^Saved your 2 photos/);
    const shown = await portraitOf(rhea);
    expect(shown).not.toBe(before);
    expect(await says(rhea, "please remove my photo")).toMatch(/^Removed: your photo/);
    expect((await open(shown)).status).toBe(404);
    expect(await forgetPhotos(office.ctx)).toBe(1);
    expect([await forgetPhotos(office.ctx), (await photosOf(rhea)).length]).toEqual([0, 2]);
  });

  it("leave what was said besides to be answered, too", async () => {
    await sends(rhea, [portrait(5)], { text: "my height is 165 cm and I speak Hindi" });
    const said = office
      .to(rhea.phone)
      .slice(-2)
      .map((one) => lastWords([one]));
    expect(said).toEqual([expect.stringMatching(/^Saved your photo/), expect.stringMatching(/^Saved: .*165 cm/)]);
  });

  it.each([
    [
      "is no picture, whatever it is called",
      async () => Buffer.from("GIF89a and no more"),
      /could not read that as a photo/,
    ],
    ["is a PDF", () => pdfOf(1), /could not read that as a photo/],
    ["is cut short", async () => portrait(6).subarray(0, 70), /could not read that as a photo/],
    ["is too large", async () => ({ announced: 60_000_000 }), /larger than 10 MB/],
    ["cannot be fetched", async () => "broken" as const, /could not get that photo/],
  ])("are refused in words when one %s", async (_, file, said) => {
    const before = await photosOf(rhea);
    expect(await sends(rhea, [await file()], { kind: "document" })).toMatch(said);
    expect(await photosOf(rhea)).toEqual(before);
  });

  it("tell two profiles of one person, also in another size", async () => {
    const again = await at.talent("R. Pintoo");
    await sends(again, [portrait(2, 240)]);
    await office.say(office.team, "any duplicates?");
    const cards =
      office
        .to("team")
        .at(-1)
        ?.blocks.filter((block) => block.type === "card") ?? [];
    expect(cards.map((card) => card.type === "card" && card.title)).toContainEqual(
      expect.stringMatching(/(?:Rhea Pinto and R\. Pintoo|R\. Pintoo and Rhea Pinto): one photo/),
    );
    const pair = { blocks: cards.filter((card) => card.type === "card" && /Pintoo/.test(card.title ?? "")) };
    await office.tap(office.team, choice(pair, "Keep Rhea Pinto"));
    expect(lastWords(office.to("team"))).toMatch(/^Merged: Rhea Pinto/);
    expect(await photosOf(again)).toEqual([]);
  });

  it("of a child wait for the guardian's consent, and have no look", async () => {
    const mother = await at.talent("Meera Joshi");
    const aarav = await at.talent("Aarav Joshi", { guardian: mother, minor: true });
    expect(await sends(mother, [portrait(7)], { text: "Aarav's photo" })).toMatch(/consent/i);
    expect(await photosOf(aarav)).toEqual([]);
    await office.tap(office.phone(mother.phone), choice(office.to(mother.phone).at(-1), /consent/i));
    expect(await sends(mother, [portrait(7)], { text: "Aarav's photo" })).toMatch(/^Saved your photo for Aarav/);
    expect(await photosOf(aarav)).toEqual([{ look: null }]);
    expect(await portraitOf(mother)).toBeNull();
  });

  it("of a number that nobody knows are not kept", async () => {
    const count = async () => (await office.db.query(`select from photos`)).rowCount;
    const before = await count();
    host.files.set("P0", portrait(8));
    await office.send(office.phone("+910000099077"), [{ kind: "image", reference: "P0" }]);
    expect(await count()).toBe(before);
  });
});
