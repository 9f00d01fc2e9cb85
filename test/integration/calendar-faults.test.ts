import { generateKeyPairSync } from "node:crypto";
import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCalendar } from "../../src/clients/calendar.ts";
import type { CalendarEvent } from "../../src/core/ports.ts";
import { type Asked, answering } from "../support/answering.ts";

type Reply = (response: ServerResponse, asked: Asked) => void;

let server: Awaited<ReturnType<typeof answering>>;
let api: Reply;
let tokens: Reply;
let lines: Record<string, unknown>[] = [];
const note = (fields: Record<string, unknown>) => void lines.push(fields);
const log = { info: note, warn: note, error: note, debug: note };

const json =
  (status: number, body: object, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
const refusal = (status: number, reason: string, headers?: Record<string, string>) =>
  json(status, { error: { code: status, message: reason, errors: [{ reason, message: reason }] } }, headers);
const goodToken = json(200, { access_token: "an-access-token", expires_in: 3_600, token_type: "Bearer" });
const hang: Reply = () => undefined;

beforeEach(async () => {
  lines = [];
  tokens = goodToken;
  server = await answering((asked, response) => (asked.url === "/token" ? tokens : api)(response, asked));
});
afterEach(() => server.close());

const config = () => ({
  calendarId: "primary",
  apiUrl: server.url,
  tokenUrl: `${server.url}/token`,
  clientId: "client",
  clientSecret: "a-client-secret",
  refreshToken: "a-refresh-token",
});
const calendar = (longestMs = 2_000) => createCalendar(config(), { log, longestMs });
const audition: CalendarEvent = {
  id: "cm0000000001",
  summary: "Audition",
  description: "",
  location: "Andheri studio",
  startsAt: new Date("2026-11-27T10:30:00Z"),
  endsAt: new Date("2026-11-27T10:50:00Z"),
  timeZone: "Asia/Kolkata",
  attendees: [{ email: "asha@example.com" }],
};
const stored = (more: object = {}) => ({
  id: audition.id,
  etag: '"v1"',
  status: "confirmed",
  summary: "Audition",
  location: "Andheri studio",
  start: { dateTime: "2026-11-27T16:00:00+05:30" },
  end: { dateTime: "2026-11-27T16:20:00+05:30" },
  attendees: [{ email: "Asha@example.com", responseStatus: "accepted" }],
  ...more,
});
const calls = () => server.asked.map(({ method, url }) => (url === "/token" ? "token" : method));
const sent = (nth: number) => JSON.parse(server.asked[nth]?.body ?? "{}");

describe("what Google refuses", () => {
  const HOUR_MS = 60 * 60_000;
  it.each<[string, Reply, object]>([
    ["403 rateLimitExceeded is tried again", refusal(403, "rateLimitExceeded"), { outcome: "retry", code: "rate" }],
    ["403 userRateLimitExceeded too", refusal(403, "userRateLimitExceeded"), { outcome: "retry", code: "rate" }],
    [
      "429 waits as long as Google says",
      refusal(429, "rateLimitExceeded", { "retry-after": "7" }),
      { outcome: "retry", code: "rate", afterMs: 7_000 },
    ],
    ["500 is tried again", refusal(500, "backendError"), { outcome: "retry", code: "http_500" }],
    ["503 is tried again", refusal(503, "backendError"), { outcome: "retry", code: "http_503" }],
    [
      "a page instead of JSON is tried again",
      (response) => response.writeHead(502).end("<html>"),
      { outcome: "retry" },
    ],
    ["403 quotaExceeded waits for hours", refusal(403, "quotaExceeded"), { outcome: "retry", code: "quota" }],
    ["403 forbidden is final", refusal(403, "forbidden"), { outcome: "failed", code: "http_403" }],
    ["400 is final", refusal(400, "invalid"), { outcome: "failed", code: "http_400" }],
    ["a cut connection is tried again", (response) => response.destroy(), { outcome: "retry", code: "network" }],
  ])("%s", async (_, reply, expected) => {
    api = reply;
    expect(await calendar().put(audition)).toMatchObject(expected);
    expect(await calendar().remove(audition.id)).toMatchObject(expected);
  });

  it("parks an exhausted quota for hours", async () => {
    api = refusal(403, "quotaExceeded");
    const { afterMs } = (await calendar().put(audition)) as { afterMs: number };
    expect(afterMs).toBeGreaterThanOrEqual(HOUR_MS);
  });

  it("a server that never answers is given up, and tried again", async () => {
    api = hang;
    expect(await calendar(200).put(audition)).toEqual({ outcome: "retry", code: "network" });
    tokens = hang;
    expect(await calendar(200).remove(audition.id)).toEqual({ outcome: "retry", code: "network" });
  });

  it("logs no secret, no address and no name", async () => {
    api = refusal(403, "forbidden");
    await calendar().put(audition);
    expect(JSON.stringify(lines)).not.toMatch(/secret|a-refresh|an-access|asha|Audition/);
  });
});

describe("the token", () => {
  it("is fetched once for several calls", async () => {
    api = json(200, stored());
    const one = calendar();
    await one.put(audition);
    await one.put(audition);
    expect(calls()).toEqual(["token", "GET", "GET"]);
  });

  it("is fetched anew once when it is refused", async () => {
    let refused = 0;
    api = (response, asked) => {
      refused += 1;
      (refused === 1 ? refusal(401, "authError") : json(200, stored()))(response, asked);
    };
    expect(await calendar().put(audition)).toMatchObject({ outcome: "done" });
    expect(calls()).toEqual(["token", "GET", "token", "GET"]);
  });

  it("that stays refused, or a refresh token that was withdrawn, asks to reconnect", async () => {
    api = refusal(401, "authError");
    expect(await calendar().put(audition)).toEqual({ outcome: "failed", code: "reconnect" });
    tokens = json(400, { error: "invalid_grant", error_description: "Token has been revoked." });
    expect(await calendar().put(audition)).toEqual({ outcome: "failed", code: "reconnect" });
  });

  it("of a service account is asked for at the configured address", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
    const key = privateKey.export({ type: "pkcs8", format: "pem" });
    const { calendarId, apiUrl, tokenUrl } = config();
    const serviceAccountKey = JSON.stringify({ client_email: "bot@example.com", private_key: key });
    api = json(200, stored());
    const one = createCalendar({ calendarId, apiUrl, tokenUrl, serviceAccountKey }, { log });
    expect(await one.put(audition)).toMatchObject({ outcome: "done" });
    expect(calls()).toEqual(["token", "GET"]);
    expect(server.asked[1]?.headers.authorization).toBe("Bearer an-access-token");
  });
});

describe("what is there already", () => {
  it("keeps the answers of those who stay when only the place changes", async () => {
    api = json(200, stored());
    await calendar().put({
      ...audition,
      location: "Studio B",
      attendees: [...audition.attendees, { email: "new@example.com" }],
    });
    expect(calls()).toEqual(["token", "GET", "PATCH"]);
    expect(sent(2).attendees).toEqual([
      { email: "asha@example.com", responseStatus: "accepted" },
      { email: "new@example.com", responseStatus: "needsAction" },
    ]);
    expect(server.asked[2]?.headers["if-match"]).toBe('"v1"');
  });

  it("asks everyone again when the time changes", async () => {
    api = json(200, stored({ start: { dateTime: "2026-11-27T15:00:00+05:30" } }));
    await calendar().put(audition);
    expect(sent(2).attendees).toEqual([{ email: "asha@example.com", responseStatus: "needsAction" }]);
  });

  it("does not mind that Google lists the calendar's owner", async () => {
    const owner = { email: "owner@example.com", organizer: true, responseStatus: "accepted" };
    api = json(200, stored({ attendees: [...stored().attendees, owner] }));
    await calendar().put(audition);
    expect(calls()).toEqual(["token", "GET"]);
  });

  it("tries again when someone changed the event meanwhile", async () => {
    api = (response, asked) =>
      (asked.method === "PATCH" ? refusal(412, "conditionNotMet") : json(200, stored({ location: "x" })))(
        response,
        asked,
      );
    expect(await calendar().put(audition)).toMatchObject({ outcome: "retry", code: "http_412" });
  });

  it("an insert whose answer was lost is found by looking first", async () => {
    let there = false;
    api = (response, asked) => {
      if (asked.method === "GET") return (there ? json(200, stored()) : refusal(404, "notFound"))(response, asked);
      there = true;
      response.destroy();
    };
    const one = calendar();
    expect(await one.put(audition)).toEqual({ outcome: "retry", code: "network" });
    expect(await one.put(audition)).toMatchObject({ outcome: "done" });
    expect(calls()).toEqual(["token", "GET", "POST", "GET"]);
  });

  it("an id that is taken and yet not found is no endless loop", async () => {
    api = (response, asked) =>
      (asked.method === "GET" ? refusal(404, "notFound") : refusal(409, "duplicate"))(response, asked);
    expect(await calendar().put(audition)).toEqual({ outcome: "retry", code: "conflict" });
  });
});
