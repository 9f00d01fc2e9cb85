import { randomUUID } from "node:crypto";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { NO_CONVERSATION, tellTeam } from "../core/auditions/tell-team.ts";
import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import { attachSides, keepSides } from "../core/media/attach-sides.ts";
import { SIDES_BYTES } from "../core/media/media-limits.ts";
import { byHand } from "./by-hand.ts";
import { Id, json, refused } from "./route-parts.ts";
import type { VisitorOf } from "./visitor.ts";

type Deps = { ctx: Ctx; visitorOf: VisitorOf };

const Attached = z.object({ said: z.string(), pages: z.number().int() });

/** Sides for a role, as the page or a program sends them: the PDF itself is the body. */
export function addSidesRoutes(api: OpenAPIHono, { ctx, visitorOf }: Deps): void {
  api.openapi(
    createRoute({
      method: "post",
      path: "/roles/{id}/sides",
      request: { params: Id },
      responses: { 200: json(Attached, "The PDF in the body is attached to the role"), ...refused },
    }),
    async (c) => {
      const visitor = await visitorOf(c);
      const db = ctx.db.as(visitor.workspaceId);
      const { id: roleId } = c.req.valid("param");
      const { rows } = await db.query<{ conversation_id: string }>(
        `select conversation_id from roles where id = $1 and state = 'open'`,
        [roleId],
      );
      const role = rows[0];
      const body = c.req.raw.body;
      if (!role || !body) {
        throw role
          ? new AppError("invalid_input", "no body", { said: "Send the PDF itself as the body of the request." })
          : new AppError("not_found", `role ${roleId} is not open`);
      }
      const sides = await keepSides(
        { ...ctx, workspaceId: visitor.workspaceId },
        await ctx.files.receive(body, SIDES_BYTES),
      );
      const done = await byHand(ctx, visitor, async (inside) => {
        const conversation = { id: role.conversation_id, language: "en" as const };
        const attached = await attachSides({ ...inside, conversation }, { roleId, sides });
        await tellTeam(
          { ...inside, conversation: { id: NO_CONVERSATION } },
          {
            conversationId: role.conversation_id,
            key: `sides:${randomUUID()}`,
            text: attached.said,
            ...(attached.parts?.[0] && { card: attached.parts[0] }),
          },
        );
        return attached;
      });
      return c.json({ said: done.said, pages: sides.pages }, 200);
    },
  );
}
