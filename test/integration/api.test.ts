import { afterAll, beforeAll, expect, test } from "vitest";
import { choice, lastWords, type Office, openOffice } from "../support/office.ts";
import { eventsOf, openWeb } from "../support/web.ts";

const BRIEF =
  "Need three Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri, shoot 10–20 December, 40k a day";

let office: Office;
let web: ReturnType<typeof openWeb>;
beforeAll(async () => {
  office = await openOffice();
  web = openWeb(office);
});
afterAll(() => office.close());

type Conversation = { id: string; person: string | null; personId: string | null };
type Message = { id: string; direction: string; text: string; receipt: string | null; used: string[] };

const json = async <T>(response: Response | Promise<Response>) => (await (await response).json()) as T;
const team = () => json<Conversation>(web.post("/api/stage/conversations", { surface: "team" }));
const messagesOf = (id: string) => json<Message[]>(web.asked(`/api/conversations/${id}/messages`));
const say = (id: string, body: unknown, headers = {}) =>
  web.post(`/api/conversations/${id}/messages/ai`, body, headers);

test("a message is answered with deltas, the stored message and done", async () => {
  const { id } = await team();
  const response = await say(id, { text: BRIEF });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const events = eventsOf(await response.text());
  const kinds = events.map((one) => one.event);
  expect(kinds).toContain("delta");
  expect(kinds.slice(-2)).toEqual(["message", "done"]);
  expect(events.at(-2)?.data).toMatchObject({ direction: "out", text: expect.stringContaining("Understood: ") });
  expect(events.at(-1)?.data).toEqual({ outcome: "answered" });
  expect(await json(web.asked("/api/roles"))).toMatchObject([{ headcount: 3, state: "open", booked: 0 }]);
});

test("the same Idempotency-Key sends once", async () => {
  const { id } = await team();
  const key = { "idempotency-key": "the-same-key-twice" };
  const first = eventsOf(await (await say(id, { text: "Where are we?" }, key)).text());
  const before = (await messagesOf(id)).length;
  const second = eventsOf(await (await say(id, { text: "Where are we?" }, key)).text());
  expect(await messagesOf(id)).toHaveLength(before);
  const idOf = (event: (typeof first)[number] | undefined) => (event?.data as { id: string } | undefined)?.id;
  expect(idOf(second.at(-2))).toBe(idOf(first.at(-2)));
  expect(idOf(first.at(-2))).toBeDefined();
});

test("a tap is stored, done and marked as used", async () => {
  const { id } = await team();
  const actionId = choice(office.to("team").at(-2), "Select");
  const response = await web.post(`/api/conversations/${id}/actions`, { actionId });
  expect(response.status).toBe(202);
  await office.settle();
  expect(lastWords(office.to("team"))).toMatch(/^Selected /);
  expect((await messagesOf(id)).some((message) => message.used.includes(actionId))).toBe(true);
});

test("an unknown action is answered with a sentence", async () => {
  const { id } = await team();
  expect((await web.post(`/api/conversations/${id}/actions`, { actionId: "nobody-knows" })).status).toBe(202);
  await office.settle();
  expect(lastWords(office.to("team"))).not.toBe("");
});

test("only what came after a sequence number is listed when asked so", async () => {
  const { id } = await team();
  const all = await json<{ seq: number }[]>(web.asked(`/api/conversations/${id}/messages`));
  const last = all.at(-1)?.seq as number;
  expect(await json(web.asked(`/api/conversations/${id}/messages?after=${last - 1}`))).toHaveLength(1);
});

test.each([
  ["malformed JSON", "{", 400],
  ["no text", "{}", 400],
  ["a text that is no text", '{"text":7}', 400],
  ["more than can be meant", JSON.stringify({ text: "x".repeat(60_000) }), 400],
])("%s is refused with a sentence", async (_what, body, status) => {
  const { id } = await team();
  const response = await say(id, body);
  expect(response.status).toBe(status);
  expect(await json(response)).toEqual({ error: { code: "invalid_input", message: expect.stringMatching(/\w/) } });
});

test("a body of 4 MB is refused, announced or in pieces", async () => {
  const { id } = await team();
  const body = JSON.stringify({ text: "x".repeat(4_000_000) });
  expect((await say(id, body)).status).toBe(413);
  const pieces = new Blob([body]).stream();
  const chunked = await web.asked(`/api/conversations/${id}/messages/ai`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: pieces,
    duplex: "half",
  });
  expect(chunked.status).toBe(413);
});

test("a body of the wrong kind is refused", async () => {
  const { id } = await team();
  const response = await say(id, "text=hello", { "content-type": "application/x-www-form-urlencoded" });
  expect(response.status).toBe(415);
});

test.each(["   ", "\u0000", "\u202eevil\u202c", "\ud800 lone", "x".repeat(20_000)])(
  "the message %# ends with an outcome and no error",
  async (text) => {
    const { id } = await team();
    const events = eventsOf(await (await say(id, { text })).text());
    expect(events.at(-1)?.event).toBe("done");
  },
);

test.each([
  ["/api/conversations/7b0a2f0e-0f4e-4f0a-9d0c-6f7c4b1f2a11/messages", 404],
  ["/api/conversations/no-uuid/messages", 400],
  ["/api/bookings?day=2026-13-45", 400],
  ["/api/talent/search?limit=9999", 400],
  ["/api/talent/search?age=old", 400],
  ["/api/nothing", 404],
])("%s is answered with %i and a code", async (path, status) => {
  const response = await web.asked(path);
  expect(response.status).toBe(status);
  expect(await json(response)).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
});

test("a conversation on a real phone can be read here and not written", async () => {
  await office.db.query(
    `with a as (insert into channel_accounts (workspace_id, channel, platform, account) values ($1, 'sms', 'twilio_sms', '+15005550006'))
     insert into conversations (workspace_id, channel, account, key, side) values ($1, 'sms', '+15005550006', '+15005550009', 'talent')`,
    [office.workspaceId],
  );
  const all = await json<(Conversation & { stage: boolean })[]>(web.asked("/api/conversations"));
  const real = all.find((one) => !one.stage) as Conversation;
  expect((await web.asked(`/api/conversations/${real.id}/messages`)).status).toBe(200);
  expect((await say(real.id, { text: "hello" })).status).toBe(403);
});

test("search takes a brief's words and plain filters together", async () => {
  type Found = { hits: { gender: string; ageMin: number; ageMax: number; languages: string[] }[] };
  const { hits } = await json<Found>(
    web.asked("/api/talent/search?q=cop&gender=female&language=marathi&age=25-32&limit=5"),
  );
  expect(hits).toHaveLength(5);
  for (const hit of hits) {
    expect(hit).toMatchObject({ gender: "female", languages: expect.arrayContaining(["marathi"]) });
    expect(hit.ageMin <= 32 && hit.ageMax >= 25).toBe(true);
  }
});

test("search pages, counts facets, explains, and says what it understood", async () => {
  type Found = {
    hits: { personId: string; city: string; explain?: object }[];
    next?: string;
    total: number;
    facets?: Record<string, object[]>;
    understood?: object;
  };
  const found = await json<Found>(
    web.asked("/api/talent/search?q=cop,%20women&choose=city:Pune&choose=city:Mumbai&facets=true&explain=true&limit=5"),
  );
  expect(found.understood).toMatchObject({ understood: ["women"] });
  expect(found.hits.every((hit) => ["Pune", "Mumbai"].includes(hit.city) && hit.explain)).toBe(true);
  expect(found.facets?.city?.length).toBeGreaterThan(2);
  const second = await json<Found>(web.asked(`/api/talent/search?cursor=${found.next}&limit=5`));
  expect(second.hits).toHaveLength(5);
  expect(second.hits.filter((hit) => found.hits.some((one) => one.personId === hit.personId))).toEqual([]);
  expect((await web.asked("/api/talent/search?cursor=nonsense")).status).toBe(400);
  const put = {
    method: "PUT",
    body: JSON.stringify({ said: "झकास", english: "lively" }),
    headers: { "content-type": "application/json" },
  };
  expect(await json(web.asked("/api/talent/words", put))).toEqual([{ said: "jhakas", english: "lively" }]);
  expect(await json(web.asked("/api/talent/words", { ...put, method: "DELETE" }))).toEqual([]);
});

test("a phone on the stage opens once, and its messages are read when it is looked at", async () => {
  const { talents } = await json<{ talents: { personId: string; name: string; isMinor: boolean }[] }>(
    web.asked("/api/stage/talent"),
  );
  const talent = talents.find((one) => !one.isMinor) as { personId: string; name: string };
  const open = () => web.post("/api/stage/conversations", { surface: "sms", talentId: talent.personId });
  const phone = await json<Conversation>(open());
  expect(await json(open())).toEqual(phone);
  expect(phone.person).toBe(talent.name);
  await (await say(phone.id, { text: "namaste" })).text();
  await office.settle();
  expect((await messagesOf(phone.id)).at(-1)).toMatchObject({ direction: "out", receipt: "sent" });
  expect((await web.post(`/api/stage/conversations/${phone.id}/read`, {})).status).toBe(202);
  await office.settle();
  expect((await messagesOf(phone.id)).at(-1)).toMatchObject({ receipt: "read" });
  const written = await json<{ talents: { personId: string }[] }>(web.asked("/api/stage/talent"));
  expect(written.talents[0]?.personId).toBe(talent.personId);
});

test("a talent without the channel, or nobody, is not found", async () => {
  const nobody = "7b0a2f0e-0f4e-4f0a-9d0c-6f7c4b1f2a11";
  expect((await web.post("/api/stage/conversations", { surface: "whatsapp", talentId: nobody })).status).toBe(404);
  expect((await web.post("/api/stage/conversations", { surface: "sms" })).status).toBe(404);
  expect((await web.post("/api/stage/conversations", { surface: "fax" })).status).toBe(400);
});

test("the API describes itself in OpenAPI 3.1 by the schemas that validate", async () => {
  const document = await json<{
    openapi: string;
    servers: unknown;
    paths: Record<string, unknown>;
    components: { schemas: object };
  }>(web.asked("/api/openapi.json"));
  expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: "/api" }] });
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining([
      "/health",
      "/conversations",
      "/conversations/{id}/messages",
      "/conversations/{id}/messages/ai",
      "/conversations/{id}/actions",
      "/talent/search",
      "/roles",
      "/bookings",
    ]),
  );
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(["Error", "Message", "Talent"]));
});

test("metrics are Prometheus text and hold no path of a person", async () => {
  const response = await web.asked("/metrics");
  const text = await response.text();
  expect(response.headers.get("content-type")).toContain("text/plain");
  expect(text).toContain('castmatch_waiting{what="inbox"} 0');
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
});

test("a portrait is drawn for a talent, and for nobody else", async () => {
  const response = await web.fetch("/portraits/demo-001.svg");
  expect(response.headers.get("content-type")).toBe("image/svg+xml");
  expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await response.text()).toMatch(/^<svg /);
  expect((await web.fetch("/portraits/nobody.svg")).status).toBe(404);
});

test("health is 503 and says what is down when the database does not answer", async () => {
  const broken = { ...office.ctx, db: { ...office.db, query: () => Promise.reject(new Error("gone")) } };
  const response = await openWeb({ ...office, ctx: broken }).fetch("/api/health");
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ state: "down", dependencies: { database: { state: "down" } } });
});
