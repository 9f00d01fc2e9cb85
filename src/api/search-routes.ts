import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { CompareTalent, compareTalent } from "../core/auditions/compare-talent.ts";
import { DecideTalent, decideTalent } from "../core/auditions/decide-talent.ts";
import { Asked, seekFacets, seekFurther, seekTalent } from "../core/auditions/seek-talent.ts";
import { takeBackChoice } from "../core/auditions/take-back-choice.ts";
import type { Ctx } from "../core/ctx.ts";
import { Criteria } from "../core/talent/criteria.ts";
import { FIELDS, fillForm } from "../core/talent/form/criteria-form.ts";
import { readForm } from "../core/talent/form/read-form.ts";
import { byHand } from "./by-hand.ts";
import { body, Id, json, refused } from "./route-parts.ts";
import {
  ComparedItem,
  DecidedItem,
  FacetsItem,
  FilledForm,
  FormItem,
  ShownItem,
  Sought,
  SoughtItem,
} from "./search-schemas.ts";
import type { VisitorOf } from "./visitor.ts";

type Deps = { ctx: Ctx; visitorOf: VisitorOf };

const limit = z.number().int().min(1).max(50).default(20);

/** The search of the page: what is sought, its facets and pages, people side by side, and what is decided about them. */
export function addSearchRoutes(api: OpenAPIHono, { ctx, visitorOf }: Deps): void {
  const inside = async (c: Context) => {
    const { workspaceId: id } = await visitorOf(c);
    const { ask, embed, now, timeZone } = ctx;
    return { db: ctx.db.as(id), ask, embed, now, timeZone, actor: { workspaceId: id } };
  };
  api.openapi(
    createRoute({
      method: "post",
      path: "/talent/seek",
      request: { body: body(Asked.extend({ limit })) },
      responses: { 200: json(SoughtItem, "The first page, and what was understood"), ...refused },
    }),
    async (c) => c.json(SoughtItem.parse(await seekTalent(await inside(c), c.req.valid("json"))), 200),
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/talent/seek/further",
      request: {
        body: body(
          z.object({ cursor: z.string().max(60), roleId: z.uuid().optional(), dates: Criteria.shape.dates, limit }),
        ),
      },
      responses: {
        200: json(
          z.object({ hits: z.array(ShownItem), next: z.string().optional() }),
          "The page that the cursor names",
        ),
        ...refused,
      },
    }),
    async (c) => {
      const page = await seekFurther(await inside(c), c.req.valid("json"));
      return c.json({ ...page, hits: z.array(ShownItem).parse(page.hits) }, 200);
    },
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/talent/seek/facets",
      request: { body: body(Asked) },
      responses: { 200: json(FacetsItem, "How many of each value of each facet"), ...refused },
    }),
    async (c) => c.json(FacetsItem.parse(await seekFacets(await inside(c), c.req.valid("json"))), 200),
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/talent/compare",
      request: { body: body(CompareTalent) },
      responses: { 200: json(z.array(ComparedItem), "Profiles in full, held against the criteria"), ...refused },
    }),
    async (c) => c.json(z.array(ComparedItem).parse(await compareTalent(await inside(c), c.req.valid("json"))), 200),
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/talent/criteria",
      request: { body: body(z.object({ sought: Sought.optional(), filled: FilledForm.optional() })) },
      responses: {
        200: json(FormItem, "The criteria as a form; of a filled-in one what it asks for, or what is wrong"),
      },
    }),
    (c) => {
      const { sought = { criteria: Criteria.parse({}) }, filled } = c.req.valid("json");
      if (filled) return c.json(FormItem.parse(readForm(filled, { now: ctx.now(), timeZone: ctx.timeZone })), 200);
      const values = fillForm(sought);
      return c.json(FormItem.parse({ fields: FIELDS.map((one) => ({ ...one, value: values[one.name] ?? "" })) }), 200);
    },
  );
  addDecisionRoutes(api, { ctx, visitorOf });
}

function addDecisionRoutes(api: OpenAPIHono, { ctx, visitorOf }: Deps): void {
  const decided = { responses: { 200: json(DecidedItem, "Where she is now"), ...refused } };
  api.openapi(
    createRoute({
      method: "post",
      path: "/roles/{id}/decisions",
      request: { params: Id, body: body(DecideTalent.omit({ roleId: true })) },
      ...decided,
    }),
    async (c) => {
      const input = { ...c.req.valid("json"), roleId: c.req.valid("param").id };
      return c.json(await byHand(ctx, await visitorOf(c), (acting) => decideTalent(acting, input)), 200);
    },
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/candidates/{id}/take-back",
      request: { params: Id },
      ...decided,
    }),
    async (c) => {
      const candidateId = c.req.valid("param").id;
      return c.json(await byHand(ctx, await visitorOf(c), (acting) => takeBackChoice(acting, { candidateId })), 200);
    },
  );
}
