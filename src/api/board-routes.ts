import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { type Board, readBoard } from "../core/auditions/read-board.ts";
import type { Ctx } from "../core/ctx.ts";
import { Id, json, refused } from "./route-parts.ts";
import { BoardItem } from "./schemas.ts";

type Deps = { ctx: Ctx; workspaceId: () => Promise<string> };

/** A role's board, for the page. */
export function addBoardRoutes(api: OpenAPIHono, { ctx, workspaceId }: Deps): void {
  api.openapi(
    createRoute({
      method: "get",
      path: "/roles/{id}/board",
      request: { params: Id },
      responses: { 200: json(BoardItem, "Candidates by state, the most advanced first"), ...refused },
    }),
    async (c) => {
      const board = await readBoard(ctx.db.as(await workspaceId()), c.req.valid("param").id);
      return c.json(BoardItem.parse(itemOf(board)), 200);
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
