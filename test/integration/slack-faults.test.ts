import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { createSlackClient } from "../../src/bots/slack/client.ts";
import { findSlack } from "../../src/bots/slack/find.ts";
import { sendSlack } from "../../src/bots/slack/send.ts";
import type { Letter } from "../../src/core/messages/message.ts";
import { type Asked, answering } from "../support/answering.ts";

const SHORT_MS = 800;
const PUBLIC = "https://castmatch.example";

const letter = (of: Partial<Letter> = {}): Letter => ({
  outboxId: "outbox-1",
  channel: "slack",
  account: "T1",
  conversationKey: "C1:1795240000.000100",
  outgoing: { blocks: [{ type: "text", text: "Hello" }] },
  windowOpen: true,
  createdAt: new Date("2026-11-21T06:00:00Z"),
  ...of,
});
const long = letter({
  outgoing: { blocks: [{ type: "text", text: `${"a ".repeat(4_000)}\n\n${"b ".repeat(4_000)}` }] },
});

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

type Answer = (asked: Asked, response: ServerResponse) => void;
const json = (response: ServerResponse, body: unknown) =>
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
const formOf = ({ body }: Asked) => Object.fromEntries(new URLSearchParams(body));

async function slack(answer: Answer) {
  const server = await answering(answer);
  close = server.close;
  const client = createSlackClient({ botToken: "xoxb-test", apiUrl: `${server.url}/api` }, { giveUpMs: SHORT_MS });
  return {
    server,
    send: (one: Letter) => sendSlack(client, one, PUBLIC),
    find: (one: Letter) => findSlack(client, one, PUBLIC),
  };
}

describe("sending to Slack", () => {
  test("a letter is posted into its thread with our outbox id, and the token in its header alone", async () => {
    const { send, server } = await slack((_, response) => json(response, { ok: true, ts: "1.5" }));
    expect(await send(letter())).toEqual({ outcome: "sent", providerId: "C1:1.5" });
    const [asked] = server.asked as [Asked];
    expect(asked).toMatchObject({ url: "/api/chat.postMessage", headers: { authorization: "Bearer xoxb-test" } });
    const form = formOf(asked);
    expect(form).toMatchObject({ channel: "C1", thread_ts: "1795240000.000100", text: "Hello", unfurl_links: "false" });
    expect(JSON.parse(form.metadata ?? "")).toEqual({
      event_type: "castmatch_outbox",
      event_payload: { outbox_id: "outbox-1", part: 0 },
    });
    expect(asked.body).not.toContain("xoxb");
  });

  test("what is for one person is shown to that person alone; where Slack cannot show it, in their direct messages", async () => {
    let there = true;
    const { send, find, server } = await slack(({ url }, response) => {
      const shown = url.endsWith("chat.postEphemeral")
        ? { ok: there, message_ts: "1.6", error: "not_in_channel" }
        : { ok: true, ts: "1.7", channel: "D9" };
      json(response, shown);
    });
    const link = { label: "Open the office", url: "https://castmatch.example/sign-in?key=k" };
    const own = letter({ outgoing: { blocks: [{ type: "text", text: "As you" }], onlyTo: "U1", link } });
    expect(await send(own)).toEqual({ outcome: "sent", providerId: "C1:1.6" });
    expect(await find(own)).toEqual({ outcome: "absent" });
    there = false;
    expect(await send(own)).toEqual({ outcome: "sent", providerId: "D9:1.7" });
    const forms = server.asked.map(formOf);
    expect(forms.map(({ channel, user }) => [channel, user])).toEqual([
      ["C1", "U1"],
      ["C1", "U1"],
      ["U1", undefined],
    ]);
    expect(forms[0]?.thread_ts).toBe("1795240000.000100");
    for (const { blocks } of forms) expect(blocks).toContain(`*<${link.url}|Open the office>*`);
  });

  test("direct messages and the answers to slash commands have no thread", async () => {
    const { send, server } = await slack((_, response) => json(response, { ok: true, ts: "1.5" }));
    await send(letter({ conversationKey: "D1" }));
    await send(letter({ conversationKey: "C1:" }));
    expect(server.asked.map(formOf).map(({ channel, thread_ts }) => [channel, thread_ts])).toEqual([
      ["D1", undefined],
      ["C1", undefined],
    ]);
  });

  test.each([
    ["channel_not_found", "failed"],
    ["not_in_channel", "failed"],
    ["is_archived", "failed"],
    ["invalid_auth", "failed"],
    ["an_error_of_tomorrow", "failed"],
    ["ratelimited", "retry"],
    ["service_unavailable", "retry"],
    ["internal_error", "unknown"],
    ["fatal_error", "unknown"],
  ])("%s makes it %s", async (error, outcome) => {
    const { send } = await slack((_, response) => json(response, { ok: false, error }));
    expect(await send(letter())).toEqual({ outcome, code: error });
  });

  test.each([
    [500, "unknown"],
    [503, "unknown"],
    [404, "failed"],
  ])("HTTP %i makes it %s", async (status, outcome) => {
    const { send, server } = await slack((_, response) => response.writeHead(status).end("<html>"));
    expect(await send(letter())).toEqual({ outcome, code: `http_${status}` });
    expect(server.asked).toHaveLength(1);
  });

  test("too many requests wait as long as Slack says, where it says so", async () => {
    let calls = 0;
    const { send } = await slack((_, response) => {
      calls += 1;
      response.writeHead(429, calls === 1 ? { "retry-after": "30" } : {}).end();
    });
    expect(await send(letter())).toEqual({ outcome: "retry", code: "rate_limited", afterMs: 30_000 });
    expect(await send(letter())).toEqual({ outcome: "retry", code: "rate_limited" });
  });

  test("a server that hangs, cuts or mumbles leaves the fate unknown", async () => {
    const answers: Answer[] = [
      () => {},
      (_, response) => response.destroy(),
      (_, response) => response.writeHead(200).end("<html>"),
      (_, response) => json(response, { ok: true }),
    ];
    let turn = 0;
    const { send } = await slack((asked, response) => answers[turn]?.(asked, response));
    const outcomes: string[] = [];
    for (turn = 0; turn < answers.length; turn += 1) {
      const result = await send(letter());
      outcomes.push("code" in result ? `${result.outcome} ${result.code}` : result.outcome);
    }
    expect(outcomes).toEqual([
      "unknown timeout",
      "unknown UND_ERR_SOCKET",
      "unknown unreadable_answer",
      "unknown no_ts",
    ]);
  });

  test("a server that is not there is tried again", async () => {
    const { send, server } = await slack(() => {});
    await server.close();
    expect(await send(letter())).toEqual({ outcome: "retry", code: "unreachable" });
  });

  test("a card whose picture Slack cannot fetch is posted without it", async () => {
    const { send, server } = await slack((asked, response) =>
      json(
        response,
        asked.body.includes("image_url") ? { ok: false, error: "invalid_blocks" } : { ok: true, ts: "2.1" },
      ),
    );
    const image = { url: "https://pictures.example/1.png", alt: "Asha" };
    const card = letter({ outgoing: { blocks: [{ type: "card", title: "Asha", lines: ["24–31"], image }] } });
    expect(await send(card)).toEqual({ outcome: "sent", providerId: "C1:2.1" });
    expect(server.asked).toHaveLength(2);
  });

  test("a letter that stopped half-way says how far it came, and goes on from there in any process", async () => {
    let calls = 0;
    const { send, server } = await slack((_, response) => {
      calls += 1;
      json(response, calls === 2 ? { ok: false, error: "ratelimited" } : { ok: true, ts: `3.${calls}` });
    });
    const left = { count: 1, providerId: "C1:3.1" };
    expect(await send(long)).toEqual({ outcome: "retry", code: "ratelimited", left });
    expect(await send({ ...long, left })).toMatchObject({ outcome: "sent" });
    const parts = server.asked.map((asked) => JSON.parse(formOf(asked).metadata ?? "").event_payload.part);
    expect(parts).toEqual([0, 1, 1]);
  });
});

test("nothing is begun once another may have the letter", async () => {
  const { send, server } = await slack((_, response) => json(response, { ok: true, ts: "1.5" }));
  const late = { ...letter(), beginBy: performance.now() - 1 };
  expect(await send(late)).toEqual({ outcome: "retry", code: "too_late", afterMs: 0 });
  expect(server.asked).toEqual([]);
});

describe("looking for a letter", () => {
  const posted = (part: number, outboxId = "outbox-1") => ({
    ts: `4.${part}`,
    metadata: { event_type: "castmatch_outbox", event_payload: { outbox_id: outboxId, part } },
  });

  test("it is found by its outbox id, on any page, among others' messages", async () => {
    const { find, server } = await slack((asked, response) => {
      const second = formOf(asked).cursor === "next";
      const messages = second ? [posted(0)] : [{ ts: "4.0" }, { ts: "4.2", metadata: {} }, posted(0, "outbox-2")];
      json(response, { ok: true, messages, response_metadata: { next_cursor: second ? "" : "next" } });
    });
    expect(await find(letter())).toEqual({ outcome: "sent", providerId: "C1:4.0" });
    expect(server.asked).toHaveLength(2);
    expect(server.asked.map(({ url }) => url)).toEqual(Array(2).fill("/api/conversations.replies"));
    expect(formOf(server.asked[0] as Asked)).toMatchObject({
      ts: "1795240000.000100",
      oldest: "1795240500",
      include_all_metadata: "true",
    });
  });

  test("without a thread the channel's history is read", async () => {
    const { find, server } = await slack((_, response) => json(response, { ok: true, messages: [] }));
    expect(await find(letter({ conversationKey: "D1" }))).toEqual({ outcome: "absent" });
    expect(server.asked[0]?.url).toBe("/api/conversations.history");
  });

  test("after a restart only what is missing of it is posted", async () => {
    const { find, send, server } = await slack((asked, response) =>
      json(response, asked.url.includes("replies") ? { ok: true, messages: [posted(0)] } : { ok: true, ts: "4.9" }),
    );
    const left = { count: 1, providerId: "C1:4.0" };
    expect(await find(long)).toEqual({ outcome: "absent", left });
    expect(await send({ ...long, left })).toEqual({ outcome: "sent", providerId: "C1:4.9" });
    const sent = server.asked.filter(({ url }) => url.includes("postMessage"));
    expect(sent.map((asked) => JSON.parse(formOf(asked).metadata ?? "").event_payload.part)).toEqual([1]);
  });

  test("when Slack cannot be asked, or there is too much to look through, nothing is claimed", async () => {
    const answers: Answer[] = [
      (_, response) => json(response, { ok: false, error: "missing_scope" }),
      (_, response) => response.writeHead(500).end(),
      (_, response) => json(response, { ok: true, messages: [], response_metadata: { next_cursor: "again" } }),
    ];
    let turn = 0;
    const { find } = await slack((asked, response) => answers[turn]?.(asked, response));
    for (turn = 0; turn < answers.length; turn += 1) expect(await find(letter())).toEqual({ outcome: "unknown" });
  });
});
