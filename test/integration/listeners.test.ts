/** Pages that listen, over real connections. */
import { once } from "node:events";
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createListeners, type Listeners } from "../../src/api/listeners.ts";
import { createLive } from "../../src/core/live.ts";
import type { LiveEvent } from "../../src/core/ports.ts";
import { serveOnLoopback } from "../support/loopback.ts";
import { openOffice } from "../support/office.ts";
import { until } from "../support/until.ts";
import { eventsOf, openWeb, TOKEN } from "../support/web.ts";

type Page = { response: IncomingMessage; heard: () => string; leave: () => void };

const changed: LiveEvent = { type: "changed", what: "roles" };
const delta = (text: string): LiveEvent => ({ type: "delta", conversationId: "c", turnId: "t", text });

async function openPage(url: string, headers = {}): Promise<Page> {
  const asking = get(url, { headers, agent: false });
  asking.on("error", () => undefined);
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  let heard = "";
  response.setEncoding("utf8");
  response.on("error", () => undefined);
  response.on("data", (text: string) => {
    heard += text;
  });
  return { response, heard: () => heard, leave: () => asking.destroy() };
}

const hears = (page: Page, events: LiveEvent[]) =>
  until("the events arrive", () => eventsOf(page.heard()).length >= events.length).then(() =>
    expect(eventsOf(page.heard())).toEqual(events.map((event) => ({ event: event.type, data: event }))),
  );

describe("pages that listen", () => {
  const live = createLive();
  let listeners: Listeners;
  let server: Server;
  let url: string;
  const serve = async (options = {}) => {
    listeners = createListeners(live, options);
    server = createServer((request, response) => listeners.add(request.url?.slice(1) ?? "", response));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  beforeEach(() => serve());
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it("hear all events of their workspace in order, and none of another", async () => {
    const [first, second, other] = await Promise.all(["one", "one", "two"].map((room) => openPage(`${url}/${room}`)));
    const events = [delta("a"), delta("b"), changed];
    for (const event of events) live.publish("one", event);
    await hears(first as Page, events);
    live.publish("one", delta("दिल्ली"));
    await hears(second as Page, [...events, delta("दिल्ली")]);
    live.publish("two", changed);
    await hears(other as Page, [changed]);
  });

  it("are greeted at once, and told now and then that the server is here", async () => {
    server.close();
    await serve({ heartbeatMs: 10 });
    const page = await openPage(`${url}/one`);
    await until("two heartbeats", () => /^: hello\n\n(: here\n\n){2}/.test(page.heard()));
  });

  it("are no longer counted, nor told anything, when they have left", async () => {
    const [first, second] = await Promise.all([openPage(`${url}/one`), openPage(`${url}/one`)]);
    expect(listeners.count()).toBe(2);
    first?.leave();
    await until("one is left", () => listeners.count() === 1);
    live.publish("one", changed);
    await hears(second as Page, [changed]);
    second?.leave();
    await until("nobody is left", () => listeners.count() === 0);
    live.publish("one", changed);
    const third = await openPage(`${url}/one`);
    live.publish("one", delta("later"));
    await hears(third, [delta("later")]);
  });

  it("are let go when they do not read, and the others hear everything", async () => {
    const reading = await openPage(`${url}/one`);
    const silent = await openPage(`${url}/one`);
    silent.response.pause();
    let published = 0;
    await until("the silent one is let go", () => {
      if (eventsOf(reading.heard()).length === published) {
        live.publish("one", delta("x".repeat(1_000_000)));
        published += 1;
      }
      return listeners.count() === 1;
    });
    live.publish("one", changed);
    await until("the last is heard", () => eventsOf(reading.heard()).length === published + 1);
    expect(eventsOf(reading.heard()).at(-1)?.data).toEqual(changed);
  });
});

it("the API's events need a session or the token, and a look at the head does not listen", async () => {
  const office = await openOffice();
  const web = openWeb(office);
  const { url, close } = await serveOnLoopback(web.app);
  try {
    const authorization = `Bearer ${TOKEN}`;
    expect((await fetch(`${url}/api/events`)).status).toBe(401);
    const head = await fetch(`${url}/api/events`, { method: "HEAD", headers: { authorization } });
    expect(head.headers.get("content-type")).toContain("text/event-stream");
    expect(web.listeners.count()).toBe(0);

    const page = await openPage(`${url}/api/events`, { authorization });
    expect(page.response.headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    office.ctx.live.publish(office.workspaceId, changed);
    await hears(page, [changed]);
    page.leave();
    await until("it has left", () => web.listeners.count() === 0);
  } finally {
    await close();
    await office.close();
  }
});
