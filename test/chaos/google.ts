import type { ServerResponse } from "node:http";

type Asked = { method: string; pathname: string; body: string; response: ServerResponse };
type Event = Record<string, unknown> & { id: string; status: string; version: number };

/** A calendar with client-chosen ids, after Google's reference: 409 for an id that is or was taken, 410 for a deleted one. */
export function createGoogle() {
  const events = new Map<string, Event>();
  const inserts: string[] = [];
  const shown = ({ version, ...event }: Event) => ({ ...event, etag: `"v${version}"` });
  const refused = (code: number) => ({ status: code, body: { error: { code, message: "refused" } } });

  const answer = ({ method, pathname, body }: Asked): { status: number; body: unknown } | undefined => {
    if (pathname === "/token") {
      return { status: 200, body: { access_token: "chaos", expires_in: 3_600, token_type: "Bearer" } };
    }
    const id = /\/events\/([a-v0-9]+)$/.exec(pathname)?.[1];
    if (method === "POST") {
      const given = JSON.parse(body) as Event;
      if (events.has(given.id)) return refused(409);
      inserts.push(given.id);
      const event = { ...given, status: "confirmed", version: 1 };
      events.set(given.id, event);
      return { status: 200, body: shown(event) };
    }
    const event = id ? events.get(id) : undefined;
    if (!event) return refused(404);
    if (method === "GET") return { status: 200, body: shown(event) };
    if (event.status === "cancelled") return refused(410);
    if (method === "DELETE") {
      event.status = "cancelled";
      return undefined;
    }
    Object.assign(event, JSON.parse(body), { version: event.version + 1 });
    return { status: 200, body: shown(event) };
  };
  return {
    answer,
    /** Every insert that was done, by event id. */
    inserts,
    alive: () => [...events.values()].filter((event) => event.status !== "cancelled").map((event) => event.id),
  };
}
