import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { CallOffSession, draftCallOff } from "../core/auditions/call-off-session.ts";
import { decideByHand, draftByHand } from "../core/auditions/decide-by-hand.ts";
import { draftSessionMove, MoveSession } from "../core/auditions/move-session.ts";
import { SessionByHand, setSessionByHand } from "../core/auditions/set-session-by-hand.ts";
import type { Ctx } from "../core/ctx.ts";
import { cleanStrings } from "../core/messages/clean-text.ts";
import { byHand } from "./by-hand.ts";
import { body, Id, json, refused } from "./route-parts.ts";
import { DraftItem } from "./schemas.ts";
import type { VisitorOf } from "./visitor.ts";

type Deps = { ctx: Ctx; visitorOf: VisitorOf };

const SAID = (what: string) => ({ 200: json(z.object({ said: z.string() }), what), ...refused });
const Moving = z.preprocess(cleanStrings, MoveSession.pick({ toDay: true, from: true, place: true, room: true }));
const CallingOff = z.preprocess(cleanStrings, CallOffSession.pick({ reason: true }));

/** Sessions made on the page, and moved or called off there: first as a draft that shows what it means to whom. */
export function addSessionRoutes(api: OpenAPIHono, { ctx, visitorOf }: Deps): void {
  const drafted = { 200: json(DraftItem, "What would happen; nothing has yet"), ...refused };
  api.openapi(
    createRoute({
      method: "post",
      path: "/sessions",
      request: { body: body(z.preprocess(cleanStrings, SessionByHand)) },
      responses: SAID("The session that is set"),
    }),
    async (c) => {
      const asked = c.req.valid("json");
      return c.json(await byHand(ctx, await visitorOf(c), (acting) => setSessionByHand(acting, asked)), 200);
    },
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/sessions/{id}/move",
      request: { params: Id, body: body(Moving) },
      responses: drafted,
    }),
    async (c) => {
      const { id: sessionId } = c.req.valid("param");
      const asked = MoveSession.parse({ ...c.req.valid("json"), sessionId });
      const draft = await byHand(ctx, await visitorOf(c), (acting) =>
        draftByHand(acting, { sessionId, draft: (inside) => draftSessionMove(inside, asked) }),
      );
      return c.json(draft, 200);
    },
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/sessions/{id}/call-off",
      request: { params: Id, body: body(CallingOff) },
      responses: drafted,
    }),
    async (c) => {
      const { id: sessionId } = c.req.valid("param");
      const asked = CallOffSession.parse({ ...c.req.valid("json"), sessionId });
      const draft = await byHand(ctx, await visitorOf(c), (acting) =>
        draftByHand(acting, { sessionId, draft: (inside) => draftCallOff(inside, asked) }),
      );
      return c.json(draft, 200);
    },
  );
  for (const [verb, to] of [
    ["approve", "approved"],
    ["discard", "discarded"],
  ] as const)
    api.openapi(
      createRoute({
        method: "post",
        path: `/drafts/{id}/${verb}`,
        request: { params: Id },
        responses: SAID("What was done"),
      }),
      async (c) => {
        const approvalId = c.req.valid("param").id;
        return c.json(await byHand(ctx, await visitorOf(c), (acting) => decideByHand(acting, { approvalId, to })), 200);
      },
    );
}
