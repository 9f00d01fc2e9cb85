import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Ctx } from "../core/ctx.ts";
import { listDead } from "../core/dead-letters/dead-letter.ts";
import { dropDead } from "../core/dead-letters/drop-dead.ts";
import { retryDead } from "../core/dead-letters/retry-dead.ts";
import { body, Id, json, refused } from "./route-parts.ts";
import { DeadLetterItem } from "./schemas.ts";
import type { VisitorOf } from "./visitor.ts";

type Deps = { ctx: Ctx; visitorOf: VisitorOf };

/** What the program gave up on in this workspace, and a person's decision about it. */
export function addDeadRoutes(api: OpenAPIHono, { ctx, visitorOf }: Deps): void {
  api.openapi(
    createRoute({
      method: "get",
      path: "/dead",
      responses: { 200: json(z.array(DeadLetterItem), "Dead letters, oldest first, 200 at most"), ...refused },
    }),
    async (c) => {
      const letters = await listDead(ctx.db, { now: ctx.now(), workspaceId: (await visitorOf(c)).workspaceId });
      return c.json(z.array(DeadLetterItem).parse(letters.map(itemOf)), 200);
    },
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/dead/{id}/retry",
      request: { params: Id },
      responses: { 202: json(DeadLetterItem, "It is on its way again"), ...refused },
    }),
    async (c) => {
      const which = { id: c.req.valid("param").id, workspaceId: (await visitorOf(c)).workspaceId };
      return c.json(DeadLetterItem.parse(itemOf(await retryDead(ctx, { ...which, by: "api" }))), 202);
    },
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/dead/{id}/drop",
      request: { params: Id, body: body(z.object({ why: z.string().trim().min(1).max(500) })) },
      responses: { 200: json(DeadLetterItem, "It stays as it is, for good"), ...refused },
    }),
    async (c) => {
      const which = { id: c.req.valid("param").id, workspaceId: (await visitorOf(c)).workspaceId };
      const letter = await dropDead(ctx, { ...which, why: c.req.valid("json").why, by: "api" });
      return c.json(DeadLetterItem.parse(itemOf(letter)), 200);
    },
  );
}

const itemOf = <T extends { since: Date }>(letter: T) => ({ ...letter, since: letter.since.toISOString() });
