import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Ctx } from "../core/ctx.ts";
import { cleanText } from "../core/messages/clean-text.ts";
import { changeCriteria } from "../core/talent/criteria.ts";
import type { Chosen } from "../core/talent/criteria-sql.ts";
import { embeddingProgress } from "../core/talent/embed-profiles.ts";
import { countFacets } from "../core/talent/facets.ts";
import { firstPage, nextPage } from "../core/talent/page-talent.ts";
import { addTeamWord, listTeamWords, removeTeamWord, TeamWord } from "../core/talent/team-words.ts";
import { understandBrief } from "../core/talent/understand-brief.ts";
import { body, json, refused } from "./route-parts.ts";
import { TalentItem } from "./schemas.ts";
import type { VisitorOf } from "./visitor.ts";

type Deps = { ctx: Ctx; visitorOf: VisitorOf };

/** Words as the database can store them. */
const words = (max: number) => z.string().max(max).transform(cleanText);

const list = words(400).transform((text) =>
  text
    .split(",")
    .map((one) => one.trim().toLowerCase())
    .filter(Boolean),
);

const agesOf = (age: string) => age.split("-").map(Number);
const inOrder = ([from = 0, to = from]: number[]) => from <= to;
const yes = z.enum(["true", "false"]).transform((value) => value === "true");
const choice = z.string().regex(/^(gender|age|city|language|skill|union|rate):.{1,80}$/su);

const SearchQuery = z.object({
  q: words(2_000).optional(),
  city: words(80).optional(),
  language: list.optional(),
  gender: z.enum(["female", "male", "nonbinary"]).optional(),
  age: z
    .string()
    .regex(/^\d{1,3}(-\d{1,3})?$/)
    .refine(
      (age) => agesOf(age).every((years) => years <= 120) && inOrder(agesOf(age)),
      "an age, or two from low to high",
    )
    .optional(),
  skill: list.optional(),
  /** "city:Pune", repeated: any value of one facet will do. */
  choose: z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(choice).max(50).optional()),
  facets: yes.optional(),
  explain: yes.optional(),
  /** From `next` of the page before; then only `limit` and `explain` count. */
  cursor: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});

const Count = z.array(z.object({ value: z.string(), total: z.number().int() }));
const Found = z.object({
  total: z.number(),
  wordsOnly: z.boolean(),
  hits: z.array(TalentItem),
  relaxations: z.array(z.object({ filter: z.string(), total: z.number() })),
  next: z.string().optional(),
  facets: z.record(z.string(), Count).optional(),
  understood: z
    .object({ assumed: z.array(z.string()), ignored: z.array(z.string()), understood: z.array(z.string()) })
    .optional(),
});

function chosenOf(choices: string[] = []): Chosen {
  const chosen: Chosen = {};
  for (const one of choices) {
    const [facet = "", ...value] = cleanText(one).split(":");
    const key = facet as keyof Chosen;
    chosen[key] = [...(chosen[key] ?? []), value.join(":")];
  }
  return chosen;
}

/** Talent: search with its facets and pages, how far the vectors are, and the team's own words. */
export function addTalentRoutes(api: OpenAPIHono, { ctx, visitorOf }: Deps): void {
  const inside = async (c: Context) => {
    const { workspaceId: id } = await visitorOf(c);
    return { workspaceId: id, db: ctx.db.as(id), embed: ctx.embed, now: ctx.now };
  };
  api.openapi(
    createRoute({
      method: "get",
      path: "/talent/search",
      request: { query: SearchQuery },
      responses: { 200: json(Found, "Talent, best first"), ...refused },
    }),
    async (c) => {
      const { q, city, language, gender, age, skill, choose, facets, explain, cursor, limit } = c.req.valid("query");
      const here = await inside(c);
      if (cursor) return c.json(Found.parse(await nextPage(here, { cursor, limit, explain: explain === true })), 200);
      const read = understandBrief(q ?? "", { now: ctx.now(), timeZone: ctx.timeZone });
      const [min, max = min] = age ? agesOf(age) : [];
      const criteria = changeCriteria(read.criteria, {
        city,
        languages: language,
        gender,
        skills: skill,
        age: min === undefined ? undefined : { min, max: max ?? min },
      });
      const chosen = chosenOf(choose);
      const name = q && q.length <= 60 ? { name: q } : {};
      const page = await firstPage(here, { criteria, limit, chosen, explain: explain === true, ...name });
      const counted = facets ? { facets: await countFacets(here, { criteria, chosen }) } : {};
      return c.json(Found.parse({ ...page, ...counted, ...(q && { understood: read }) }), 200);
    },
  );
  api.openapi(
    createRoute({
      method: "get",
      path: "/talent/progress",
      responses: { 200: json(z.object({ done: z.number(), total: z.number() }), "Profiles with a vector") },
    }),
    async (c) => c.json(await embeddingProgress(await inside(c)), 200),
  );
  addWordRoutes(api, inside);
}

type Inside = (c: Context) => Promise<{ workspaceId: string; db: Ctx["db"]; now: Ctx["now"] }>;

function addWordRoutes(api: OpenAPIHono, inside: Inside): void {
  const Words = z.array(TeamWord);
  const answered = {
    responses: { 200: json(Words, "The team's own words beside the list that all share"), ...refused },
  };
  const asked = { request: { body: body(TeamWord) } };
  api.openapi(createRoute({ method: "get", path: "/talent/words", ...answered }), async (c) =>
    c.json(await listTeamWords(await inside(c)), 200),
  );
  api.openapi(createRoute({ method: "put", path: "/talent/words", ...asked, ...answered }), async (c) => {
    const here = await inside(c);
    await addTeamWord({ ...here, by: "api" }, c.req.valid("json"));
    return c.json(await listTeamWords(here), 200);
  });
  api.openapi(createRoute({ method: "delete", path: "/talent/words", ...asked, ...answered }), async (c) => {
    const here = await inside(c);
    await removeTeamWord({ ...here, by: "api" }, c.req.valid("json"));
    return c.json(await listTeamWords(here), 200);
  });
}
