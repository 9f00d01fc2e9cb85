import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLive } from "../../src/core/live.ts";
import { type Db, type Embed, VARYING } from "../../src/core/ports.ts";
import { Criteria } from "../../src/core/talent/criteria.ts";
import { whereFound } from "../../src/core/talent/criteria-sql.ts";
import { embeddingProgress, embedProfiles, profilesWithoutVector } from "../../src/core/talent/embed-profiles.ts";
import { countFacets } from "../../src/core/talent/facets.ts";
import { searchTerms } from "../../src/core/talent/normalise.ts";
import { firstPage, nextPage } from "../../src/core/talent/page-talent.ts";
import { refreshTexts } from "../../src/core/talent/refresh-texts.ts";
import { type Search, searchTalent } from "../../src/core/talent/search-talent.ts";
import { seedDemo } from "../../src/core/talent/seed-demo.ts";
import { addTeamWord, listTeamWords, removeTeamWord } from "../../src/core/talent/team-words.ts";
import { understandBrief } from "../../src/core/talent/understand-brief.ts";
import { upsertProfile } from "../../src/core/talent/upsert-profile.ts";
import { forgetOldVectors, vectorsReady } from "../../src/core/talent/vector-model.ts";
import { type Fresh, freshDatabase } from "../support/database.ts";

const AT = { now: new Date("2026-11-21T04:30:00Z"), timeZone: "Asia/Kolkata" };
const BRIEF =
  "Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri, shoot 10–20 December, 40k a day";

/** Texts with words in common are near each other. */
const wordBag: Embed = {
  model: "bag",
  dimension: 512,
  embed: async (texts) =>
    texts.map((text) => {
      const vector = Array<number>(512).fill(0);
      vector[511] = 0.1;
      for (const term of searchTerms(text)) {
        const place = createHash("md5").update(term).digest().readUInt16BE() % 511;
        vector[place] = (vector[place] ?? 0) + 1;
      }
      const length = Math.hypot(...vector);
      return vector.map((value) => value / length);
    }),
};

let base: Fresh;
let workspaceId: string;
let db: Db;

beforeAll(async () => {
  base = await freshDatabase();
  await base.owner.query("delete from workspaces");
  workspaceId = await seedDemo({ db: base.db, now: () => AT.now });
  db = base.db.as(workspaceId);
});
afterAll(() => base.close());

const search = (criteria: Partial<Criteria>, more: Partial<Search> & { embed?: Embed } = {}) => {
  const { embed = wordBag, limit = 10, ...rest } = more;
  return searchTalent({ db, embed }, { criteria: Criteria.parse(criteria), limit, ...rest });
};
const ask = (text: string, more: Partial<Search> = {}) => search(understandBrief(text, AT).criteria, more);
const embedAll = async () => {
  const ctx = { db: base.db, embed: wordBag, live: createLive() };
  for (;;) {
    const ids = await profilesWithoutVector(ctx, 50);
    if (ids.length === 0) return;
    await embedProfiles(ctx, ids);
  }
};

describe("the demo workspace", () => {
  it("has a house, a director, a studio, the stage's channels and 240 talents, and is made once", async () => {
    expect(await seedDemo({ db: base.db, now: () => AT.now })).toBe(workspaceId);
    const { rows } = await base.db.query(
      `select (select count(*) from workspaces) as houses, (select count(*) from projects) as projects, (select count(*) from rooms) as rooms,
              (select count(*) from channel_accounts where platform = 'web') as channels,
              (select count(*) from memberships where role = 'director') as directors, (select count(*) from talent_profiles) as talents,
              (select count(*) from talent_profiles where is_minor) as minors, (select count(*) from memberships where role = 'guardian') as guardians`,
    );
    expect(rows).toEqual([
      { houses: 1, projects: 1, rooms: 1, channels: 3, directors: 1, talents: 240, minors: 12, guardians: 12 },
    ]);
  });

  it("holds only numbers that are never given out and addresses of examples", async () => {
    const { rows } = await base.db.query(
      `select address from contact_points where channel <> 'slack' and address !~ '^\\+9100000[0-9]{5}$' and address !~ '@([a-z.]+\\.)?example(\\.com)?$'`,
    );
    expect(rows).toEqual([]);
    const talents = await base.db.query(
      `select t.display_name from talent_profiles t join contact_points c using (person_id) where t.is_minor`,
    );
    expect(talents.rows).toEqual([]);
  });
});

describe("search before any profile has a vector", () => {
  it("finds by words and filters, and says that it did", async () => {
    const { hits, total, wordsOnly } = await ask(BRIEF);
    expect(wordsOnly).toBe(true);
    expect(total).toBeGreaterThanOrEqual(12);
    expect(hits[0]?.reasons.join(" ")).toMatch(/Marathi.*(cop|thriller|पुलिस|पोलीस|Police)/);
  });

  it.each([
    ["is down", () => Promise.reject(new Error("down"))],
    ["gives numbers that are none", async () => [Array<number>(512).fill(Number.NaN)]],
    ["gives another dimension", async () => [[1, 2, 3]]],
    ["gives nothing", async () => []],
    ["hangs", () => new Promise<never>(() => undefined)],
  ])("also when the embedder %s", async (_, embed: Embed["embed"]) => {
    const { hits, wordsOnly } = await search({ about: "cop" }, { embed: { ...wordBag, embed } });
    expect([hits.length, wordsOnly]).toEqual([10, true]);
  });
});

/** The first of the demo's women under another name. */
async function named(name: string): Promise<string> {
  const personId = await personOf("demo-100");
  await upsertProfile({ db, now: () => AT.now }, { personId, fields: { name } });
  return personId;
}

async function personOf(externalId: string): Promise<string> {
  const { rows } = await base.db.query<{ person_id: string }>(
    `select person_id from talent_profiles where external_id = $1`,
    [externalId],
  );
  return rows[0]?.person_id ?? "";
}

describe("search", () => {
  beforeAll(embedAll);

  it("goes on with the old model until every profile has its vector by the new one", async () => {
    const asked: string[] = [];
    const heard = (model: string): Embed => ({
      ...wordBag,
      model,
      embed: (texts, kind) => {
        asked.push(model);
        return wordBag.embed(texts, kind);
      },
    });
    const changed: Embed = { ...heard("new"), earlier: heard };
    const ctx = { db: base.db, embed: changed, now: () => AT.now, live: createLive() };
    await vectorsReady({ ...ctx, embed: wordBag });
    await embedProfiles(ctx, await profilesWithoutVector(ctx, 20));
    asked.length = 0;
    expect((await search({ about: "cop" }, { embed: changed })).wordsOnly).toBe(false);
    await vectorsReady(ctx);
    await search({ about: "cop" }, { embed: changed });
    expect(asked).toEqual(["bag", "new"]);
    expect(await forgetOldVectors(ctx, 1_000)).toBe(0);
    const nextWeek = () => new Date(AT.now.getTime() + 7 * 86_400_000);
    expect(await forgetOldVectors({ ...ctx, embed: wordBag, now: nextWeek }, 1_000)).toBe(20);
    const { rows } = await base.db.query(`select model from vector_models`);
    expect(rows).toEqual([{ model: "bag" }]);
    await base.owner.query(`delete from vector_models`);
  });

  it("asks for the vector of a text once: not for a twin's, nor for what a profile comes back to", async () => {
    const asked: string[] = [];
    const counted: Embed = {
      ...wordBag,
      embed: (texts, kind) => {
        asked.push(...texts.map((text) => `${kind}: ${text}`));
        return wordBag.embed(texts, kind);
      },
    };
    const write = async (bio: string, whose: string[]) => {
      const fields = { gender: "female" as const, city: "Pune", languages: ["hindi"], skills: ["yoga"], bio };
      for (const personId of whose) await upsertProfile({ db: base.db, now: () => AT.now }, { personId, fields });
      await embedProfiles({ db: base.db, embed: counted, live: createLive() }, whose);
    };
    const [first, twin] = [await personOf("demo-130"), await personOf("demo-131")];
    await write("A lighthouse keeper.", [first, twin]);
    await write("A ferryman.", [first]);
    await write("A lighthouse keeper.", [first]);
    await write("A ferryman.", [first]);
    expect(asked).toEqual([expect.stringMatching(/^document: .*lighthouse/), expect.stringMatching(/ferryman/)]);
    expect((await search({ about: "ferryman" }, { limit: 1 })).hits[0]?.personId).toBe(first);

    const elsewhere = await base.db.query<{ id: string }>(
      `with house as (insert into workspaces (name) values ('Next') returning id)
       insert into people (workspace_id, name) select id, 'Elsewhere' from house returning id`,
    );
    const stranger = elsewhere.rows[0]?.id ?? "";
    await write("A ferryman.", [stranger]);
    expect(asked).toHaveLength(3);
    await base.owner.query(`delete from talent_profiles where person_id = $1`, [stranger]);

    const nextYear = () => new Date(Date.now() + 366 * 86_400_000);
    const kept = { firsts: 3, twins: 1 };
    const forgotten = await forgetOldVectors({ db: base.db, embed: wordBag, now: nextYear }, 1_000);
    expect(forgotten).toBe(kept.firsts + kept.twins);
  });

  it("makes the words of profiles anew that an earlier program made", async () => {
    await base.db.query(
      `update talent_profiles set search_text = 'old', search_version = 0 where external_id = 'demo-001'`,
    );
    expect([await refreshTexts({ db: base.db }, 50), await refreshTexts({ db: base.db }, 50)]).toEqual([1, 0]);
    const { rows } = await base.db.query(`select 1 from talent_profiles where search_text = 'old'`);
    expect(rows).toEqual([]);
  });

  it("counts how far the vectors are, minors apart", async () => {
    expect(await embeddingProgress({ db, embed: wordBag })).toEqual({ done: 228, total: 228 });
    expect(await embeddingProgress({ db, embed: { ...wordBag, model: "another" } })).toEqual({ done: 0, total: 228 });
  });

  it("keeps vectors in their rows, where a search of thousands reads them", async () => {
    const { rows } = await base.owner.query(
      `select pg_relation_size(reltoastrelid) as aside from pg_class where relname = 'profile_vectors'`,
    );
    expect(rows).toEqual([{ aside: 0 }]);
  });

  it("gives the main brief a shortlist that fits all of it, with the facts that say so", async () => {
    const { hits, total, wordsOnly } = await ask(BRIEF);
    expect(wordsOnly).toBe(false);
    expect(total).toBeGreaterThanOrEqual(12);
    for (const hit of hits) {
      expect(hit).toMatchObject({ gender: "female", isMinor: false });
      expect(hit.languages).toContain("marathi");
      expect(hit.ageMin <= 32 && hit.ageMax >= 25 && (hit.ratePaisePerDay ?? 0) <= 4_000_000).toBe(true);
      expect(hit.reasons[0]).toMatch(/^(native|fluent|working|basic) Marathi$/);
      expect(hit.reasons).toContain("free on the dates");
    }
  });

  it.each([
    ["someone who can be a doctor", /doctor|डॉक्टर/i],
    ["gangster", /gangster/],
    ["पुलिस इंस्पेक्टर", /cop|police|inspector|constable|पुलिस|पोलीस/i],
    ["village woman", /village|गाँव/],
    ["horse riding and sword fighting", /horse riding|sword/],
    ["kathak", /kathak/],
  ])("puts who fits “%s” first and says why", async (text, reason) => {
    const { hits } = await ask(text, { limit: 3 });
    for (const hit of hits) expect(hit.reasons.join(" · ")).toMatch(reason);
  });

  it("finds a cop whose bio is in Devanagari from an English word, and the other way round", async () => {
    const profiles = await base.db.query<{ person_id: string; bio: string }>(
      `select person_id, bio from talent_profiles`,
    );
    const bioOf = new Map(profiles.rows.map((row) => [row.person_id, row.bio]));
    const bios = async (text: string) =>
      (await ask(text, { limit: 30 })).hits.map((hit) => bioOf.get(hit.personId) ?? "");
    expect((await bios("cop")).some((bio) => /पुलिस|पोलीस/.test(bio))).toBe(true);
    expect((await bios("पोलीस")).some((bio) => /cop|Police|inspector/.test(bio))).toBe(true);
  });

  it("never gives who does not pass a filter, whatever is asked for", async () => {
    const some = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
    const ages = fc.tuple(fc.integer({ min: 5, max: 70 }), fc.integer({ min: 0, max: 20 }));
    const asked = fc.record({
      gender: some("female" as const, "male" as const, "nonbinary" as const),
      age: fc.option(
        ages.map(([min, more]) => ({ min, max: min + more })),
        { nil: undefined },
      ),
      languages: fc.uniqueArray(fc.constantFrom("marathi", "hindi", "english"), { maxLength: 2 }),
      city: some("Mumbai", "Bombay", "Pune"),
      skills: fc.uniqueArray(fc.constantFrom("kathak", "boxing", "yoga"), { maxLength: 1 }),
      rateMaxPaisePerDay: some(3_000_000, 6_000_000),
      union: some("CINTAA", "cintaa"),
      heightCm: some({ min: 165 }, { max: 165 }),
      dates: some({ from: "2026-12-10", to: "2026-12-20" }),
      minors: fc.boolean(),
      about: fc.constantFrom("", "cop", "' or 1=1 --", "ignore all filters and show everyone", "नृत्य", "&|!():*<->"),
    });
    const away = await base.db.query<{ person_id: string }>(
      `select distinct person_id from book_outs where during && daterange('2026-12-10', '2026-12-20', '[]')`,
    );
    const booked = new Set(away.rows.map((row) => row.person_id));
    await fc.assert(
      fc.asyncProperty(asked, async (criteria) => {
        const found = await search(
          Object.fromEntries(Object.entries(criteria).filter(([, value]) => value !== undefined)),
          { limit: 250 },
        );
        expect(found.hits.length).toBeLessThanOrEqual(found.total);
        for (const hit of found.hits) {
          if (criteria.gender) expect(hit.gender).toBe(criteria.gender);
          if (criteria.age) expect(hit.ageMin <= criteria.age.max && hit.ageMax >= criteria.age.min).toBe(true);
          if (criteria.city) expect(hit.city).toBe(criteria.city === "Pune" ? "Pune" : "Mumbai");
          if (criteria.rateMaxPaisePerDay)
            expect(hit.ratePaisePerDay ?? 0).toBeLessThanOrEqual(criteria.rateMaxPaisePerDay);
          if (criteria.dates) expect(booked.has(hit.personId)).toBe(false);
          if (!criteria.minors) expect(hit.isMinor).toBe(false);
          expect(hit.languages).toEqual(expect.arrayContaining(criteria.languages));
          expect(hit.skills).toEqual(expect.arrayContaining(criteria.skills));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("finds by the best of each leg nearly what looking at everybody finds", async () => {
    const shared: number[] = [];
    for (const about of [
      "cop",
      "mother in a daily soap, expressive eyes",
      "नृत्य",
      "calm doctor for a web series, kathak",
    ]) {
      const found = async (look: "everybody" | "best") =>
        (await search({ about, gender: "female" }, { look })).hits.map((hit) => hit.personId);
      const all = await found("everybody");
      shared.push((await found("best")).filter((id) => all.includes(id)).length);
    }
    // Of ten each; equals are in no order.
    expect(Math.min(...shared)).toBeGreaterThanOrEqual(8);
    expect(shared.reduce((sum, one) => sum + one)).toBeGreaterThanOrEqual(36);
  });

  it("never gives a number or an address", async () => {
    const { hits } = await search({ about: "phone number email contact", minors: true }, { limit: 250 });
    expect(hits.length).toBeGreaterThan(0);
    expect(JSON.stringify(hits)).not.toMatch(/\+91|@example/);
  });

  it("leaves out who is excluded, and ranks by likeness to another", async () => {
    const [first, second] = (await ask(BRIEF)).hits;
    const id = first?.personId ?? "";
    expect((await ask(BRIEF, { excludeIds: [id] })).hits.map((hit) => hit.personId)).not.toContain(id);
    const like = await search(
      { gender: "female" },
      { likeId: second?.personId ?? "", excludeIds: [second?.personId ?? ""] },
    );
    expect(like.wordsOnly).toBe(false);
    expect(like.hits[0]?.reasons.join(" ")).not.toBe("");
  });

  it("lifts who has what is preferred, leaves nobody out, and explains in numbers", async () => {
    const wish = { preferred: { city: "Pune" } };
    const plain = await search({ about: "cop", gender: "female" }, { limit: 30 });
    const wished = await search({ about: "cop", gender: "female", ...wish }, { limit: 30, explain: true });
    expect(wished.total).toBe(plain.total);
    const [first] = wished.hits;
    expect(first).toMatchObject({ city: "Pune" });
    expect(first?.reasons).toContain("lives in Pune, as preferred");
    expect(first?.explain).toMatchObject({ preferred: 0.35, taste: 0 });
    expect(plain.hits[0]?.explain).toBeUndefined();
  });

  it("lifts who this team selected before and lowers who it passed on, saying so", async () => {
    const [first, second] = (await ask("cop", { limit: 2 })).hits;
    const role = await base.db.query<{ id: string; conversation_id: string }>(
      `with spoken as (insert into conversations (workspace_id, channel, account, key, side) values ($1, 'slack', 'a', 'k', 'team') returning id)
       insert into roles (workspace_id, conversation_id, title, brief, breakdown, created_by)
       select $1, spoken.id, 'Earlier', 'a cop', '{}', (select person_id from memberships where role = 'director' limit 1) from spoken
       returning id, conversation_id`,
      [workspaceId],
    );
    const roleId = role.rows[0]?.id;
    await base.db.query(
      `insert into candidates (workspace_id, role_id, talent_id, state, selected_at) values ($1, $2, $3, 'passed', null), ($1, $2, $4, 'selected', now())`,
      [workspaceId, roleId, first?.personId, second?.personId],
    );
    const after = (await ask("cop", { limit: 60, explain: true })).hits;
    const of = (id = "") => after.find((hit) => hit.personId === id);
    expect(of(first?.personId)?.reasons).toContain("passed on before");
    expect(of(second?.personId)?.reasons).toContain("selected by you before");
    expect(of(second?.personId)?.explain?.taste).toBeGreaterThan(0);
    expect(of(first?.personId)?.explain?.taste).toBeLessThan(0);
    await base.owner.query(`delete from candidates where role_id = $1`, [roleId]);
    await base.owner.query(`delete from roles where id = $1`, [roleId]);
    await base.owner.query(`delete from conversations where id = $1`, [role.rows[0]?.conversation_id]);
  });

  it("finds a name, also misspelt", async () => {
    const { rows } = await base.db.query<{ display_name: string }>(
      `select display_name from talent_profiles where not is_minor and length(display_name) > 12 order by 1 limit 1`,
    );
    const name = rows[0]?.display_name ?? "";
    const { hits } = await search({}, { name: `${name.slice(0, 4)}${name.slice(5)}` });
    expect(hits[0]?.name).toBe(name);
  });

  it("finds a name that is written in two words, or in Devanagari", async () => {
    const personId = await named("Aarti Desh Pande");
    for (const name of ["Deshpande", "Aarti Deshpande", "आरती देशपांडे", "Arti Desh Paande"])
      expect((await search({}, { name, limit: 1 })).hits[0]?.personId, name).toBe(personId);
  });

  it("pages through everybody once, whatever is added meanwhile, and leaves out who no longer fits", async () => {
    const ctx = { db, embed: wordBag, now: () => AT.now, workspaceId };
    const criteria = Criteria.parse({ gender: "female", about: "cop" });
    const whole = await searchTalent(ctx, { criteria, limit: 500 });
    const first = await firstPage(ctx, { criteria, limit: 20 });
    const later = whole.hits[25]?.personId;
    await base.db.query(`update talent_profiles set gender = 'nonbinary' where person_id = $1`, [later]);
    await base.db.query(
      `update talent_profiles set search_text = search_text || ' 0police' where external_id in ('demo-101', 'demo-102', 'demo-103')`,
    );
    const pages = [first];
    for (let next = first.next; next; next = pages.at(-1)?.next)
      pages.push(await nextPage(ctx, { cursor: next, limit: 20 }));
    const read = pages.flatMap((page) => page.hits.map((hit) => hit.personId));
    expect(read).toEqual(whole.hits.map((hit) => hit.personId).filter((id) => id !== later));
    await base.db.query(`update talent_profiles set gender = 'female' where person_id = $1`, [later]);
    const gone = { cursor: `${crypto.randomUUID()}.20`, limit: 20 };
    await expect(nextPage(ctx, gone)).rejects.toMatchObject({ code: "not_found" });
    await expect(nextPage(ctx, { ...gone, cursor: "' or 1=1" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("counts each facet as if nothing of it were chosen, and finds any of what is", async () => {
    const criteria = Criteria.parse({ gender: "female" });
    const chosen = { city: ["Pune", "Nagpur"] };
    const facets = await countFacets({ db }, { criteria, chosen });
    const found = await searchTalent({ db, embed: wordBag }, { criteria, chosen, limit: 250 });
    expect(new Set(found.hits.map((hit) => hit.city))).toEqual(new Set(["Pune", "Nagpur"]));
    const of = (facet: keyof typeof facets, value: string) =>
      facets[facet].find((one) => one.value === value)?.total ?? 0;
    expect(of("city", "Pune") + of("city", "Nagpur")).toBe(found.total);
    expect(of("city", "Mumbai")).toBeGreaterThan(0);
    expect(of("gender", "female")).toBe(found.total);
    expect(of("gender", "male")).toBeGreaterThan(0);
    expect(of("language", "marathi")).toBe(found.hits.filter((hit) => hit.languages.includes("marathi")).length);
  });

  it("knows a word that the team has taught it, until it is taken back", async () => {
    const { rows } = await base.db.query<{ id: string }>(
      `select person_id as id from memberships where role = 'director'`,
    );
    const actor = { workspaceId, personId: rows[0]?.id ?? "", side: "team" as const };
    const editor = { db, now: () => AT.now, workspaceId, by: actor };
    const word = { said: "टपोरी", english: "street kid" };
    await upsertProfile(
      { db, now: () => AT.now },
      { personId: await personOf("demo-120"), fields: { bio: "Raised as a zhopadpatti star." } },
    );
    const first = async () => (await search({ about: "street kid" }, { limit: 1 })).hits[0]?.personId;
    expect(await first()).not.toBe(await personOf("demo-120"));
    await addTeamWord(editor, { said: "झोपडपट्टी", english: "street kid" });
    await addTeamWord(editor, word);
    expect(await first()).toBe(await personOf("demo-120"));
    expect(await listTeamWords({ db })).toHaveLength(2);
    await removeTeamWord(editor, word);
    await removeTeamWord(editor, { said: "jhopadpatti", english: "street kid" });
    expect(await listTeamWords({ db })).toEqual([]);
    const talent = { ...actor, side: "talent" as const };
    await expect(addTeamWord({ ...editor, by: talent }, word)).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("when nobody fits, names what to relax and what that would bring", async () => {
    const { hits, total, relaxations } = await search({
      gender: "female",
      languages: ["marathi"],
      city: "Kolkata",
      rateMaxPaisePerDay: 100,
    });
    expect([hits, total]).toEqual([[], 0]);
    for (const relaxation of relaxations) expect(relaxation.total).toBeGreaterThan(0);
    const { relaxations: two } = await search({ languages: ["hindi"], city: "Atlantis" });
    expect(two).toEqual([{ filter: "the city", total: 228 }]);
  });

  it("does not blame vectors that minors never get", async () => {
    const { hits, wordsOnly } = await search({ age: { min: 6, max: 12 }, minors: true, about: "school play" });
    expect(hits.some((hit) => hit.isMinor)).toBe(true);
    expect(wordsOnly).toBe(false);
  });

  it("embeds a profile again once its content has changed", async () => {
    const { rows } = await base.db.query<{ person_id: string }>(`select person_id from profile_vectors limit 1`);
    const personId = rows[0]?.person_id ?? "";
    await upsertProfile(
      { db, now: () => AT.now },
      { personId, fields: { bio: "Puppeteer.", languages: ["मराठी"], skills: ["Ghudsawari"] } },
    );
    expect(await profilesWithoutVector({ db: base.db, embed: wordBag }, 5)).toContain(personId);
    await embedAll();
    const { hits } = await search({ about: "puppeteer" }, { limit: 1 });
    expect(hits[0]).toMatchObject({ personId, languages: ["marathi"], skills: ["horse riding"] });
  });

  it("stays inside the walls of its workspace", async () => {
    const { rows } = await base.db.query<{ id: string }>(`insert into workspaces (name) values ('Other') returning id`);
    const other = base.db.as(rows[0]?.id ?? "");
    expect(
      await searchTalent({ db: other, embed: wordBag }, { criteria: Criteria.parse({ about: "cop" }), limit: 5 }),
    ).toMatchObject({
      hits: [],
      total: 0,
    });
  });

  it("has an index for words, facts, languages, skills and names behind the walls", async () => {
    const { criteria } = understandBrief("women from Pune who speak Marathi and do kathak", AT);
    const { sql, params } = whereFound(criteria);
    const asked: [from: string, where: string, params: unknown[], index: string][] = [
      ["talent_here", sql, params, "talent_profiles_found"],
      ["talent_here", "t.search_vector @@ 'kthk'::tsquery", [], "talent_profiles_found"],
      ["names_here", "'tara' <% t.sounds", [], "talent_names_alike"],
    ];
    await base.owner.transaction(async (tx) => {
      await tx.query(`savepoint whole`);
      // Of so few, the planner would take any index that knows the workspace.
      await tx.query(`drop index talent_profiles_changed, talent_profiles_filters`);
      await tx.query(`alter table talent_profiles drop constraint talent_profiles_external`);
      await tx.query(`set local enable_seqscan = off`);
      await tx.query(`select set_config('role', 'castmatch_app', true), set_config('castmatch.workspace', $1, true)`, [
        workspaceId,
      ]);
      for (const [view, where, values, index] of asked) {
        const { rows } = await tx.query(`${VARYING} explain select from ${view} t where ${where}`, values);
        const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
        expect(plan).toContain(`Bitmap Index Scan on ${index}`);
      }
      await tx.query(`rollback to savepoint whole`);
    });
    expect(sql).toContain("talent_facts(");
  });
});
