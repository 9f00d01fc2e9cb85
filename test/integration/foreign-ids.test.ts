import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { errorBody } from "../../src/api/errors.ts";
import { createListeners } from "../../src/api/listeners.ts";
import { createApi } from "../../src/api/routes.ts";
import type { Health } from "../../src/api/schemas.ts";
import { ACTION_VERBS } from "../../src/core/conversation/action-verbs.ts";
import type { Tool } from "../../src/core/conversation/tool.ts";
import { TALENT_TOOLS } from "../../src/core/conversation/tools/talent.ts";
import { TEAM_TOOLS } from "../../src/core/conversation/tools/team.ts";
import { changesBetween, emptyFor, readRows } from "../support/rows.ts";
import {
  type Call,
  changesOf,
  marksIn,
  openTwoHouses,
  pointingInto,
  type TwoHouses,
  type Who,
} from "../support/two-houses.ts";

let two: TwoHouses;
beforeAll(async () => {
  two = await openTwoHouses();
});
afterAll(() => two.close());

const foreignIds = ({ b }: TwoHouses): string[] => [
  b.workspaceId,
  ...Object.values(b.people),
  ...Object.values(b.conversations),
  b.one.roleId,
  b.one.sessionId,
  ...b.one.slotIds.slice(0, 2),
  b.one.approvalId,
  b.one.draft,
  b.one.waiting,
  b.one.asha.candidateId,
  b.one.asha.invitationId,
  b.one.bela.invitationId,
  ...b.bookings,
  b.holdId,
  b.offerId,
  b.tapeId,
  b.projectId,
  b.roomId,
];

/** Every argument that takes an id, filled with every foreign id; what else is required gets something that fits. */
function callsWith(tools: Tool[], ids: string[]): Call[] {
  return tools.flatMap((tool) => {
    const { properties = {} } = z.toJSONSchema(tool.input, { io: "input" }) as { properties?: Record<string, Schema> };
    const fields = Object.entries(properties).filter(([, schema]) => takesId(schema));
    return fields.flatMap(([field, schema]) =>
      ids.map((id) => ({
        name: tool.name,
        input: { ...FITTING[tool.name], [field]: schema.type === "array" ? [id] : id },
      })),
    );
  });
}

type Schema = { type?: string; format?: string; items?: Schema };
const takesId = (schema: Schema): boolean =>
  schema.type === "array" ? takesId(schema.items ?? {}) : schema.format === "uuid";
const FITTING: Record<string, Record<string, unknown>> = {
  book_by_phone: { name: "Asha", at: "14:00" },
  search_talent: { query: "cop" },
  write_to_candidate: { text: "Please bring a saree." },
  answer_tape: { answer: "yes" },
  send_tape_link: { url: "https://example.com/tape" },
  review_tape: { verdict: "keep" },
};

async function expectApart(who: Who, calls: Call[]): Promise<void> {
  const played = await two.play(who, calls);
  expect(played.results).toHaveLength(calls.length);
  expect(changesOf(two.b, played.changes)).toEqual([]);
  expect(pointingInto(two.a, two.b, played.changes)).toEqual([]);
  expect(marksIn(played, ["MARK-birch", ...Object.values(two.b.phones)])).toEqual([]);
  expect(two.office.errors).toEqual([]);
}

describe("with the ids of another workspace", () => {
  it("there is something to find in every table", async () => {
    expect(emptyFor(await readRows(two.office.db), two.b.workspaceId)).toEqual([]);
  });

  it("the team's tools read and change nothing", async () => {
    const calls = callsWith(TEAM_TOOLS, foreignIds(two));
    expect(new Set(calls.map((call) => call.name)).size).toBeGreaterThan(4);
    await expectApart("director", calls);
  });

  it("talent's tools read and change nothing", async () => {
    const calls = callsWith(TALENT_TOOLS, foreignIds(two));
    expect(new Set(calls.map((call) => call.name)).size).toBeGreaterThan(4);
    await expectApart("asha", calls);
  });

  it("stored actions read and change nothing, whatever their arguments became", async () => {
    const { a, b } = two;
    const args = {
      candidateId: b.one.waiting,
      talentId: b.people.bela,
      roleId: b.one.roleId,
      approvalId: b.one.draft,
      invitationId: b.one.bela.invitationId,
      slotId: b.one.slotIds[1],
      bookingId: b.bookings[0],
      candidateIds: [b.one.waiting, b.one.bela.candidateId],
      holdId: b.holdId,
      offerId: b.offerId,
      tapeId: b.tapeId,
      kind: "pin",
      questionId: b.questions[0],
      keepId: b.people.asha,
      goneId: b.people.bela,
      duplicateId: b.duplicateId,
      mergeId: b.mergeId,
      savedSearchId: b.savedSearchId,
      checkpointId: b.checkpointId,
      sessionId: b.one.sessionId,
      toDay: "2026-11-28",
      name: "Asha",
      at: "14:00",
      version: 1,
    };
    const answers: Record<string, object> = {
      mark_booking: { to: "seen" },
      answer_offer: { answer: "decline" },
      review_tape: { verdict: "keep" },
      answer_gate: { answer: "go" },
      relax_filter: { filter: "city" },
    };
    for (const verb of Object.keys(ACTION_VERBS)) {
      for (const side of ["team", "talent"] as const) {
        const actionId = `foreign-${verb}-${side}`;
        await two.office.db.query(
          `insert into actions (id, workspace_id, conversation_id, position, label, side, verb, args) values ($1, $2, $3, 1, 'Tap', $4, $5, $6)`,
          [
            actionId,
            a.workspaceId,
            side === "team" ? a.conversations.thread1 : a.conversations.phoneAsha,
            side,
            verb,
            JSON.stringify({ answer: "no", ...args, ...answers[verb] }),
          ],
        );
        const played = await two.tap(side === "team" ? "director" : "asha", actionId);
        expect(played.letters.length, verb).toBeGreaterThan(0);
        expect(changesOf(b, played.changes), verb).toEqual([]);
        expect(marksIn(played, ["MARK-birch"]), verb).toEqual([]);
      }
    }
    expect(two.office.errors).toEqual([]);
  }, 120_000);

  it("a tap of another workspace's action does nothing", async () => {
    const played = await two.tap("asha", two.b.actionId);
    expect(changesOf(two.b, played.changes)).toEqual([]);
    expect(played.letters.join()).toMatch(/no longer|not open|ab nahi/i);
  });

  it("no route of the API reads or changes anything", async () => {
    const { a, b, office } = two;
    const api = createApi({
      ctx: office.ctx,
      ingest: office.ingest,
      health: async () => ({}) as Health,
      visitorOf: async () => ({ by: "token", workspaceId: a.workspaceId }),
      listeners: createListeners(office.ctx.live),
    });
    api.onError((error, c) => {
      const refused = errorBody(error);
      return c.json(refused.body, refused.status);
    });
    const body = (value: unknown) => ({
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
      body: JSON.stringify(value),
    });
    const { rows: dead } = await office.db.query<{ id: string }>(
      `update outbox set state = 'dead' where workspace_id = $1 and state = 'sent' returning id`,
      [b.workspaceId],
    );
    expect(dead).not.toEqual([]);
    const tries: Record<string, [string, RequestInit?][]> = {
      "get /health": [["/health"]],
      "get /conversations": [["/conversations"]],
      "get /conversations/{id}/messages": Object.values(b.conversations).map((id) => [`/conversations/${id}/messages`]),
      "post /conversations/{id}/messages/ai": Object.values(b.conversations).map((id) => [
        `/conversations/${id}/messages/ai`,
        body({ text: "hello" }),
      ]),
      "post /conversations/{id}/actions": [
        [`/conversations/${b.conversations.phoneBela}/actions`, body({ actionId: b.actionId })],
        [`/conversations/${a.conversations.phoneAsha}/actions`, body({ actionId: b.actionId })],
      ],
      "get /talent/search": [
        ["/talent/search?q=cop&facets=true"],
        ["/talent/search?q=Bela%20of%20birch"],
        [`/talent/search?cursor=${b.searchId}.0`],
      ],
      "post /talent/seek": [
        ["/talent/seek", body({ brief: "cop" })],
        ["/talent/seek", body({ roleId: b.one.roleId })],
      ],
      "post /talent/seek/further": [
        ["/talent/seek/further", body({ cursor: `${b.searchId}.0`, roleId: b.one.roleId })],
      ],
      "post /talent/seek/facets": [["/talent/seek/facets", body({ brief: "cop", roleId: b.one.roleId })]],
      "post /talent/compare": [
        ["/talent/compare", body({ talentIds: [b.people.asha, b.people.bela], roleId: b.one.roleId })],
      ],
      "post /talent/criteria": [["/talent/criteria", body({})]],
      "post /roles/{id}/decisions": [b.one.roleId, b.two.roleId].map((id) => [
        `/roles/${id}/decisions`,
        body({ talentId: b.people.bela, to: "selected" }),
      ]),
      "post /candidates/{id}/take-back": [b.one.waiting, b.one.asha.candidateId].map((id) => [
        `/candidates/${id}/take-back`,
        { method: "POST" },
      ]),
      "get /candidates/{id}": [b.one.waiting, b.one.asha.candidateId].map((id) => [`/candidates/${id}`]),
      "post /candidates/{id}/vote": [[`/candidates/${b.one.waiting}/vote`, body({ vote: "no" })]],
      "post /candidates/{id}/tags": [[`/candidates/${b.one.waiting}/tags`, body({ tags: ["tall"] })]],
      "post /candidates/{id}/notes": [[`/candidates/${b.one.waiting}/notes`, body({ text: "hello" })]],
      "post /sessions": [
        [
          "/sessions",
          body({ roleId: b.one.roleId, day: "2026-12-01", from: "14:00", to: "16:00", place: "Andheri", invite: true }),
        ],
      ],
      "post /sessions/{id}/move": [[`/sessions/${b.one.sessionId}/move`, body({ toDay: "2026-12-02" })]],
      "post /sessions/{id}/call-off": [[`/sessions/${b.one.sessionId}/call-off`, body({})]],
      "post /drafts/{id}/approve": [[`/drafts/${b.one.draft}/approve`, { method: "POST" }]],
      "post /drafts/{id}/discard": [[`/drafts/${b.one.draft}/discard`, { method: "POST" }]],
      "get /visit": [["/visit"]],
      "get /talent/words": [["/talent/words"]],
      "put /talent/words": [["/talent/words", { ...body({ said: "zz", english: "yy" }), method: "PUT" }]],
      "delete /talent/words": [["/talent/words", { ...body({ said: "zz", english: "yy" }), method: "DELETE" }]],
      "get /talent/progress": [["/talent/progress"]],
      "get /roles": [["/roles"]],
      "get /roles/{id}/board": [b.one.roleId, b.two.roleId].map((id) => [`/roles/${id}/board`]),
      "post /candidates/{id}/move": [b.one.waiting, b.one.asha.candidateId].map((id) => [
        `/candidates/${id}/move`,
        body({ from: "selected", to: "passed" }),
      ]),
      "post /bookings/{id}/mark": b.bookings.map((id) => [`/bookings/${id}/mark`, body({ to: "checked_in" })]),
      "get /calendar": [["/calendar?from=2026-11-20&to=2026-12-10"]],
      "get /sessions/{id}/sheet": [[`/sessions/${b.one.sessionId}/sheet`]],
      "get /sessions/{id}/sheet.csv": [[`/sessions/${b.one.sessionId}/sheet.csv`]],
      "get /sessions/{id}/sheet.pdf": [[`/sessions/${b.one.sessionId}/sheet.pdf`]],
      "post /roles/{id}/sides": [b.one.roleId, b.two.roleId].map((id) => [
        `/roles/${id}/sides`,
        { method: "POST", body: "%PDF-1.7" },
      ]),
      "get /bookings": [["/bookings"], ["/bookings?day=2026-11-27"]],
      "get /dead": [["/dead"]],
      "post /dead/{id}/retry": dead.map(({ id }) => [`/dead/${id}/retry`, { method: "POST" }]),
      "post /dead/{id}/drop": dead.map(({ id }) => [`/dead/${id}/drop`, body({ why: "because" })]),
      "post /stage/conversations": Object.values(b.people).map((talentId) => [
        "/stage/conversations",
        body({ surface: "whatsapp", talentId }),
      ]),
      "get /stage/talent": [["/stage/talent"]],
      "post /stage/conversations/{id}/read": Object.values(b.conversations).map((id) => [
        `/stage/conversations/${id}/read`,
        { method: "POST" },
      ]),
    };
    const described = (await (await api.request("/openapi.json")).json()) as { paths: Record<string, object> };
    const routes = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(routes.toSorted()).toEqual(Object.keys(tries).toSorted());

    const before = await readRows(office.db);
    for (const [route, requests] of Object.entries(tries)) {
      for (const [path, init] of requests) {
        const response = await api.request(path, init);
        expect(await response.text(), route).not.toContain("MARK-birch");
        if (path.match(/[0-9a-f-]{36}/) && !path.includes(a.conversations.phoneAsha))
          expect(response.status, route).toBe(404);
      }
    }
    await office.settle();
    const changes = changesBetween(before, await readRows(office.db));
    expect(changesOf(b, changes)).toEqual([]);
    expect(marksIn({ results: [], letters: [], changes }, ["MARK-birch"])).toEqual([]);
  });
});
