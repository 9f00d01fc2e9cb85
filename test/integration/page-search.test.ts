import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ask, Question } from "../../src/core/ports.ts";
import { type Office, openOffice } from "../support/office.ts";
import { openWeb } from "../support/web.ts";

const BRIEF =
  "Need three Marathi-speaking women, 25–32, preferably from Pune, for a cop role, Andheri, shoot 10–20 December, 40k a day";

type Hit = {
  personId: string;
  name: string;
  why: { met: string[]; lifted: string[]; lowered: string[] };
  availability: string;
  explain: Record<string, number>;
  candidate: { candidateId: string; state: string } | null;
};
type Chip = { field: string; said: string; wish: boolean; without: object };
type Sought = {
  total: number;
  hits: Hit[];
  next?: string;
  understood: { sought: { criteria: object }; chips: Chip[]; assumed: string[]; ignored: string[]; by?: string };
  relaxations: { filter: string; total: number; without: object }[];
};
type Decided = { candidateId: string; state: string; said: string };

describe("the search of the page", () => {
  let office: Office;
  let web: ReturnType<typeof openWeb>;
  let roleId: string;
  beforeAll(async () => {
    office = await openOffice();
    web = openWeb(office);
    await office.say(office.team, BRIEF);
    const { rows } = await office.db.query<{ id: string }>(`select id from roles`);
    roleId = rows[0]?.id ?? "";
  });
  afterAll(() => office.close());

  const ask = async <T = Sought>(path: string, body: object = {}) => {
    const response = await web.post(`/api${path}`, body);
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  };
  const refused = async (path: string, body: object = {}) => {
    const response = await web.post(`/api${path}`, body);
    const { error } = (await response.json()) as { error: { message: string } };
    return [response.status, error.message];
  };
  const seek = (body: object) => ask("/talent/seek", body);
  const decide = (talentId: string, to: string) => ask<Decided>(`/roles/${roleId}/decisions`, { talentId, to });

  it("says each thing that it understood of a brief, and what is left without it", async () => {
    const { understood, hits, total } = await seek({ brief: BRIEF });
    expect(understood.chips.map(({ said }) => said)).toEqual([
      "women",
      "playing 25–32",
      "speaks Marathi",
      "up to ₹40,000 a day",
      "shoot 10 December to 20 December 2026",
      "preferably lives in Pune",
      "words: cop",
      "shoot in Andheri",
    ]);
    expect(understood.assumed.join()).not.toContain("title");
    expect(hits[0]).toMatchObject({
      availability: "free 10–20 December 2026",
      why: { met: expect.arrayContaining(["woman", "free on the dates"]) },
      explain: { words: expect.any(Number) },
    });
    const city = understood.chips.find(({ field }) => field === "city");
    const language = understood.chips.find(({ field }) => field === "languages");
    expect(await seek({ sought: city?.without })).toMatchObject({ total });
    expect((await seek({ sought: language?.without })).total).toBeGreaterThan(total);
  });

  it("reads a brief and its correction as Claude does where it is there, over the rules, and says so", async () => {
    const { understood: plain } = await seek({ brief: BRIEF });
    expect(plain.by).toBe("rules");
    const asked: Question[] = [];
    const answers =
      (input: unknown): Ask =>
      async (question) => {
        asked.push(question);
        return { content: [{ type: "tool_use", id: "toolu_1", name: "understood", input }], stopReason: "tool_use" };
      };
    const seekWith = async (ask: Ask, body: object) => {
      const response = await openWeb({ ...office, ctx: { ...office.ctx, ask } }).post("/api/talent/seek", body);
      expect(response.status).toBe(200);
      return ((await response.json()) as Sought).understood;
    };
    const read = await seekWith(
      answers({ criteria: { skills: ["horse riding"], city: "Pune" }, ignored: ["a kind smile"] }),
      { brief: BRIEF },
    );
    expect(read).toMatchObject({ by: "claude", ignored: ["a kind smile"] });
    expect(read.sought.criteria).toMatchObject({ skills: ["horse riding"], city: "Pune", languages: ["marathi"] });
    expect(asked[0]).toMatchObject({ must: "understood", tools: [{ name: "understood" }] });
    const corrected = await seekWith(answers({ criteria: { gender: "male" } }), {
      sought: read.sought,
      correction: "no, 30 to 40, and he rides",
    });
    expect(corrected.sought.criteria).toMatchObject({ gender: "male", age: { min: 30, max: 40 }, city: "Pune" });
    const late: Ask = ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
    const wrong = answers({ criteria: { age: "young" } });
    for (const ask of [wrong, late]) expect(await seekWith(ask, { brief: BRIEF })).toEqual(plain);
    expect((await seek({ sought: read.sought })).understood.by).toBeUndefined();
  });

  it("takes a correction in words on what was corrected by hand", async () => {
    const { understood } = await seek({ brief: BRIEF });
    const without = understood.chips.find(({ field }) => field === "languages")?.without;
    const { understood: corrected } = await seek({
      brief: BRIEF,
      sought: without,
      correction: "no, 30 to 40, in Pune",
    });
    expect(corrected.sought.criteria).toMatchObject({ age: { min: 30, max: 40 }, city: "Pune", languages: [] });
    expect(corrected.chips.map(({ said }) => said)).toContain("shoot in Andheri");
  });

  it("names for each relaxation how many it brings and what is asked for then", async () => {
    const sought = { criteria: { languages: ["marathi"], city: "Kolkata", rateMaxPaisePerDay: 100 } };
    const { relaxations, hits } = await seek({ sought });
    expect(hits).toEqual([]);
    for (const { total, without } of relaxations)
      expect((await seek({ sought: { criteria: without } })).total).toBe(total);
  });

  it("counts ages and rates as facets that can be chosen", async () => {
    const facets = await ask<Record<string, { value: string; total: number }[]>>("/talent/seek/facets", {
      sought: { criteria: { gender: "female" } },
    });
    for (const facet of ["age", "rate"] as const)
      for (const { value, total } of facets[facet] ?? []) {
        const chosen = { [facet]: [value] };
        expect((await seek({ sought: { criteria: { gender: "female" } }, chosen })).total).toBe(total);
      }
    const [first, second] = (facets.age ?? []).map(({ value }) => value);
    const both = { sought: { criteria: { gender: "female" } }, chosen: { age: [first, second] } };
    expect(await ask("/talent/seek/facets", both)).toMatchObject({ age: facets.age });
  });

  it("makes whom the team selects or passes on a candidate of the role, and takes that back", async () => {
    const { hits } = await seek({ roleId });
    const [one, two] = hits as [Hit, Hit];
    const selected = await decide(one.personId, "selected");
    expect(selected).toMatchObject({ state: "selected", said: `${one.name}: selected.` });
    expect(await decide(one.personId, "selected")).toEqual(selected);
    await decide(two.personId, "passed");
    const after = await seek({ roleId });
    const ids = after.hits.map(({ personId }) => personId);
    expect(ids).not.toContain(one.personId);
    expect(ids).not.toContain(two.personId);
    const all = await seek({ roleId, decided: true });
    const again = all.hits.find(({ personId }) => personId === one.personId);
    expect(again).toMatchObject({ candidate: { state: "selected" }, why: { lifted: ["selected by you before"] } });

    await ask(`/candidates/${selected.candidateId}/take-back`);
    const [back] = await ask<Hit[]>("/talent/compare", { talentIds: [one.personId], roleId });
    expect(back?.candidate?.state).toBe("submitted");
    const { rows } = await office.db.query(`select selected_at from candidates where id = $1`, [selected.candidateId]);
    expect(rows).toEqual([{ selected_at: null }]);
    expect(await refused(`/candidates/${selected.candidateId}/take-back`)).toEqual([
      409,
      `${one.name} is submitted by now, which is no choice that can be taken back.`,
    ]);
  });

  it("chooses nobody for a role that is closed or gone, and nobody who was asked for something", async () => {
    const { hits } = await seek({ roleId });
    const talentId = hits[0]?.personId ?? "";
    const { candidateId } = await decide(talentId, "selected");
    await office.db.query(`update candidates set state = 'invited' where id = $1`, [candidateId]);
    expect(await refused(`/roles/${roleId}/decisions`, { talentId, to: "passed" })).toEqual([
      409,
      `${hits[0]?.name} is invited for this role already. Nothing was changed.`,
    ]);
    await office.db.query(`update candidates set state = 'selected' where id = $1`, [candidateId]);
    await office.db.query(`update roles set state = 'closed' where id = $1`, [roleId]);
    expect((await refused(`/roles/${roleId}/decisions`, { talentId, to: "passed" }))[0]).toBe(409);
    await office.db.query(`update roles set state = 'open' where id = $1`, [roleId]);
    expect((await refused(`/roles/${talentId}/decisions`, { talentId, to: "passed" }))[0]).toBe(404);
    expect((await refused(`/roles/${roleId}/decisions`, { talentId: roleId, to: "passed" }))[0]).toBe(404);
  });

  it("reads on in the same order whatever is decided meanwhile", async () => {
    const first = await seek({ roleId, limit: 3 });
    await decide(first.hits[0]?.personId ?? "", "passed");
    const further = await ask<{ hits: Hit[] }>("/talent/seek/further", { cursor: first.next, roleId, limit: 3 });
    const ids = [...first.hits, ...further.hits].map(({ personId }) => personId);
    expect(new Set(ids).size).toBe(6);
    expect((await refused("/talent/seek/further", { cursor: "nonsense" }))[0]).toBe(400);
  });

  it("holds profiles side by side against what is asked for", async () => {
    const { hits, understood } = await seek({ brief: BRIEF });
    const talentIds = hits.slice(0, 2).map(({ personId }) => personId);
    await office.db.query(
      `insert into book_outs (workspace_id, person_id, during) values ($1, $2, '[2026-12-12,2026-12-15)')`,
      [office.workspaceId, talentIds[1]],
    );
    const { criteria } = understood.sought;
    const people = await ask<(Hit & { checks: { filter: string; met: boolean }[] })[]>("/talent/compare", {
      talentIds: talentIds.toReversed(),
      criteria,
    });
    expect(people.map(({ personId }) => personId)).toEqual(talentIds.toReversed());
    expect(people[0]).toMatchObject({
      availability: "away 12–14 December 2026",
      checks: expect.arrayContaining([
        { filter: "the dates", wish: false, met: false },
        { filter: "the age", wish: false, met: true },
      ]),
    });
    expect((await refused("/talent/compare", { talentIds: [] }))[0]).toBe(400);
  });
});
