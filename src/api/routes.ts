import type { ServerResponse } from "node:http";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Ingest } from "../bots/bot.ts";
import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import { addBoardRoutes } from "./board-routes.ts";
import { addCalendarRoutes } from "./calendar-routes.ts";
import { addCandidateRoutes } from "./candidate-routes.ts";
import { converse, tap } from "./converse.ts";
import { addDeadRoutes } from "./dead-routes.ts";
import { isStillHere } from "./guard.ts";
import type { Listeners } from "./listeners.ts";
import { listBookings, listConversations, listMessages, listRoles, readConversation } from "./read-models.ts";
import { body, Id, json, refused } from "./route-parts.ts";
import { BookingItem, ConversationItem, Health, MessageItem, RoleItem, VisitItem } from "./schemas.ts";
import { addSearchRoutes } from "./search-routes.ts";
import { addSessionRoutes } from "./session-routes.ts";
import { addSheetRoutes } from "./sheet-routes.ts";
import { addSidesRoutes } from "./sides-routes.ts";
import { addStageRoutes } from "./stage-routes.ts";
import { STREAM_HEADERS } from "./stream.ts";
import { addTalentRoutes } from "./talent-routes.ts";
import { sayVisitor, type VisitorOf } from "./visitor.ts";

type Deps = {
  ctx: Ctx;
  ingest: Ingest;
  health: () => Promise<Health>;
  visitorOf: VisitorOf;
  listeners: Listeners;
};

/** The API below /api, with its description generated from the schemas that validate. */
export function createApi({ ctx, ingest, health, visitorOf, listeners }: Deps): OpenAPIHono {
  const api = new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) {
        const problems = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
        throw new AppError("invalid_input", "request does not fit its schema", { said: `Please check ${problems}.` });
      }
    },
  });
  const inside = async (c: Context) => {
    const { workspaceId: id } = await visitorOf(c);
    return { id, db: ctx.db.as(id) };
  };

  api.openapi(
    createRoute({
      method: "get",
      path: "/health",
      responses: { 200: json(Health, "All is well"), 503: json(Health, "Something is down") },
    }),
    async (c) => {
      const state = await health();
      return c.json(state, state.state === "up" ? 200 : 503);
    },
  );
  api.openapi(
    createRoute({
      method: "get",
      path: "/conversations",
      responses: { 200: json(z.array(ConversationItem), "Conversations"), ...refused },
    }),
    async (c) => c.json(z.array(ConversationItem).parse(await listConversations((await inside(c)).db)), 200),
  );
  api.openapi(
    createRoute({
      method: "get",
      path: "/conversations/{id}/messages",
      request: { params: Id, query: z.object({ after: z.coerce.number().int().min(0).optional() }) },
      responses: { 200: json(z.array(MessageItem), "Messages in order"), ...refused },
    }),
    async (c) => {
      const { db } = await inside(c);
      const { id } = await readConversation(db, c.req.valid("param").id);
      return c.json(await listMessages(db, id, c.req.valid("query")), 200);
    },
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/conversations/{id}/messages/ai",
      request: {
        params: Id,
        headers: z.object({ "idempotency-key": z.string().min(8).max(120).optional() }),
        body: body(z.object({ text: z.string().max(50_000) })),
      },
      responses: {
        200: {
          description: "Events: delta, message, error, done",
          content: { "text/event-stream": { schema: z.string() } },
        },
        ...refused,
      },
    }),
    async (c) => {
      const { id, db } = await inside(c);
      const conversation = await readConversation(db, c.req.valid("param").id);
      const eventId = c.req.valid("header")["idempotency-key"];
      return converse({ ctx, ingest, workspaceId: id }, conversation, { text: c.req.valid("json").text, eventId });
    },
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/conversations/{id}/actions",
      request: {
        params: Id,
        headers: z.object({ "idempotency-key": z.string().min(8).max(120).optional() }),
        body: body(z.object({ actionId: z.string().min(1).max(100) })),
      },
      responses: { 202: json(z.object({ accepted: z.literal(true) }), "The tap is stored"), ...refused },
    }),
    async (c) => {
      const { id, db } = await inside(c);
      const conversation = await readConversation(db, c.req.valid("param").id);
      const eventId = c.req.valid("header")["idempotency-key"];
      await tap({ ctx, ingest, workspaceId: id }, conversation, { actionId: c.req.valid("json").actionId, eventId });
      return c.json({ accepted: true as const }, 202);
    },
  );
  api.openapi(
    createRoute({ method: "get", path: "/roles", responses: { 200: json(z.array(RoleItem), "Roles, newest first") } }),
    async (c) => c.json(await listRoles((await inside(c)).db), 200),
  );
  api.openapi(
    createRoute({
      method: "get",
      path: "/bookings",
      request: { query: z.object({ day: z.iso.date().optional() }) },
      responses: { 200: json(z.array(BookingItem), "Bookings in order of time"), ...refused },
    }),
    async (c) =>
      c.json(
        await listBookings((await inside(c)).db, { ...c.req.valid("query"), timeZone: ctx.timeZone, now: ctx.now() }),
        200,
      ),
  );
  api.openapi(
    createRoute({
      method: "get",
      path: "/visit",
      responses: { 200: json(VisitItem, "On whose behalf the page acts"), ...refused },
    }),
    async (c) => c.json(VisitItem.parse(await sayVisitor(ctx, await visitorOf(c))), 200),
  );
  addTalentRoutes(api, { ctx, visitorOf });
  addSearchRoutes(api, { ctx, visitorOf });
  addBoardRoutes(api, { ctx, visitorOf });
  addCandidateRoutes(api, { ctx, visitorOf });
  addCalendarRoutes(api, { ctx, visitorOf });
  addSessionRoutes(api, { ctx, visitorOf });
  addSheetRoutes(api, { ctx, visitorOf });
  addSidesRoutes(api, { ctx, visitorOf });
  addDeadRoutes(api, { ctx, visitorOf });
  addStageRoutes(api, { ctx, ingest, visitorOf });
  api.get("/events", async (c) => {
    const { outgoing } = (c.env ?? {}) as Partial<HttpBindings>;
    if (!outgoing || c.req.raw.method === "HEAD") return c.body(null, 200, STREAM_HEADERS);
    const visitor = await visitorOf(c);
    listeners.add(visitor.workspaceId, outgoing, { words: visitor.by !== "visit" });
    if (visitor.by === "visit") endWith(outgoing, () => isStillHere(ctx, c));
    return RESPONSE_ALREADY_SENT;
  });
  api.doc31("/openapi.json", {
    openapi: "3.1.0",
    servers: [{ url: "/api" }],
    info: {
      title: "CastMatch",
      version: "1",
      description: "Conversations, talent, roles and bookings of one workspace.",
    },
  });
  return api;
}

const LOOK_MS = 60_000;

/** Whose visit is over hears nothing more, a minute later at most; the page that asks again is told to sign in. */
function endWith(outgoing: ServerResponse, stillHere: () => Promise<boolean>): void {
  const look = () =>
    void stillHere().then(
      (here) => here || outgoing.destroy(),
      () => undefined,
    );
  const timer = setInterval(look, LOOK_MS);
  outgoing.once("close", () => clearInterval(timer));
}
