import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { PutCandidate, putCandidate } from "../core/auditions/put-candidate.ts";
import { type Board, readBoard } from "../core/auditions/read-board.ts";
import type { Ctx } from "../core/ctx.ts";
import { byHand } from "./by-hand.ts";
import { body, Id, json, refused } from "./route-parts.ts";
import { BoardItem } from "./schemas.ts";
import type { VisitorOf } from "./visitor.ts";

type Deps = { ctx: Ctx; visitorOf: VisitorOf };

/** A role's board for the page, and what is done there by hand. */
export function addBoardRoutes(api: OpenAPIHono, { ctx, visitorOf }: Deps): void {
  api.openapi(
    createRoute({
      method: "get",
      path: "/roles/{id}/board",
      request: { params: Id },
      responses: { 200: json(BoardItem, "Candidates by state, the most advanced first"), ...refused },
    }),
    async (c) => {
      const board = await readBoard(ctx.db.as((await visitorOf(c)).workspaceId), c.req.valid("param").id);
      return c.json(BoardItem.parse(itemOf(board)), 200);
    },
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/candidates/{id}/move",
      request: { params: Id, body: body(PutCandidate.omit({ candidateId: true })) },
      responses: { 200: json(z.object({ said: z.string() }), "Who is where now"), ...refused },
    }),
    async (c) => {
      const input = { ...c.req.valid("json"), candidateId: c.req.valid("param").id };
      return c.json(await byHand(ctx, await visitorOf(c), (acting) => putCandidate(acting, input)), 200);
    },
  );
}

const itemOf = ({ groups, ...board }: Board) => ({
  ...board,
  groups: groups.map(({ state, people }) => ({
    state,
    people: people.map((one) => ({ ...one, movedAt: one.movedAt.toISOString() })),
  })),
});
