import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Ingest } from "../bots/bot.ts";
import type { Ctx } from "../core/ctx.ts";
import { readConversation } from "./read-models.ts";
import { body, Id, json, refused } from "./route-parts.ts";
import { ConversationItem, StageTalentItem } from "./schemas.ts";
import { listStageTalent, openSurface, readOnStage } from "./stage.ts";
import type { VisitorOf } from "./visitor.ts";

type Deps = { ctx: Ctx; ingest: Ingest; visitorOf: VisitorOf };

/** What only the stage needs: its channel and phones, and whose they are. */
export function addStageRoutes(api: OpenAPIHono, { ctx, ingest, visitorOf }: Deps): void {
  api.openapi(
    createRoute({
      method: "post",
      path: "/stage/conversations",
      request: {
        body: body(z.object({ surface: z.enum(["team", "whatsapp", "sms"]), talentId: z.uuid().optional() })),
      },
      responses: { 200: json(ConversationItem, "The conversation of that surface"), ...refused },
    }),
    async (c) =>
      c.json(
        ConversationItem.parse(await openSurface(ctx, (await visitorOf(c)).workspaceId, c.req.valid("json"))),
        200,
      ),
  );
  api.openapi(
    createRoute({
      method: "get",
      path: "/stage/talent",
      responses: {
        200: json(z.object({ talents: z.array(StageTalentItem) }), "Whose phones can be picked up"),
        ...refused,
      },
    }),
    async (c) => c.json({ talents: await listStageTalent(ctx.db.as((await visitorOf(c)).workspaceId)) }, 200),
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/stage/conversations/{id}/read",
      request: { params: Id },
      responses: { 202: json(z.object({ accepted: z.literal(true) }), "The receipts are stored"), ...refused },
    }),
    async (c) => {
      const db = ctx.db.as((await visitorOf(c)).workspaceId);
      await readOnStage({ db, ingest }, await readConversation(db, c.req.valid("param").id));
      return c.json({ accepted: true as const }, 202);
    },
  );
}
