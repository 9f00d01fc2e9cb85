import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importTalent } from "../../src/core/talent/import-talent.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";

describe("not like this", () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(async () => {
    expect(office.errors).toEqual([]);
    await office.close();
  });

  const placeOf = (name: string) => {
    const cards =
      office
        .to("team")
        .at(-1)
        ?.blocks.filter((block) => block.type === "card") ?? [];
    return cards.findIndex((card) => card.type === "card" && card.title === name);
  };
  const actionOn = (name: string) => {
    const cards = office.to("team").at(-1)?.blocks ?? [];
    return choice({ blocks: cards.filter((card) => card.type === "card" && card.title === name) }, "Not like this");
  };

  it("passes on whoever is named and lowers their like from then on", async () => {
    const person = (id: string, name: string, bio: string, skills: string) => ({
      external_id: id,
      name,
      age_min: 30,
      age_max: 36,
      gender: "female",
      city: "Goa",
      languages: "konkani:native",
      bio,
      skills,
    });
    const records = [
      person("u-1", "Uma Aras", "Wrestler in a village drama.", "boxing;stage combat"),
      person("u-2", "Una Bapat", "Wrestler in a village drama.", "boxing;stage combat"),
      person("u-3", "Usha Kelkar", "Wrestler and singer at court.", "singing;guitar"),
    ];
    await importTalent(office.ctx, {
      workspaceId: office.workspaceId,
      rows: (async function* () {
        for (const [line, record] of records.entries()) yield { line, record };
      })(),
    });
    await office.say(office.team, "Need a Konkani-speaking woman, 30–36, from Goa, for a wrestler role");
    expect(placeOf("Uma Aras")).toBeGreaterThanOrEqual(0);
    await office.say(office.team, "not like Uma Aras");
    expect(lastWords(office.to("team"))).toMatch(/^Passed on Uma Aras\. People like them stand lower now/);
    expect(placeOf("Uma Aras")).toBe(-1);
    expect(placeOf("Usha Kelkar")).toBeLessThan(placeOf("Una Bapat"));
  });

  it("does the same by the button on a card, also when it is tapped twice or later again", async () => {
    const button = actionOn("Usha Kelkar");
    await office.tap(office.team, button, 2);
    expect(lastWords(office.to("team"))).toMatch(/^Passed on Usha Kelkar\. People like them stand lower now/);
    expect(placeOf("Usha Kelkar")).toBe(-1);
    await office.tap(office.team, button);
    expect(
      office
        .to("team")
        .at(-1)
        ?.blocks.filter((block) => block.type === "card"),
    ).not.toEqual([]);
    const { rows } = await office.db.query(
      `select state, tags from candidates c join talent_profiles t on t.person_id = c.talent_id where t.external_id = 'u-3'`,
    );
    expect(rows).toEqual([{ state: "passed", tags: ["not like this"] }]);
  });

  it("is not on the card of a child", async () => {
    await office.say(office.team, "Need a child of 8-12 for a commercial in Mumbai");
    const labels = (office.to("team").at(-1)?.blocks ?? []).flatMap((block) =>
      block.type === "card" && block.choices ? [block.choices.map((one) => one.label)] : [],
    );
    expect(labels.length).toBeGreaterThan(0);
    for (const row of labels) expect(row).toEqual(["Select", "Pass"]);
  });
});
