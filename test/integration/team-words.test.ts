import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "../../src/core/errors.ts";
import { Criteria } from "../../src/core/talent/criteria.ts";
import { importTalent } from "../../src/core/talent/import-talent.ts";
import { searchTalent } from "../../src/core/talent/search-talent.ts";
import { addTeamWord, listTeamWords, removeTeamWord } from "../../src/core/talent/team-words.ts";
import { lastWords, type Office, openOffice } from "../support/office.ts";

describe("a team's own words", () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
    const person = (id: string, bio: string) => ({
      external_id: id,
      name: `Person ${id}`,
      age_min: 20,
      age_max: 30,
      bio,
    });
    const records = [
      person("w-1", "A khadoos uncle in two serials."),
      person("w-2", "Best as the grumpy neighbour."),
      person("w-3", "A real desi swag girl on stage."),
    ];
    await importTalent(office.ctx, {
      workspaceId: office.workspaceId,
      rows: (async function* () {
        for (const [line, record] of records.entries()) yield { line, record };
      })(),
    });
  });
  afterAll(async () => {
    expect(office.errors).toEqual([]);
    await office.close();
  });

  const inside = () => ({ ...office.ctx, db: office.db.as(office.workspaceId) });
  const says = async (text: string) => {
    await office.say(office.team, text);
    return lastWords(office.to("team"));
  };
  const finds = async (about: string) => {
    const { hits } = await searchTalent(inside(), { criteria: Criteria.parse({ about }), limit: 500, explain: true });
    return hits.filter((hit) => (hit.explain?.words ?? 0) > 0).map((hit) => hit.name);
  };

  it("are taught in the chat, and then hold for what is asked and for what profiles say", async () => {
    expect(await finds("zabardast")).not.toContain("Person w-2");
    expect(await says("In our house “zabardast” means grumpy")).toMatch(/^Noted .*“zabardast” means “grumpy”/);
    expect(await finds("zabardast")).toContain("Person w-2");
    expect(await says('"khadoos" matlab grumpy')).toMatch(/^(?:Noted|I know that already)/);
    expect(await finds("grumpy")).toEqual(expect.arrayContaining(["Person w-1", "Person w-2"]));
    expect(await finds("khadoos")).toEqual(expect.arrayContaining(["Person w-1", "Person w-2"]));
    expect(await says("our words")).toContain("“zabardast” means “grumpy”");
    expect(await says("in our house zabardast means grumpy.")).toMatch(/^I know that already/);
    expect(await says("forget the word zabardast")).toBe("Forgotten: “zabardast” does not mean “grumpy” any more.");
    expect(await finds("zabardast")).not.toContain("Person w-2");
    expect(await says("forget the word zabardast")).toMatch(/not on your list/);
  });

  it("may be of several words, which profiles then have side by side", async () => {
    expect(await says("add the word desi swag = street smart")).toMatch(/^Noted/);
    expect(await finds("street smart")).toContain("Person w-3");
    await says("forget the word desi swag");
    expect(await finds("street smart")).not.toContain("Person w-3");
  });

  it("are nobody else's", async () => {
    const { rows } = await office.db.query<{ id: string }>(
      `insert into workspaces (name) values ('Other') returning id`,
    );
    const other = { ...office.ctx, db: office.db.as(rows[0]?.id ?? "") };
    await addTeamWord(
      { ...inside(), workspaceId: office.workspaceId, by: "api" },
      { said: "tapori", english: "rogue" },
    );
    expect(await listTeamWords(other)).toEqual([]);
    const phone = office.phone("+910000099001");
    await office.say(phone, "in our house rogue means angel");
    expect(await listTeamWords(inside())).not.toContainEqual({ said: "rogue", english: "angel" });
  });

  it.each([
    ["the house “the” means everyone", "in our house “the” means everyone"],
    ["five words", "in our house one two three four five means cop"],
    ["no letters", "in our house “…!!” means “???”"],
    ["letters that search does not read", "in our house “புதுமுகம்” means newcomer"],
  ])("are refused in words when they are none: %s", async (_, text) => {
    const before = await listTeamWords(inside());
    expect(await says(text)).not.toMatch(/^Noted/);
    expect(await listTeamWords(inside())).toEqual(before);
  });

  it("do no harm, whatever they are", async () => {
    const editor = { ...inside(), workspaceId: office.workspaceId, by: "api" as const };
    const hostile = fc.oneof(
      fc.constantFrom(
        "' | 'cop':*",
        "a & !b",
        "<-> <2>",
        "x') or 1=1 --",
        "$1",
        "\u0000nul",
        "\ud800half",
        "<!channel>",
        "__proto__",
        "constructor",
        "ब्ल्याक बेल्ट",
        "புதுமுகம்",
        "🎭🎭",
        "=cop",
        "~kp",
        "0cop",
        "((((((",
      ),
      fc.string({ unit: "grapheme", maxLength: 70 }),
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (said, english) => {
        const word = { said, english };
        const kept = await addTeamWord(editor, word).catch((error: unknown) => {
          if (error instanceof AppError || (error as Error).name === "ZodError") return undefined;
          throw error;
        });
        for (const about of [said, english, "cop"])
          await searchTalent(inside(), { criteria: Criteria.parse({ about: about.slice(0, 500) }), limit: 3 });
        if (kept) await removeTeamWord(editor, kept.word);
      }),
      { numRuns: 40 },
    );
    const { hits } = await searchTalent(inside(), { criteria: Criteria.parse({ about: "cop" }), limit: 3 });
    expect(hits).toHaveLength(3);
  });
});
