import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Criteria } from "../../src/core/talent/criteria.ts";
import { searchTalent } from "../../src/core/talent/search-talent.ts";
import { type Auditions, stageAuditions } from "../support/auditions.ts";
import { lastWords, type Office, openOffice } from "../support/office.ts";

describe("dates away, said in the chat", () => {
  let office: Office;
  let at: Auditions;
  beforeAll(async () => {
    office = await openOffice();
    at = stageAuditions(office);
  });
  afterAll(async () => {
    expect(office.errors).toEqual([]);
    await office.close();
  });

  const says = async (phone: string, text: string) => {
    await office.say(office.phone(phone), text);
    return lastWords(office.to(phone));
  };
  const awayOf = async (id: string) =>
    (
      await office.db.query<{ from: string; to: string }>(
        `select lower(during)::text as "from", (upper(during) - 1)::text as "to" from book_outs where person_id = $1 order by during`,
        [id],
      )
    ).rows.map(({ from, to }) => `${from}..${to}`);

  it("are noted once in her language, keep her out of searches, and end when she is free again", async () => {
    const tara = await at.talent("Tara Rao");
    expect(await says(tara.phone, "main 5 se 12 tak shoot pe hoon")).toContain(
      "5–12 December 2026 ko aap available nahi",
    );
    await says(tara.phone, "main 5 se 12 tak shoot pe hoon");
    expect(await awayOf(tara.id)).toEqual(["2026-12-05..2026-12-12"]);
    const found = async (from: string, to: string) => {
      const criteria = Criteria.parse({ dates: { from, to } });
      const inside = { ...office.ctx, db: office.db.as(office.workspaceId) };
      const { hits } = await searchTalent(inside, { criteria, name: "Tara Rao", limit: 300 });
      return hits.some((hit) => hit.personId === tara.id);
    };
    expect([await found("2026-12-12", "2026-12-14"), await found("2026-12-13", "2026-12-14")]).toEqual([false, true]);
    expect(await says(tara.phone, "free again from 8 December")).toContain("8 December 2026 se aap phir se free");
    expect(await awayOf(tara.id)).toEqual(["2026-12-05..2026-12-07"]);
    expect(await says(tara.phone, "मी 20 ते 30 डिसेंबर शूटला आहे")).toContain("उपलब्ध नाही");
    expect(await says(tara.phone, "back again 24 to 26 December")).toMatch(/24–26 (?:December|डिसेंबर) 2026/);
    expect(await awayOf(tara.id)).toEqual([
      "2026-12-05..2026-12-07",
      "2026-12-20..2026-12-23",
      "2026-12-27..2026-12-30",
    ]);
  });

  it("ask for the last day when it was not said", async () => {
    const devi = await at.talent("Devi Sen");
    expect(await says(devi.phone, "main Monday se bahar hoon")).toContain("kis din tak?");
    expect(await awayOf(devi.id)).toEqual([]);
    await says(devi.phone, "2 December tak");
    expect(await awayOf(devi.id)).toEqual(["2026-11-23..2026-12-02"]);
  });

  it("are told to the team whose audition they meet, and the audition stands", async () => {
    const film = await at.audition("Away");
    const noor = await at.talent("Noor Das");
    await film.invite(noor);
    expect(await says(noor.phone, "I am out of town from 25 to 30 November")).toMatch(
      /away 25–30 November 2026[\s\S]*for “Lead at Away” is for Friday 27 November/,
    );
    expect(lastWords(office.to(film.thread))).toMatch(
      /^Noor Das \(Lead at Away\) says: away 25–30 November 2026\. They have not answered/,
    );
  });

  it("of a child are said by the guardian", async () => {
    const mother = await at.talent("Mother Rao");
    await office.db.query(`update memberships set role = 'guardian' where person_id = $1`, [mother.id]);
    const child = await at.talent("Aarav Rao", { guardian: mother, minor: true });
    expect(await says(mother.phone, "on leave 1 to 4 December")).toContain("Aarav is away");
    expect([await awayOf(child.id), await awayOf(mother.id)]).toEqual([["2026-12-01..2026-12-04"], []]);
  });

  it("leave an answer to an invitation what it is", async () => {
    const film = await at.audition("Free");
    const mina = await at.talent("Mina Kaul");
    await film.invite(mina);
    expect(await says(mina.phone, "I am free from Friday")).not.toContain("no dates on which you are away");
    expect(await awayOf(mina.id)).toEqual([]);
  });
});
