import { randomUUID } from "node:crypto";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { tellTeam } from "../core/auditions/tell-team.ts";
import { heldWake, within } from "../core/conversation/turn.ts";
import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import { attachSides, keepSides } from "../core/media/attach-sides.ts";
import { SIDES_BYTES } from "../core/media/media-limits.ts";
import { Id, json, refused } from "./route-parts.ts";

type Deps = { ctx: Ctx; workspaceId: () => Promise<string> };

const Attached = z.object({ said: z.string(), pages: z.number().int() });

/** Sides for a role, as the page or a program sends them: the PDF itself is the body. */
export function addSidesRoutes(api: OpenAPIHono, { ctx, workspaceId }: Deps): void {
  api.openapi(
    createRoute({
      method: "post",
      path: "/roles/{id}/sides",
      request: { params: Id },
      responses: { 200: json(Attached, "The PDF in the body is attached to the role"), ...refused },
    }),
    async (c) => {
      const id = await workspaceId();
      const db = ctx.db.as(id);
      const { id: roleId } = c.req.valid("param");
      const { rows } = await db.query<{ conversation_id: string; created_by: string }>(
        `select conversation_id, created_by from roles where id = $1 and state = 'open'`,
        [roleId],
      );
      const role = rows[0];
      const body = c.req.raw.body;
      if (!role || !body) {
        throw role
          ? new AppError("invalid_input", "no body", { said: "Send the PDF itself as the body of the request." })
          : new AppError("not_found", `role ${roleId} is not open`);
      }
      const sides = await keepSides({ ...ctx, workspaceId: id }, await ctx.files.receive(body, SIDES_BYTES));
      const { wake, letGo } = heldWake(ctx.wake);
      const actor = { workspaceId: id, personId: role.created_by, side: "team" as const };
      const thread = { id: role.conversation_id, language: "en" as const };
      const done = await db.transaction(async (tx) => {
        const { publicUrl } = ctx;
        const inside = { ...ctx, publicUrl, db: within(tx, db), wake, actor, turnId: undefined, conversation: thread };
        const attached = await attachSides(inside, { roleId, sides });
        await tellTeam(
          { ...inside, conversation: { id: "00000000-0000-0000-0000-000000000000" } },
          {
            conversationId: thread.id,
            key: `sides:${randomUUID()}`,
            text: attached.said,
            ...(attached.parts?.[0] && { card: attached.parts[0] }),
          },
        );
        return attached;
      });
      letGo();
      return c.json({ said: done.said, pages: sides.pages }, 200);
    },
  );
}
