import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importTalent } from "../../src/core/talent/import-talent.ts";
import { type Auditions, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice, SATURDAY } from "../support/office.ts";

const MINUTE_MS = 60_000;

describe("a saved search", () => {
  let office: Office;
  let at: Auditions;
  let minutes = 0;
  beforeAll(async () => {
    office = await openOffice();
    at = stageAuditions(office);
  });
  afterAll(async () => {
    expect(office.errors).toEqual([]);
    await office.close();
  });

  const later = async () => {
    minutes += 15;
    office.moveTo(new Date(SATURDAY.getTime() + minutes * MINUTE_MS));
    await office.settle();
  };
  const bringIn = (records: Record<string, unknown>[]) =>
    importTalent(office.ctx, {
      workspaceId: office.workspaceId,
      rows: (async function* () {
        for (const [line, record] of records.entries()) yield { line, record };
      })(),
    });
  const person = (id: string, city: string) => ({
    external_id: id,
    name: `New ${id}`,
    age_min: 25,
    age_max: 30,
    gender: "female",
    city,
    languages: "konkani:native",
  });

  it("tells its thread of who comes to fit it, each once, and of nobody who did before", async () => {
    await bringIn([person("there", "Goa")]);
    await office.say(office.team, "tell me when someone new fits for women from Goa who speak Konkani");
    expect(lastWords(office.to("team"))).toMatch(/^Saved: “.*”\. \d+ fit now; I write here/);
    const said = office.to("team").length;
    await bringIn([person("one", "Goa"), person("two", "Goa"), person("other", "Pune")]);
    await later();
    expect(office.to("team")).toHaveLength(said + 1);
    expect(lastWords(office.to("team"))).toMatch(/^2 new talents fit your saved search[\s\S]*New one[\s\S]*New two/);
    await bringIn([{ ...person("one", "Goa"), bio: "Another line." }]);
    await later();
    expect(office.to("team")).toHaveLength(said + 1);
    const moves = await at.talent("Moves Here");
    await office.db.query(`update talent_profiles set languages = '{konkani}' where person_id = $1`, [moves.id]);
    await office.say(office.phone(moves.phone), "I live in Goa");
    await later();
    expect(lastWords(office.to("team"))).toMatch(/^1 new talent fits your saved search[\s\S]*Moves Here/);
    await office.say(office.team, "show saved searches");
    expect(lastWords(office.to("team"))).toContain("(3 told so far)");
    await office.tap(office.team, choice(office.to("team").at(-1), /^End/));
    expect(lastWords(office.to("team"))).toMatch(/^Ended/);
    const ended = office.to("team").length;
    await bringIn([person("late", "Goa")]);
    await later();
    expect(office.to("team")).toHaveLength(ended);
  });

  it("is refused when it fits everybody", async () => {
    await office.say(office.team, "save this search for anybody at all");
    expect(lastWords(office.to("team"))).toContain("That fits nearly everybody");
    const { rows } = await office.db.query(`select from saved_searches where ended_at is null`);
    expect(rows).toEqual([]);
  });
});
