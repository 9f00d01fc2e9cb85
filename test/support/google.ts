/**
 * Google's token endpoint and Calendar: emulate holds the tokens and the events. It cannot yet fetch or patch one event
 * and gives every event an id of its own, so a small front adds, after Google's reference, what a calendar with
 * client-chosen ids does: 409 for an id that is or was taken, ETags with If-Match, deleted events that stay as
 * `cancelled`, 410 for deleting them again.
 */
import type { calendar_v3 } from "@googleapis/calendar";
import { createEmulator } from "emulate";
import { type Context, Hono } from "hono";
import { serveOnLoopback } from "./loopback.ts";

type Event = calendar_v3.Schema$Event;
type Known = { theirs: string; version: number; deleted: boolean };

const CLIENT = { client_id: "castmatch-test.apps.example", client_secret: "test-google-secret" };
const USER = "casting@example.com";
const CALLBACK = "http://127.0.0.1/callback";
const EVENTS = "/calendar/v3/calendars/:calendar/events";

export type Google = Awaited<ReturnType<typeof startGoogle>>;

/** An account with a calendar and a refresh token; `asked` is every calendar call, in order. */
export async function startGoogle() {
  const emulator = await createEmulator({
    service: "google",
    port: 0,
    seed: {
      google: {
        users: [{ email: USER, name: "Casting Office" }],
        oauth_clients: [{ ...CLIENT, name: "CastMatch", redirect_uris: [CALLBACK] }],
        calendars: [{ id: "primary", user_email: USER, summary: USER, primary: true, time_zone: "Asia/Kolkata" }],
      },
    },
  });
  const inner = emulator.url.replace("localhost", "127.0.0.1");
  const refreshToken = await grant(inner);
  const known = new Map<string, Known>();
  const asked: { method: string; id: string; sendUpdates: string | undefined }[] = [];

  const forward = (c: Context, path: string, init: RequestInit = {}) =>
    fetch(`${inner}${path}`, {
      ...init,
      headers: { authorization: c.req.header("authorization") ?? "", "content-type": "application/json" },
    });
  const listed = async (c: Context): Promise<Event[]> => {
    const response = await forward(c, `${listPath(c)}?maxResults=250`);
    const ours = new Map([...known].filter(([, one]) => !one.deleted).map(([id, one]) => [one.theirs, id]));
    const { items = [] } = (await response.json()) as { items?: Event[] };
    return items.flatMap((event) => {
      const id = ours.get(event.id ?? "");
      return id ? [{ ...event, id, etag: etagOf(known.get(id)) }] : [];
    });
  };
  const note = (c: Context, id: string) =>
    void asked.push({ method: c.req.method, id, sendUpdates: c.req.query("sendUpdates") });

  const app = new Hono();
  app.get(EVENTS, async (c) => c.json({ kind: "calendar#events", items: await listed(c) }));
  app.post(EVENTS, async (c) => {
    const event = await c.req.json<Event>();
    const id = event.id ?? crypto.randomUUID();
    note(c, id);
    if (!/^[a-v0-9]{5,1024}$/.test(id)) return refused(c, 400, "invalid");
    if (known.has(id)) return refused(c, 409, "duplicate");
    const response = await forward(c, listPath(c), { method: "POST", body: JSON.stringify(event) });
    if (!response.ok) return response;
    const inserted = (await response.json()) as Event;
    known.set(id, { theirs: inserted.id ?? "", version: 1, deleted: false });
    return c.json({ ...inserted, id, etag: etagOf(known.get(id)) });
  });
  app.get(`${EVENTS}/:id`, async (c) => {
    const id = c.req.param("id");
    note(c, id);
    const one = known.get(id);
    if (!one) return refused(c, 404, "notFound");
    if (one.deleted) return c.json({ id, status: "cancelled", etag: etagOf(one) });
    return c.json((await listed(c)).find((event) => event.id === id) ?? {}, 200);
  });
  app.patch(`${EVENTS}/:id`, async (c) => {
    const id = c.req.param("id");
    note(c, id);
    const one = known.get(id);
    if (!one || one.deleted) return refused(c, 404, "notFound");
    const ifMatch = c.req.header("if-match");
    if (ifMatch && ifMatch !== etagOf(one)) return refused(c, 412, "conditionNotMet");
    const before = (await listed(c)).find((event) => event.id === id);
    const after = { ...before, ...(await c.req.json<Event>()) };
    await forward(c, `${listPath(c)}/${one.theirs}`, { method: "DELETE" });
    const response = await forward(c, listPath(c), { method: "POST", body: JSON.stringify(after) });
    const patched = (await response.json()) as Event;
    known.set(id, { theirs: patched.id ?? "", version: one.version + 1, deleted: false });
    return c.json({ ...patched, id, etag: etagOf(known.get(id)) });
  });
  app.delete(`${EVENTS}/:id`, async (c) => {
    const id = c.req.param("id");
    note(c, id);
    const one = known.get(id);
    if (!one) return refused(c, 404, "notFound");
    if (one.deleted) return refused(c, 410, "deleted");
    const response = await forward(c, `${listPath(c)}/${one.theirs}`, { method: "DELETE" });
    one.deleted = response.ok;
    return c.body(null, 204);
  });
  app.all("*", async (c) =>
    fetch(`${inner}${new URL(c.req.url).pathname}`, {
      method: c.req.method,
      headers: c.req.raw.headers,
      body: await c.req.text(),
    }),
  );

  const front = await serveOnLoopback(app);
  return {
    env: {
      GOOGLE_CLIENT_ID: CLIENT.client_id,
      GOOGLE_CLIENT_SECRET: CLIENT.client_secret,
      GOOGLE_REFRESH_TOKEN: refreshToken,
      GOOGLE_API_URL: front.url,
      GOOGLE_TOKEN_URL: `${front.url}/oauth2/token`,
    },
    url: front.url,
    asked,
    /** What is in the calendar now. */
    async events(): Promise<Event[]> {
      const { access_token } = await token(inner, { grant_type: "refresh_token", refresh_token: refreshToken });
      const response = await fetch(`${front.url}/calendar/v3/calendars/primary/events`, {
        headers: { authorization: `Bearer ${access_token}` },
      });
      return ((await response.json()) as { items: Event[] }).items;
    },
    async close() {
      await front.close();
      await emulator.close();
    },
  };
}

const listPath = (c: Context) => `/calendar/v3/calendars/${c.req.param("calendar")}/events`;
const etagOf = (one: Known | undefined) => `"v${one?.version ?? 0}"`;
const refused = (c: Context, code: 400 | 404 | 409 | 410 | 412, reason: string) =>
  c.json({ error: { code, message: reason, errors: [{ domain: "global", reason, message: reason }] } }, code);

/** What a person does in a browser: signs in, consents, and the app keeps the refresh token. */
async function grant(url: string): Promise<string> {
  const consent = await fetch(`${url}/o/oauth2/v2/auth/callback`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({
      email: USER,
      redirect_uri: CALLBACK,
      scope: "https://www.googleapis.com/auth/calendar.events",
      client_id: CLIENT.client_id,
    }),
  });
  const code = new URL(consent.headers.get("location") ?? "").searchParams.get("code") ?? "";
  const { refresh_token } = await token(url, { grant_type: "authorization_code", code, redirect_uri: CALLBACK });
  return refresh_token ?? "";
}

async function token(url: string, of: Record<string, string>) {
  const response = await fetch(`${url}/oauth2/token`, {
    method: "POST",
    body: new URLSearchParams({ ...CLIENT, ...of }),
  });
  return (await response.json()) as { access_token?: string; refresh_token?: string };
}
