import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { NoteCandidates, noteCandidates, TagCandidates, tagCandidates } from "../core/auditions/note-candidates.ts";
import { readCandidate } from "../core/auditions/read-candidate.ts";
import { VOTES, voteCandidates } from "../core/auditions/vote-candidates.ts";
import type { ToolCtx, ToolResult } from "../core/conversation/tool.ts";
import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import { cleanStrings } from "../core/messages/clean-text.ts";
import { sayTime } from "../core/messages/say-time.ts";
import type { Db } from "../core/ports.ts";
import { byHand } from "./by-hand.ts";
import { body, Id, json, refused } from "./route-parts.ts";
import { CandidateItem } from "./schemas.ts";
import { personOf, type Visitor, type VisitorOf } from "./visitor.ts";

type Deps = { ctx: Ctx; visitorOf: VisitorOf };

const LAST = { notes: 100, moves: 50 };
const SAID = { 200: json(z.object({ said: z.string() }), "What stands there now"), ...refused };

/** What the team thinks of a candidate: votes, tags and notes, as in the channel. */
export function addCandidateRoutes(api: OpenAPIHono, { ctx, visitorOf }: Deps): void {
  const act = async (visitor: Visitor, candidateId: string, verb: (ctx: ToolCtx) => Promise<ToolResult>) => {
    const { said } = await byHand(ctx, visitor, async (acting) =>
      verb({ ...acting, conversation: await threadOf(acting.db, candidateId) }),
    );
    return { said };
  };
  api.openapi(
    createRoute({
      method: "get",
      path: "/candidates/{id}",
      request: { params: Id },
      responses: { 200: json(CandidateItem, "Votes, tags, notes and the way through the states"), ...refused },
    }),
    async (c) => {
      const visitor = await visitorOf(c);
      const file = await readCandidate(ctx.db.as(visitor.workspaceId), c.req.valid("param").id, LAST);
      const own = await personOf(ctx, visitor);
      const when = (at: Date) => sayTime(at, ctx.timeZone);
      const item = {
        ...file,
        ownVote: file.votes.find((one) => one.personId === own)?.vote ?? null,
        notes: file.notes.map(({ at, ...note }) => ({ ...note, when: when(at) })),
        moves: file.moves.map(({ at, ...move }) => ({ ...move, when: when(at) })),
      };
      return c.json(CandidateItem.parse(item), 200);
    },
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/candidates/{id}/vote",
      request: { params: Id, body: body(z.object({ vote: z.enum(VOTES) })) },
      responses: SAID,
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const input = { ...c.req.valid("json"), candidateIds: [id] };
      return c.json(await act(await visitorOf(c), id, (inside) => voteCandidates(inside, input)), 200);
    },
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/candidates/{id}/tags",
      request: {
        params: Id,
        body: body(z.preprocess(cleanStrings, TagCandidates.pick({ tags: true, without: true }))),
      },
      responses: SAID,
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const input = { ...c.req.valid("json"), candidateIds: [id] };
      return c.json(await act(await visitorOf(c), id, (inside) => tagCandidates(inside, input)), 200);
    },
  );
  api.openapi(
    createRoute({
      method: "post",
      path: "/candidates/{id}/notes",
      request: { params: Id, body: body(z.preprocess(cleanStrings, NoteCandidates.pick({ text: true }))) },
      responses: SAID,
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const input = { ...c.req.valid("json"), candidateIds: [id] };
      return c.json(await act(await visitorOf(c), id, (inside) => noteCandidates(inside, input)), 200);
    },
  );
}

/** The thread of the candidate's role, in which the channel would have said it. */
async function threadOf(db: Db, candidateId: string) {
  const { rows } = await db.query<{ id: string }>(
    `select r.conversation_id as id from candidates c join roles r on r.id = c.role_id where c.id = $1`,
    [candidateId],
  );
  if (!rows[0]) throw new AppError("not_found", `candidate ${candidateId} is not there`);
  return { id: rows[0].id, language: "en" as const };
}
