import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLive } from "../../src/core/live.ts";
import type { Db, Embed } from "../../src/core/ports.ts";
import { Criteria } from "../../src/core/talent/criteria.ts";
import { embeddingProgress, embedProfiles, profilesWithoutVector } from "../../src/core/talent/embed-profiles.ts";
import { searchTerms } from "../../src/core/talent/normalise.ts";
import { type Search, searchTalent } from "../../src/core/talent/search-talent.ts";
import { seedDemo } from "../../src/core/talent/seed-demo.ts";
import { understandBrief } from "../../src/core/talent/understand-brief.ts";
import { upsertProfile } from "../../src/core/talent/upsert-profile.ts";
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
const outOfOrder: Embed = { model: "bag", dimension: 512, embed: () => Promise.reject(new Error("down")) };

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

  it("also when the embedder is down", async () => {
    const { hits, wordsOnly } = await search({ about: "cop" }, { embed: outOfOrder });
    expect([hits.length, wordsOnly]).toEqual([10, true]);
  });
});

describe("search", () => {
  beforeAll(embedAll);

  it("counts how far the vectors are, minors apart", async () => {
    expect(await embeddingProgress({ db, embed: wordBag })).toEqual({ done: 228, total: 228 });
    expect(await embeddingProgress({ db, embed: { ...wordBag, model: "another" } })).toEqual({ done: 0, total: 228 });
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
    ["village woman", /village/],
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
    const role = await base.db.query<{ id: string }>(
      `insert into roles (workspace_id, project_id, title, breakdown, headcount)
       values ($1, (select id from projects limit 1), 'Earlier', '{}', 1) returning id`,
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
    await base.db.query(`delete from candidates where role_id = $1`, [roleId]);
    await base.db.query(`delete from roles where id = $1`, [roleId]);
  });

  it("finds a name, also misspelt", async () => {
    const { rows } = await base.db.query<{ display_name: string }>(
      `select display_name from talent_profiles where not is_minor and length(display_name) > 12 order by 1 limit 1`,
    );
    const name = rows[0]?.display_name ?? "";
    const { hits } = await search({}, { name: `${name.slice(0, 4)}${name.slice(5)}` });
    expect(hits[0]?.name).toBe(name);
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
    const { rows } = await base.db.query<{ person_id: string }>(`select person_id from talent_vectors limit 1`);
    const personId = rows[0]?.person_id ?? "";
    await upsertProfile(
      { db, now: () => AT.now },
      { personId, fields: { bio: "Puppeteer.", languages: ["मराठी"], skills: ["Ghudsawari"] } },
    );
    expect(await profilesWithoutVector({ db: base.db, embed: wordBag }, 5)).toEqual([personId]);
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
});
