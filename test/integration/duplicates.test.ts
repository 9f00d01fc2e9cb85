import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MOVED, STAYS } from "../../src/core/duplicates/moved-tables.ts";
import { importTalent } from "../../src/core/talent/import-talent.ts";
import { type Auditions, type Person, stageAuditions } from "../support/auditions.ts";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";
import { readRows } from "../support/rows.ts";

/** Written by the merge itself, and by every change. */
const OF_MERGES = [
  "talent_merges",
  "talent_duplicates",
  "audit_log",
  "candidate_moves",
  "profile_changes",
  "messages",
  "outbox",
  "actions",
  "inbox",
  "inbox_payloads",
  "turns",
  "turn_steps",
  "conversation_leases",
  "dead_letters",
  "talent_names",
  "profile_vectors",
];
const OF_TIME = [
  "updated_at",
  "moved_at",
  "moved_by",
  "search_text",
  "search_version",
  "search_vector",
  "content_hash",
  "last_inbound_at",
];

describe("two profiles of one person", () => {
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

  const ask = async (text: string) => {
    await office.say(office.team, text);
    return office.to("team");
  };
  const cardOf = (name: string) => {
    const last = office.to("team").at(-1);
    const block = last?.blocks.find((one) => one.type === "card" && one.title.includes(name));
    if (!block) throw new Error(`no card of ${name}`);
    return { blocks: [block] };
  };
  const change = (who: Person, columns: string, values: unknown[]) =>
    office.db.query(`update talent_profiles set ${columns} where person_id = $1`, [who.id, ...values]);
  const everything = async () => {
    const plain = (row: string) =>
      JSON.stringify(
        Object.fromEntries(Object.entries(JSON.parse(row)).filter(([column]) => !OF_TIME.includes(column))),
      );
    const all = [...(await readRows(office.db))].filter(([table]) => !OF_MERGES.includes(table));
    return Object.fromEntries(all.map(([table, rows]) => [table, [...rows.values()].map(plain).toSorted()]));
  };

  it("are found by name, email, number and photo, and not where a fact speaks against it", async () => {
    const [asha, desh] = [await at.talent("Asha Deshpande"), await at.talent("Deshpande Aasha")];
    const [one, two] = [await at.talent("Kiran Bose"), await at.talent("Kiran Bose")];
    await change(one, "height_cm = $2", [150]);
    await change(two, "height_cm = $2", [180]);
    const [eve, eva] = [await at.talent("Eve Dsa"), await at.talent("Somebody Else")];
    for (const [who, address] of [
      [eve, "Eve@example.com"],
      [eva, "eve@example.com"],
    ] as const) {
      await office.db.query(
        `insert into contact_points (workspace_id, person_id, channel, address) values ($1, $2, 'email', $3)`,
        [office.workspaceId, who.id, address],
      );
    }
    await office.db.query(
      `insert into contact_points (workspace_id, person_id, channel, address) values ($1, $2, 'sms', $3)`,
      [office.workspaceId, one.id, eve.phone],
    );
    const replies = await ask("any duplicates?");
    expect(lastWords(replies)).toMatch(/pairs of profiles look like one person/);
    const { rows } = await office.db.query<{ pair: string[]; why: string[] }>(
      `select array[first_id::text, second_id::text] as pair, why from talent_duplicates where state = 'open'`,
    );
    const whyOf = (a: Person, b: Person) => rows.find(({ pair }) => pair.includes(a.id) && pair.includes(b.id))?.why;
    expect(whyOf(asha, desh)).toEqual(["name"]);
    expect(whyOf(eve, eva)).toEqual(["email"]);
    expect(whyOf(one, eve)).toEqual(["number"]);
    expect(whyOf(one, two)).toBeUndefined();
    await office.tap(office.team, choice(cardOf("Somebody Else"), "Two people"));
    expect(lastWords(office.to("team"))).toContain("Noted: two people");
    await ask("any duplicates?");
    expect(() => cardOf("Somebody Else")).toThrow();
  });

  it("become one with a tap, with all that both had, and two again with another, as they were", async () => {
    const [film, play] = [await at.audition("Film"), await at.audition("Play")];
    const [kept, gone] = [await at.talent("Mrinal Sen Gupta"), await at.talent("Mrinal Sengupta")];
    await change(kept, "city = 'Pune', languages = '{hindi}'", []);
    await change(
      gone,
      "bio = 'Cop in a series.', languages = '{hindi,tamil}', height_cm = 170, external_id = 'sheet-9'",
      [],
    );
    await film.invite(gone);
    await play.invite(gone);
    await office.say(office.phone(gone.phone), "which times are free?");
    await office.say(office.phone(gone.phone), "main 5 se 12 tak shoot pe hoon");
    const before = await everything();
    await ask("find duplicates");
    await office.tap(office.team, choice(cardOf("Mrinal"), "Keep Mrinal Sen Gupta"));
    expect(lastWords(office.to("team"))).toMatch(
      /^Merged: Mrinal Sen Gupta now has everything of Mrinal Sengupta \(2 roles, 1 conversations\)\./,
    );
    const profile = await at.row(
      `select city, bio, languages, height_cm, external_id from talent_profiles where person_id = $1`,
      [kept.id],
    );
    expect(profile).toEqual({
      city: "Pune",
      bio: "Cop in a series.",
      languages: ["hindi", "tamil"],
      height_cm: 170,
      external_id: "sheet-9",
    });
    const left = await at.row<{ n: number }>(
      `select (select count(*) from talent_profiles where person_id = $1) + (select count(*) from candidates where talent_id = $1)
            + (select count(*) from contact_points where person_id = $1) + (select count(*) from book_outs where person_id = $1) as n`,
      [gone.id],
    );
    expect(Number(left.n)).toBe(0);
    const rows = async function* () {
      yield { line: 2, record: { external_id: "sheet-9", name: "Mrinal Sengupta", age_min: 20, age_max: 30 } };
    };
    const undo = choice(office.to("team").at(-1), "Undo the merge");
    await office.tap(office.team, undo);
    expect(lastWords(office.to("team"))).toMatch(
      /^Undone: Mrinal Sen Gupta and Mrinal Sengupta are two profiles again/,
    );
    expect(await everything()).toEqual(before);
    await office.tap(office.team, undo);
    expect(await everything()).toEqual(before);
    await office.say(office.phone(gone.phone), "where and when?");
    expect(lastWords(office.to(gone.phone))).toMatch(/Lead at (?:Film|Play)/);
    expect(await importTalent(office.ctx, { workspaceId: office.workspaceId, rows: rows() })).toMatchObject({
      rejected: 0,
    });
    expect(await at.row(`select person_id as id from talent_profiles where external_id = 'sheet-9'`)).toEqual({
      id: gone.id,
    });
  });

  it("are not merged when the one to go is further along in a role of both; the other way they are", async () => {
    const film = await at.audition("Both");
    const [idle, busy] = [await at.talent("Zoya Mistry"), await at.talent("Zoya Mistri")];
    const idleId = await film.candidate(idle, "selected");
    await film.invite(busy);
    await ask("find duplicates");
    await office.tap(office.team, choice(cardOf("Zoya"), "Keep Zoya Mistry"));
    expect(lastWords(office.to("team"))).toMatch(
      /Both are candidates for “Lead at Both”.*Keep the other profile instead/,
    );
    await ask("find duplicates");
    await office.tap(office.team, choice(cardOf("Zoya"), "Keep Zoya Mistri"));
    expect(lastWords(office.to("team"))).toMatch(/^Merged/);
    expect(await at.row(`select state from candidates where id = $1`, [idleId])).toEqual({ state: "withdrawn" });
    await office.tap(office.team, choice(office.to("team").at(-1), "Undo the merge"));
    expect(await at.row(`select state from candidates where id = $1`, [idleId])).toEqual({ state: "selected" });
  });

  it("a file that comes again does not bring back who was merged away", async () => {
    const rows = async function* (names: string[]) {
      for (const [line, name] of names.entries())
        yield {
          line,
          record: { external_id: `twin-${line}`, name, age_min: 20, age_max: 30, email: "twin@example.com" },
        };
    };
    const bringIn = () =>
      importTalent(office.ctx, { workspaceId: office.workspaceId, rows: rows(["Tara Twin", "T. Twin"]) });
    await bringIn();
    await ask("find duplicates");
    await office.tap(office.team, choice(cardOf("Tara Twin"), "Keep Tara Twin"));
    expect(await bringIn()).toMatchObject({ created: 0, unchanged: 2, rejected: 0 });
  });

  it("every table that knows a person is known to the merge", async () => {
    const { rows } = await office.owner.query<{ name: string }>(
      `select c.conrelid::regclass || '.' || a.attname as name
         from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
        where c.contype = 'f' and c.confrelid in ('people'::regclass, 'talent_profiles'::regclass)
          and a.attname <> 'workspace_id' and a.attname !~ '_by$' and a.attname not in ('actor_id', 'reader_id')`,
    );
    const known = new Set<string>([...STAYS, ...MOVED.map(([table, column]) => `${table}.${column}`)]);
    expect(rows.map((row) => row.name).filter((name) => !known.has(name))).toEqual([]);
  });
});
