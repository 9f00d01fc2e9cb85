import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCommand, parseEvent, parseInteraction } from "./parse.ts";

const NOW = new Date("2026-11-21T06:00:00Z");
const US = "U0BOT";
type Fields = Record<string, unknown>;

const callback = (event: Fields, envelope: Fields = {}) =>
  parseEvent(
    {
      type: "event_callback",
      team_id: "T1",
      event: { type: "message", user: "U1", ts: "1795240000.000100", channel: "C1", channel_type: "channel", ...event },
      authorizations: [{ user_id: US, is_bot: true }],
      ...envelope,
    },
    NOW,
  );

describe("messages", () => {
  test("a mention is one message, whichever of its two events comes first", () => {
    const text = `<@${US}> need three <@${US}> women`;
    const message = callback({ text });
    const { channel_type: _, ...mention } = { type: "app_mention", text, channel_type: undefined };
    expect(callback(mention)).toEqual(message);
    expect(message).toEqual({
      kind: "message",
      channel: "slack",
      platform: "slack",
      account: "T1",
      providerEventId: "msg:C1:1795240000.000100",
      conversationKey: "C1:1795240000.000100",
      sender: { address: "U1" },
      sentAt: "2026-11-21T05:46:40.000Z",
      text: "need three   women",
      media: [],
      mentioned: true,
      direct: false,
    });
  });

  test("without authorizations the mention a message opens with is taken for ours, in both events", () => {
    const text = "<@U0BOT> where are we?";
    const bare = { authorizations: undefined };
    const message = callback({ text }, bare);
    expect(message).toMatchObject({ mentioned: true, text: "where are we?" });
    expect(callback({ type: "app_mention", text }, bare)).toEqual(message);
  });

  test("talk in a channel that does not mention us is marked so", () => {
    expect(callback({ text: "lunch <@U2>?" })).toMatchObject({ mentioned: false, text: "lunch @U2?" });
  });

  test("a reply stays in its thread, and one below an answer to a command goes on with the commands", () => {
    const reply = { text: "and Friday?", thread_ts: "1795230000.000200" };
    expect(callback(reply)).toMatchObject({ conversationKey: "C1:1795230000.000200", mentioned: false });
    expect(callback({ ...reply, parent_user_id: US })).toMatchObject({ conversationKey: "C1:", mentioned: true });
    expect(callback({ ...reply, subtype: "thread_broadcast" })).toMatchObject({ kind: "message" });
  });

  test("somebody who shares the channel from another company is not the casting team", () => {
    const said = { text: `<@${US}> who is booked?` };
    expect(callback({ ...said, user_team: "T2" })).toMatchObject({ kind: "ignored" });
    expect(callback({ ...said, user_team: "T1" })).toMatchObject({ kind: "message" });
    expect(callback({ ...said, user_team: "E1" })).toMatchObject({ kind: "message" });
  });

  test("a direct message is one conversation, threads included", () => {
    const dm = { channel: "D1", channel_type: "im", text: "hello" };
    expect(callback(dm)).toMatchObject({ conversationKey: "D1", direct: true });
    expect(callback({ ...dm, thread_ts: "1795230000.000200" })).toMatchObject({ conversationKey: "D1" });
  });

  test("files come as media", () => {
    const files = [
      { id: "F1", mimetype: "image/png" },
      { id: "F2", mimetype: "application/pdf" },
      { id: "F3", mimetype: null },
    ];
    expect(callback({ subtype: "file_share", text: "", files })).toMatchObject({
      text: "",
      media: [
        { kind: "image", reference: "F1", contentType: "image/png" },
        { kind: "document", reference: "F2", contentType: "application/pdf" },
        { kind: "document", reference: "F3" },
      ],
    });
  });

  test.each([
    ["R&amp;D &lt;3 &amp;lt;", "R&D <3 &lt;"],
    ["see <https://example.com/a?b=1&amp;c=2|the sides>", "see the sides"],
    ["see <https://example.com/a?b=1&amp;c=2>", "see https://example.com/a?b=1&c=2"],
    ["<mailto:a@example.com|a@example.com>", "a@example.com"],
    ["in <#C2|casting> with <@U2|asha> and <@W3>", "in #casting with @asha and @W3"],
    ["<!here> <!subteam^S1|@leads> <!date^1795240000^{date_short}|21 Nov>", "@here @leads 21 Nov"],
    ["1 < 2 > 0", "1 < 2 > 0"],
  ])("%s reads as words", (text, words) => {
    expect(callback({ text })).toMatchObject({ text: words });
  });

  test.each<[string, Fields]>([
    ["our own message", { user: US }],
    ["a bot's message", { bot_id: "B1" }],
    ["a bot's message", { subtype: "bot_message", user: undefined }],
    ["message message_changed", { subtype: "message_changed" }],
    ["message message_deleted", { subtype: "message_deleted" }],
    ["message channel_join", { subtype: "channel_join" }],
    ["event reaction_added", { type: "reaction_added" }],
    ["a message without channel, time or user", { ts: undefined }],
    ["message of an unknown shape", { text: 7 }],
  ])("is ignored: %s", (reason, event) => {
    expect(callback({ text: "hi", ...event })).toEqual({ kind: "ignored", reason });
  });
});

describe("taps", () => {
  const tap = (action: Fields, payload: Fields = {}) =>
    parseInteraction(
      {
        type: "block_actions",
        user: { id: "U1", name: "asha", team_id: "T1" },
        team: { id: "T1" },
        channel: { id: "C1" },
        message: { ts: "1795240001.000100", thread_ts: "1795240000.000100" },
        actions: [{ action_id: "castmatch:a-1", value: "a-1", action_ts: "1795240100.5", ...action }],
        ...payload,
      },
      NOW,
    );

  test("a button is the action its value names, in the thread of its message", () => {
    expect(tap({})).toEqual({
      kind: "action",
      channel: "slack",
      platform: "slack",
      account: "T1",
      providerEventId: "act:C1:1795240001.000100:U1:castmatch:a-1:1795240100.5",
      conversationKey: "C1:1795240000.000100",
      sender: { address: "U1", name: "asha" },
      sentAt: "2026-11-21T05:48:20.500Z",
      actionId: "a-1",
    });
  });

  test("a button below the answer to a slash command belongs to the channel's own conversation", () => {
    expect(tap({ block_id: "castmatch:C1::2" })).toMatchObject({ conversationKey: "C1:" });
    expect(tap({ block_id: "castmatch:C2:1.2:0" })).toMatchObject({ conversationKey: "C1:1795240000.000100" });
  });

  test("a chosen option counts, and an organisation's tap names the team by its user", () => {
    expect(tap({ value: undefined, selected_option: { value: "a-2" } }, { team: null })).toMatchObject({
      actionId: "a-2",
      account: "T1",
    });
  });

  test("a tap by somebody of another company is not the casting team's", () => {
    expect(tap({}, { user: { id: "U2", team_id: "T2" } })).toMatchObject({ kind: "ignored" });
  });

  test("without a thread the message itself is the thread; in a DM there is none", () => {
    const message = { ts: "1795240001.000100" };
    expect(tap({}, { message })).toMatchObject({ conversationKey: "C1:1795240001.000100" });
    expect(tap({}, { message, channel: { id: "D1" } })).toMatchObject({ conversationKey: "D1" });
  });

  test("what is not ours is ignored", () => {
    expect(tap({ value: undefined }).kind).toBe("ignored");
    expect(tap({}, { type: "view_submission" }).kind).toBe("ignored");
    expect(tap({}, { actions: [] }).kind).toBe("ignored");
  });
});

describe("slash commands", () => {
  const form = { team_id: "T1", channel_id: "C1", user_id: "U1", trigger_id: "1.2.3", text: " need a cop " };

  test("a command is a message to us in the channel's own conversation", () => {
    expect(parseCommand(form, NOW)).toMatchObject({
      kind: "message",
      providerEventId: "cmd:1.2.3",
      conversationKey: "C1:",
      text: "need a cop",
      mentioned: true,
      direct: false,
      sentAt: NOW.toISOString(),
    });
    expect(parseCommand({ ...form, channel_id: "D1" }, NOW)).toMatchObject({ conversationKey: "D1", direct: true });
  });

  test("a bare command asks for help", () => {
    expect(parseCommand({ ...form, text: "  " }, NOW)).toMatchObject({ text: "help" });
  });
});

test("nothing that parses as JSON makes a parser throw", () => {
  const parsers = [parseEvent, parseInteraction, parseCommand];
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, event) => {
      for (const payload of [value, { type: "event_callback", team_id: "T1", event }, { type: "block_actions", value }])
        for (const parse of parsers) expect(parse(payload, NOW).kind).toBeDefined();
    }),
  );
});

test("any text and any time make a message with a valid time", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), (text, ts) => {
      const incoming = callback({ text, ts });
      if (incoming.kind === "message") expect(Number.isNaN(Date.parse(incoming.sentAt))).toBe(false);
    }),
  );
});
