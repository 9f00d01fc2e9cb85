import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { SessionByHand, setSessionByHand } from "../core/auditions/set-session-by-hand.ts";
import type { Ctx } from "../core/ctx.ts";
import { cleanStrings } from "../core/messages/clean-text.ts";
import { byHand } from "./by-hand.ts";
import { body, json, refused } from "./route-parts.ts";
import type { VisitorOf } from "./visitor.ts";

type Deps = { ctx: Ctx; visitorOf: VisitorOf };

/** Sessions made on the page. */
export function addSessionRoutes(api: OpenAPIHono, { ctx, visitorOf }: Deps): void {
  api.openapi(
    createRoute({
      method: "post",
      path: "/sessions",
      request: { body: body(z.preprocess(cleanStrings, SessionByHand)) },
      responses: { 200: json(z.object({ said: z.string() }), "The session that is set"), ...refused },
    }),
    async (c) => {
      const asked = c.req.valid("json");
      return c.json(await byHand(ctx, await visitorOf(c), (acting) => setSessionByHand(acting, asked)), 200);
    },
  );
}
