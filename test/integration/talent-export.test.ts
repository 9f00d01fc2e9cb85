import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvLines, exportTalent, jsonLines, type TalentRecord } from "../../src/core/talent/export-talent.ts";
import { generateTalent } from "../../src/core/talent/generate-talent.ts";
import { importTalent } from "../../src/core/talent/import-talent.ts";
import { readStream } from "../../src/core/talent/read-rows.ts";
import { type Fresh, freshDatabase } from "../support/database.ts";

const NOW = new Date("2026-11-21T04:30:00Z");

async function allOf<One>(from: AsyncIterable<One>): Promise<One[]> {
  const all: One[] = [];
  for await (const one of from) all.push(one);
  return all;
}

describe("talent as a file, out and in again", () => {
  let base: Fresh & { workspaceId: string };
  beforeAll(async () => {
    base = await freshDatabase();
  });
  afterAll(() => base.close());

  const newHouse = async () =>
    (await base.db.query<{ id: string }>(`insert into workspaces (name) values ('Another') returning id`)).rows[0]
      ?.id as string;
  const bringIn = async (workspaceId: string, text: string) => {
    const problems: string[] = [];
    const counts = await importTalent(
      { db: base.db, now: () => NOW },
      {
        workspaceId,
        rows: readStream(Readable.from([text]), NOW),
        onReject: (line, reason) => problems.push(`${line}: ${reason}`),
      },
    );
    return { ...counts, problems };
  };
  const recordsOf = (workspaceId: string) => exportTalent({ db: base.db }, { workspaceId });
  const listOf = async (workspaceId: string): Promise<TalentRecord[]> =>
    (await allOf(recordsOf(workspaceId))).toSorted((a, b) =>
      String(a.external_id).localeCompare(String(b.external_id)),
    );
  const textOf = async (lines: AsyncIterable<string>) => (await allOf(lines)).join("");

  it.each(["csv", "json"])("is the same again when its export is imported elsewhere (%s)", async (form) => {
    const [from, to] = [await newHouse(), await newHouse()];
    const rows = Array.from({ length: 200 }, (_, place) => generateTalent(7, place));
    const odd = {
      ...generateTalent(7, 200),
      name: "=cmd|'/c calc'!A1",
      bio: 'Said "yes",\nthen \'=no\n@home',
      links: "https://reels.example.com/a;https://b.example.com/",
      opted_out: "yes",
    };
    const banner = "\n> castmatch@0.1.0 talent:generate\n> node src/talent-generate.ts --count 201\n\n";
    const piped = `${banner}${[...rows, odd].map((row) => `${JSON.stringify(row)}\n`).join("")}`;
    expect(await bringIn(from, piped)).toMatchObject({ created: 201, rejected: 0, problems: [] });
    const text = await textOf(form === "csv" ? csvLines(recordsOf(from)) : jsonLines(recordsOf(from)));
    if (form === "csv") {
      expect(text).toContain(`"'=cmd|'/c calc'!A1"`);
      expect(text).not.toMatch(/(?:^|,)"[=+\-@]/m);
    }
    expect(await bringIn(to, text)).toMatchObject({ created: 201, rejected: 0, problems: [] });
    expect(await listOf(to)).toEqual(await listOf(from));
    expect(await bringIn(to, text)).toMatchObject({ created: 0, updated: 0, unchanged: 201 });
    const stopped = await base.db.query(
      `select from consents where workspace_id = $1 and channel = 'whatsapp' and withdrawn_at is not null`,
      [to],
    );
    expect(stopped.rowCount).toBe(1);
  });

  it("is known again by the id it had here when the office gave none", async () => {
    const house = await newHouse();
    await bringIn(house, "name,age_min,age_max,gender,phone\nIra Sen,20,25,female,+910000010901\n");
    const text = await textOf(csvLines(recordsOf(house)));
    expect(await bringIn(house, text)).toMatchObject({ created: 0, rejected: 0 });
    expect(await listOf(house)).toHaveLength(1);
  });

  it("comes from a sheet whose columns are named as people name them", async () => {
    const house = await newHouse();
    const sheet = [
      "Timestamp,Full Name *,Mobile No.,Sex,DOB,Height (ft),Languages Known,Current City,Special Skills,Per Day Rate,Experience,CINTAA,Insta link,Email ID,Photo,Notes",
      `21/11/2026 10:00:00,Rhea Pinto,00000 71001,F,14/02/2001,"5'6""",Hindi (fluent) / Marathi,Bombay,kathak and swimming,"₹25,000/-",4 yrs,Yes,https://pages.example.com/rhea,rhea@example.com,IMG_12.jpg,Cop in a series`,
      `21/11/2026 10:01:00,Dev Rane,+91 00000 71002,Male,1/1/1990,5.11,English,Pune,,15k,Fresher,No,,,,`,
      `21/11/2026 10:02:00,Nobody,,,,,,,,,,,,,,`,
    ].join("\n");
    expect(await bringIn(house, sheet)).toMatchObject({ created: 2, rejected: 1 });
    const [rhea, dev] = (await listOf(house)).toSorted((a, b) => (Number(b.height_cm) < Number(a.height_cm) ? 1 : -1));
    expect(rhea).toMatchObject({
      name: "Rhea Pinto",
      age_min: 21,
      age_max: 29,
      gender: "female",
      city: "Mumbai",
      languages: "hindi:fluent;marathi:working",
      skills: "kathak;swimming",
      height_cm: 168,
      experience_years: 4,
      bio: "Cop in a series",
      rate_per_day: 25_000,
      union: "CINTAA",
      phone: "+910000071001",
      email: "rhea@example.com",
      links: "https://pages.example.com/rhea",
      portrait: null,
    });
    expect(dev).toMatchObject({
      age_min: 32,
      gender: "male",
      height_cm: 180,
      experience_years: 0,
      rate_per_day: 15_000,
    });
  });

  it("refuses alone what does not fit among many new ones", async () => {
    const house = await newHouse();
    const rows = Array.from({ length: 30 }, (_, place) => generateTalent(9, place));
    const twice = { ...generateTalent(9, 30), phone: rows[3]?.phone };
    const text = [...rows, twice].map((row) => JSON.stringify(row)).join("\n");
    expect(await bringIn(house, text)).toMatchObject({
      created: 30,
      rejected: 1,
      problems: ["31: phone is another person's in this workspace"],
    });
  });
});
