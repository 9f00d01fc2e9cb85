/**
 * A Google of our own, after its documentation, for what the emulator cannot do: several accounts, ids that stay taken,
 * ETags, changes since a token, watch channels, free and busy, and calls that are done and answered with a failure.
 */
import { type Context, Hono } from "hono";
import { serveOnLoopback } from "../loopback.ts";
import { createFakeCalendar, type Event, type FakeCalendar, isRefusal, type Refusal } from "./calendars.ts";
import { CLIENT, createFakeTokens } from "./tokens.ts";

const EVENTS = "/calendar/v3/calendars/:calendar/events";
const OFFICE = "casting@example.com";

type Variables = { email: string; calendar: FakeCalendar };
type Channel = { id: string; token: string; address: string; resourceId: string; expiration: number; email: string };
type Fault = { method: string; status: number; reason?: string; after?: boolean; path?: RegExp };
export type Ping = { address: string; headers: Record<string, string> };
export type FakeGoogle = Awaited<ReturnType<typeof startFakeGoogle>>;

export async function startFakeGoogle({ now }: { now: () => Date } = { now: () => new Date() }) {
  const tokens = createFakeTokens();
  const calendars = new Map<string, FakeCalendar>();
  const channels = new Map<string, Channel>();
  const pings: Ping[] = [];
  const faults: Fault[] = [];
  const asked: { method: string; id: string; sendUpdates: string | undefined; email: string }[] = [];
  const hidden = new Set<string>();

  const ping = (channel: Channel, state: "sync" | "exists") =>
    void pings.push({
      address: channel.address,
      headers: {
        "x-goog-channel-id": channel.id,
        "x-goog-channel-token": channel.token,
        "x-goog-resource-id": channel.resourceId,
        "x-goog-resource-state": state,
        "x-goog-message-number": String(pings.length + 1),
      },
    });
  const calendarOf = (email: string): FakeCalendar => {
    const known = calendars.get(email);
    if (known) return known;
    const made = createFakeCalendar(email, () => {
      for (const channel of channels.values()) if (channel.email === email) ping(channel, "exists");
    });
    calendars.set(email, made);
    return made;
  };

  const app = new Hono<{ Variables: Variables }>();
  app.post("/token", async (c) => {
    const { status, body } = tokens.token(new URLSearchParams(await c.req.text()));
    return c.json(body, status);
  });
  app.use("/calendar/v3/*", async (c, next) => {
    const grant = tokens.whose(c.req.header("authorization"));
    if (!grant) return refusal(c, { status: 401, reason: "authError" });
    c.set("email", grant.email);
    const fits = (one: Fault) => one.method === c.req.method && (one.path ?? /./).test(c.req.path);
    const at = faults.findIndex(fits);
    const [fault] = at < 0 ? [] : faults.splice(at, 1);
    if (fault && !fault.after) return refusal(c, { reason: "backendError", ...fault });
    await next();
    // It has happened; its answer is lost.
    if (fault) c.res = refusal(c, { reason: "backendError", ...fault });
  });
  app.use(`${EVENTS}/*`, async (c, next) => {
    const id = c.req.param("calendar");
    c.set("calendar", calendarOf(id === "primary" ? c.get("email") : decodeURIComponent(id ?? "")));
    await next();
  });
  const note = (c: Context, id: string, email: string) =>
    void asked.push({ method: c.req.method, id, sendUpdates: c.req.query("sendUpdates"), email });
  const answer = (c: Context, result: object) => (isRefusal(result) ? refusal(c, result) : c.json(result));
  const conferences = (c: Context) => c.req.query("conferenceDataVersion") === "1";

  app.get(EVENTS, (c) => answer(c, c.get("calendar").list(c.req.query())));
  app.post(`${EVENTS}/watch`, async (c) => {
    const body = await c.req.json<{ id: string; token: string; address: string; params?: { ttl?: string } }>();
    if (!body.address.startsWith("https://")) return refusal(c, { status: 400, reason: "push.webhookUrlNotHttps" });
    if (channels.has(body.id)) return refusal(c, { status: 400, reason: "channelIdNotUnique" });
    const expiration = now().getTime() + Math.min(Number(body.params?.ttl ?? 604_800), 604_800) * 1_000;
    const channel = { ...body, resourceId: `resource-${c.get("email")}`, expiration, email: c.get("email") };
    channels.set(body.id, channel);
    ping(channel, "sync");
    return c.json({ id: body.id, resourceId: channel.resourceId, expiration: String(expiration) });
  });
  app.post("/calendar/v3/channels/stop", async (c) => {
    const { id } = await c.req.json<{ id: string }>();
    return channels.delete(id) ? c.body(null, 204) : refusal(c, { status: 404, reason: "notFound" });
  });
  app.post(EVENTS, async (c) => {
    const body = await c.req.json<Event>();
    note(c, body.id ?? "", c.get("email"));
    return answer(c, c.get("calendar").insert(body, conferences(c)));
  });
  app.get(`${EVENTS}/:id`, (c) => {
    note(c, c.req.param("id"), c.get("email"));
    return answer(c, c.get("calendar").get(c.req.param("id")));
  });
  app.patch(`${EVENTS}/:id`, async (c) => {
    note(c, c.req.param("id"), c.get("email"));
    const how = { ifMatch: c.req.header("if-match"), conferences: conferences(c) };
    return answer(c, c.get("calendar").patch(c.req.param("id"), await c.req.json<Event>(), how));
  });
  app.delete(`${EVENTS}/:id`, (c) => {
    note(c, c.req.param("id"), c.get("email"));
    const refused = c.get("calendar").remove(c.req.param("id"));
    return refused ? refusal(c, refused) : c.body(null, 204);
  });
  app.post("/calendar/v3/freeBusy", async (c) => {
    const { items, timeMin, timeMax } = await c.req.json<{
      items: { id: string }[];
      timeMin: string;
      timeMax: string;
    }>();
    const of = (id: string) => {
      const email = id === "primary" ? c.get("email") : id;
      const known = calendars.get(email);
      if (!known || (hidden.has(email) && email !== c.get("email")))
        return { errors: [{ domain: "global", reason: "notFound" }], busy: [] };
      const busy = known.busy().filter((one) => one && one.start < timeMax && one.end > timeMin);
      return { busy };
    };
    return c.json({ calendars: Object.fromEntries(items.map(({ id }) => [id, of(id)])) });
  });

  const server = await serveOnLoopback(app);
  const refreshToken = tokens.granted(OFFICE);
  return {
    ...server,
    env: {
      GOOGLE_CLIENT_ID: CLIENT.id,
      GOOGLE_CLIENT_SECRET: CLIENT.secret,
      GOOGLE_REFRESH_TOKEN: refreshToken,
      GOOGLE_API_URL: server.url,
      GOOGLE_TOKEN_URL: `${server.url}/token`,
      GOOGLE_AUTH_URL: `${server.url}/consent`,
    },
    tokens,
    asked,
    pings,
    channels,
    calendar: (email = OFFICE) => calendarOf(email),
    /** What is in the office's calendar now. */
    events: async () => calendarOf(OFFICE).events(),
    /** The next such call fails; with `after`, once it has done what it was asked. */
    failNext: (fault: Fault) => void faults.push(fault),
    /** Others may not see this calendar. */
    hide: (email: string) => void hidden.add(email),
  };
}

const refusal = (c: Context, { status, reason }: Refusal) =>
  c.json(
    { error: { code: status, message: reason, errors: [{ domain: "global", reason, message: reason }] } },
    status as 400,
  );
