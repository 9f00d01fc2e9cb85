import { afterAll, beforeAll, expect, test } from "vitest";
import { type Office, openOffice, SATURDAY } from "../support/office.ts";
import { openWeb } from "../support/web.ts";

let office: Office;
let web: ReturnType<typeof openWeb>;
beforeAll(async () => {
  office = await openOffice();
  web = openWeb(office);
});
afterAll(() => office.close());

const CLOSED = [
  "/api/conversations",
  "/api/conversations/7b0a2f0e-0f4e-4f0a-9d0c-6f7c4b1f2a11/messages",
  "/api/talent/search?q=cop",
  "/api/talent/progress",
  "/api/roles",
  "/api/bookings",
  "/api/events",
  "/api/openapi.json",
  "/api/stage/talent",
  "/metrics",
];

async function signIn() {
  const opened = await web.fetch(`/${(await web.link()).search}`);
  return { opened, cookie: (opened.headers.get("set-cookie") ?? "").split(";")[0] as string };
}

test.each(CLOSED)("%s is closed to strangers", async (path) => {
  const response = await web.fetch(path);
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ error: { code: "forbidden", message: expect.stringMatching(/link|token/) } });
});

test("anybody may ask for health, and learns no secret", async () => {
  const response = await web.fetch("/api/health");
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ state: "up", dependencies: { database: { state: "up" } } });
});

test("the one-time link opens a session once, without leaving the key in the address", async () => {
  const link = await web.link();
  const opened = await web.fetch(`/${link.search}`);
  expect(opened.status).toBe(303);
  expect(opened.headers.get("location")).toBe("/");
  expect(opened.headers.get("set-cookie")).toMatch(/^castmatch=.*; HttpOnly; SameSite=Strict/);
  const again = await web.fetch(`/${link.search}`);
  expect(again.status).toBe(401);
  expect(again.headers.get("set-cookie")).toBeNull();
});

test("the session opens the page and the API", async () => {
  const { cookie } = await signIn();
  expect((await web.fetch("/", { headers: { cookie } })).status).toBe(200);
  expect((await web.fetch("/api/roles", { headers: { cookie } })).status).toBe(200);
});

test("a session that was altered, or is over, is none", async () => {
  const { cookie } = await signIn();
  const [name, value] = cookie.split("=") as [string, string];
  const [expires, signature] = value.split(".") as [string, string];
  const later = `${name}=${Number(expires) + 60_000}.${signature}`;
  expect((await web.fetch("/api/roles", { headers: { cookie: later } })).status).toBe(401);
  office.moveTo(new Date(SATURDAY.getTime() + 13 * 3_600_000));
  expect((await web.fetch("/api/roles", { headers: { cookie } })).status).toBe(401);
  office.moveTo(SATURDAY);
});

test.each(["", "Bearer", "Bearer wrong-token-wrong", "Basic YTpi"])(
  "the authorization %j opens nothing",
  async (authorization) => {
    expect((await web.fetch("/api/roles", { headers: { authorization } })).status).toBe(401);
  },
);

test("another site cannot post with the session", async () => {
  const { cookie } = await signIn();
  const post = (headers: Record<string, string>) =>
    web.fetch("/api/stage/conversations", {
      method: "POST",
      headers: { cookie, "content-type": "application/json", ...headers },
      body: JSON.stringify({ surface: "team" }),
    });
  expect((await post({ origin: "https://elsewhere.example" })).status).toBe(403);
  expect((await post({ "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await post({ origin: "null" })).status).toBe(403);
  expect((await post({ origin: "http://127.0.0.1:5002", "sec-fetch-site": "same-origin" })).status).toBe(200);
});

test("a foreign name that points at loopback is refused", async () => {
  const response = await web.asked("/api/roles", { headers: { host: "rebound.example:5002" } });
  expect(response.status).toBe(403);
});

test("the page runs only its own scripts, in no frame, and tells nobody where it is", async () => {
  const { headers } = await web.asked("/");
  expect(headers.get("content-security-policy")).toContain("script-src 'self'");
  expect(headers.get("content-security-policy")).not.toContain("unsafe");
  expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
});

test.each(["/..%2f..%2fpackage.json", "/bot.ts", "/stage.js%00.css", "/nothing.js", "/.env"])(
  "%s is not served",
  async (path) => {
    expect((await web.asked(path)).status).toBe(404);
  },
);
