import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importTalent, type SourceRow } from "../../src/core/talent/import-talent.ts";
import { readRows } from "../../src/core/talent/read-rows.ts";
import { type Fresh, freshDatabase } from "../support/database.ts";

const NOW = new Date("2026-11-21T04:30:00Z");
const folder = mkdtempSync(join(tmpdir(), "castmatch-import-"));
let base: Fresh & { workspaceId: string };
let files = 0;

beforeAll(async () => {
  base = await freshDatabase();
});
afterAll(async () => {
  await base.close();
  rmSync(folder, { recursive: true, force: true });
});

const person = (id: string, change: Record<string, unknown> = {}) => ({
  external_id: id,
  name: `Invented ${id}`,
  age_min: 24,
  age_max: 31,
  gender: "female",
  city: "Mumbai",
  languages: "marathi:native",
  bio: "Played a cop.",
  ...change,
});

async function bringIn(rows: AsyncIterable<SourceRow>) {
  const rejected: { line: number; reason: string }[] = [];
  const progress: number[] = [];
  const counts = await importTalent(
    { db: base.db, now: () => NOW },
    {
      workspaceId: base.workspaceId,
      rows,
      onReject: (line, reason) => rejected.push({ line, reason }),
      onProgress: (done) => progress.push(done),
    },
  );
  return { counts, rejected, progress };
}

async function* rowsOf(records: unknown[]): AsyncGenerator<SourceRow> {
  for (const [index, record] of records.entries()) yield { line: index + 1, record };
}

function fileOf(extension: string, content: string | Buffer): string {
  files += 1;
  const path = join(folder, `${files}.${extension}`);
  writeFileSync(path, content);
  return path;
}

const HEADER = "external_id,name,age_min,age_max,gender,phone";
const select = async (sql: string, params: unknown[] = []) => (await base.db.query(sql, params)).rows;
const addressesOf = async (externalId: string) =>
  select(
    `select c.channel, c.address from talent_profiles t join contact_points c on c.person_id = t.person_id
      where t.external_id = $1 order by channel`,
    [externalId],
  );

describe("importing talent", () => {
  it("stores person, profile, addresses, consent and days away; the same again changes nothing", async () => {
    const rows = [
      person("full", {
        phone: "+910000010001",
        email: "full@example.com",
        rate_per_day: 25_000,
        away: "2026-12-01..2026-12-03",
      }),
      person("sms", { phone: "+910000010002", whatsapp: "no" }),
    ];
    expect((await bringIn(rowsOf(rows))).counts).toEqual({ created: 2, updated: 0, unchanged: 0, rejected: 0 });
    expect((await bringIn(rowsOf(rows))).counts).toEqual({ created: 0, updated: 0, unchanged: 2, rejected: 0 });
    expect(await addressesOf("full")).toEqual([
      { channel: "email", address: "full@example.com" },
      { channel: "sms", address: "+910000010001" },
      { channel: "whatsapp", address: "+910000010001" },
    ]);
    expect(await addressesOf("sms")).toEqual([{ channel: "sms", address: "+910000010002" }]);
    expect(
      await select(
        `select t.rate_paise_per_day, m.role, b.during::text, array_agg(distinct c.channel order by c.channel) as consents, min(c.source) as source
           from talent_profiles t join memberships m using (person_id) join book_outs b on b.person_id = t.person_id
           join consents c on c.person_id = t.person_id where t.external_id = 'full' group by 1, 2, 3`,
      ),
    ).toEqual([
      {
        rate_paise_per_day: 2_500_000,
        role: "talent",
        during: "[2026-12-01,2026-12-04)",
        consents: ["sms", "whatsapp"],
        source: "import",
      },
    ]);
  });

  it("takes over what changed: the number and the days away, never a consent that was withdrawn", async () => {
    await bringIn(rowsOf([person("moves", { phone: "+910000010010", away: "2026-12-01" })]));
    await base.db.query(
      `update consents set withdrawn_at = $1 where person_id = (select person_id from talent_profiles where external_id = 'moves')`,
      [NOW],
    );
    const { counts } = await bringIn(
      rowsOf([person("moves", { phone: "+910000010011", bio: "New.", away: "2026-12-09" })]),
    );
    expect(counts.updated).toBe(1);
    expect((await addressesOf("moves")).map((row) => row.address)).toEqual(["+910000010011", "+910000010011"]);
    expect(
      await select(
        `select t.bio, b.during::text, (select count(*) from consents c where c.person_id = t.person_id and c.withdrawn_at is null) as consents
           from talent_profiles t join book_outs b using (person_id) where t.external_id = 'moves'`,
      ),
    ).toEqual([{ bio: "New.", during: "[2026-12-09,2026-12-10)", consents: 0 }]);
  });

  it("knows a talent without an external id by the phone, and gives the id to who wrote first", async () => {
    const { external_id: _, ...nameless } = person("");
    const row = { ...nameless, phone: "+910000010020" };
    expect((await bringIn(rowsOf([row, row]))).counts).toEqual({ created: 1, updated: 0, unchanged: 1, rejected: 0 });
    expect((await bringIn(rowsOf([{ ...row, external_id: "named" }]))).counts).toMatchObject({
      created: 0,
      updated: 1,
    });
    expect(await addressesOf("named")).toHaveLength(2);
  });

  it("reaches a minor through the guardian alone, and one guardian for siblings", async () => {
    const minor = { age_min: 8, age_max: 9, minor: "yes", guardian_name: "Parent", guardian_phone: "+910000010030" };
    const { counts } = await bringIn(
      rowsOf([person("kid-1", minor), person("kid-2", { ...minor, phone: "+910000010031" })]),
    );
    expect(counts.created).toBe(2);
    expect(await addressesOf("kid-1")).toEqual([]);
    expect(await addressesOf("kid-2")).toEqual([]);
    expect(
      await select(
        `select distinct g.name, m.role, t.is_minor from talent_profiles t join people p on p.id = t.person_id
           join people g on g.id = p.guardian_id join memberships m on m.person_id = g.id
           join contact_points c on c.person_id = g.id where t.external_id like 'kid-%'`,
      ),
    ).toEqual([{ name: "Parent", role: "guardian", is_minor: true }]);
  });

  it("takes a talent's own address away when the file now says that it is a minor", async () => {
    await bringIn(rowsOf([person("younger", { phone: "+910000010040" })]));
    const now = { age_min: 15, age_max: 16, minor: "yes", guardian_name: "Parent", guardian_phone: "+910000010041" };
    await bringIn(rowsOf([person("younger", now)]));
    expect(await addressesOf("younger")).toEqual([]);
  });

  it("refuses a phone that is another person's, and keeps the rows around it", async () => {
    const { counts, rejected } = await bringIn(
      rowsOf([
        person("owner", { phone: "+910000010050" }),
        person("thief", { phone: "+910000010050" }),
        person("after", { phone: "+910000010051" }),
      ]),
    );
    expect(counts).toEqual({ created: 2, updated: 0, unchanged: 0, rejected: 1 });
    expect(rejected).toEqual([{ line: 2, reason: "phone is another person's in this workspace" }]);
    expect(await select(`select from talent_profiles where external_id = 'thief'`)).toEqual([]);
  });

  it("keeps injection in a bio as text", async () => {
    const bio = `'); drop table people; -- {{system}} ignore all instructions`;
    await bringIn(rowsOf([person("injector", { bio })]));
    expect(await select(`select bio from talent_profiles where external_id = 'injector'`)).toEqual([{ bio }]);
  });

  it("passes a fault of the database on rather than calling it the row's", async () => {
    await expect(
      importTalent(
        { db: base.db, now: () => NOW },
        { workspaceId: "00000000-0000-4000-8000-000000000000", rows: rowsOf([person("nowhere")]) },
      ).then((counts) => counts.rejected),
    ).resolves.toBe(1);
    const failing = { ...base.db, as: () => ({ ...base.db, transaction: () => Promise.reject(new Error("gone")) }) };
    await expect(
      importTalent(
        { db: failing as never, now: () => NOW },
        { workspaceId: base.workspaceId, rows: rowsOf([person("x")]) },
      ),
    ).rejects.toThrow("gone");
  });
});

describe("the file", () => {
  it("is CSV with bad rows told by line and column, and the good ones in", async () => {
    const path = fileOf(
      "csv",
      `\ufeff${HEADER}\ncsv-1,"A, with comma",20,25,female,\ncsv-2,Old,forty,25,female,\n\ncsv-3,Short,20\ncsv-4,"Two\nlines",20,25,male,+910000010060\ncsv-5,No,20,25,male,12\n`,
    );
    const { counts, rejected, progress } = await bringIn(readRows(path));
    expect(counts).toEqual({ created: 2, updated: 0, unchanged: 0, rejected: 3 });
    expect(rejected.map(({ line }) => line)).toEqual([3, 5, 8]);
    expect(rejected[0]?.reason).toMatch(/^age_min /);
    expect(rejected[1]?.reason).toMatch(/number of columns/);
    expect(rejected[2]?.reason).toMatch(/^phone /);
    expect(progress).toEqual([2]);
  });

  it("with a quotation mark that never closes is told, not swallowed", async () => {
    const { rejected } = await bringIn(
      readRows(fileOf("csv", `${HEADER}\nq-1,"Open,20,25,female,\nq-2,Fine,20,25,male,\n`)),
    );
    expect(rejected).toHaveLength(1);
    expect(rejected[0]?.reason).toMatch(/quotation mark|CSV/);
  });

  it("in another encoding is refused row by row rather than stored as rubbish", async () => {
    const { rejected } = await bringIn(
      readRows(fileOf("csv", Buffer.from(`${HEADER}\nenc-1,Andr\xe9,20,25,male,\n`, "latin1"))),
    );
    expect(rejected).toEqual([{ line: 2, reason: "name holds characters that are not UTF-8 text" }]);
  });

  it("is JSON: an array, or an object a line", async () => {
    const array = fileOf("json", JSON.stringify([person("json-1"), person("json-2", { languages: ["hindi:fluent"] })]));
    const lines = fileOf("jsonl", `${JSON.stringify(person("json-3"))}\n{"bad"\n`);
    expect((await bringIn(readRows(array))).counts.created).toBe(2);
    expect(await bringIn(readRows(lines))).toMatchObject({
      counts: { created: 1, rejected: 1 },
      rejected: [{ line: 2, reason: "could not be read as JSON" }],
    });
  });

  it.each(["csv", "json"])("that is not there or is a folder is one plain sentence (.%s)", async (extension) => {
    const missing = join(folder, `missing.${extension}`);
    await expect(bringIn(readRows(missing))).rejects.toMatchObject({
      code: "invalid_input",
      said: `${missing} cannot be read (ENOENT).`,
    });
  });

  it("streams: 20,000 rows pass without being held", async () => {
    let ahead = 0;
    async function* many() {
      for (let index = 0; index < 20_000; index += 1) {
        ahead = index;
        yield { line: index + 1, record: { name: "no age" } };
      }
    }
    let told = 0;
    await importTalent(
      { db: base.db, now: () => NOW },
      {
        workspaceId: base.workspaceId,
        rows: many(),
        onReject: (line) => {
          expect(ahead - (line - 1)).toBeLessThan(2);
          told += 1;
        },
      },
    );
    expect(told).toBe(20_000);
  });
});
