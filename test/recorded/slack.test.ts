import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isValidSlackRequest } from "@slack/bolt";
import { describe, expect, test } from "vitest";
import { parseCommand, parseEvent, parseInteraction } from "../../src/bots/slack/parse.ts";
import { isSignedBySlack } from "../../src/bots/slack/signature.ts";

const folder = process.env.RECORDED_WEBHOOKS;
const there = folder !== undefined && existsSync(join(folder, "slack-events.json"));
if (!there) console.log("Slack's recorded webhooks are skipped: RECORDED_WEBHOOKS names no folder with them");

const read = <Shape>(name: string): Shape => JSON.parse(readFileSync(join(folder ?? "", name), "utf8")) as Shape;
const bytes = (text: string) => new TextEncoder().encode(text);
const NOW = new Date("2026-11-21T06:00:00Z");

type Vector = { name: string; signingSecret: string; timestamp: string; rawBody: string; valid: boolean };
type Vectors = { clock: string; vectors: (Vector & { signature: string | null })[] };
type Sample = { name: string; contentType: string; payload: unknown };

function parsed({ contentType, payload }: Sample) {
  if (typeof payload === "string") return parseCommand(Object.fromEntries(new URLSearchParams(payload)), NOW);
  const body = payload as Record<string, unknown>;
  if (contentType === "application/json") return parseEvent(body, NOW);
  return "command" in body ? parseCommand(body, NOW) : parseInteraction(body, NOW);
}

describe.skipIf(!there)("Slack's recorded webhooks", () => {
  test("every signature vector agrees, with us and with Bolt", () => {
    const { clock, vectors } = read<Vectors>("slack-signatures.json");
    const seconds = Number(/now=(\d+)/.exec(clock)?.[1]);
    const now = new Date(seconds * 1_000);
    for (const { name, signingSecret, timestamp, rawBody, signature, valid } of vectors) {
      const signed = { signature: signature ?? undefined, timestamp, body: bytes(rawBody) };
      expect(isSignedBySlack(signingSecret, { ...signed, now }), name).toBe(valid);
      for (const offSeconds of [-301, 301]) {
        const then = new Date(now.getTime() + offSeconds * 1_000 + (Number(timestamp) - seconds) * 1_000);
        expect(isSignedBySlack(signingSecret, { ...signed, now: then }), `${name}, ${offSeconds} s off`).toBe(false);
      }
      const headers = { "x-slack-signature": signature ?? "", "x-slack-request-timestamp": Number(timestamp) };
      const bolt = isValidSlackRequest({ signingSecret, body: rawBody, headers, nowMilliseconds: now.getTime() });
      expect(bolt, name).toBe(valid);
    }
  });

  test("every sample is a message, an action or ignored for a reason", () => {
    const { samples } = read<{ samples: Sample[] }>("slack-events.json");
    const found = samples.map((sample) => {
      const incoming = parsed(sample);
      const said = incoming.kind === "ignored" ? incoming.reason : incoming.kind;
      expect(said, sample.name).not.toBe("");
      return `${sample.name}: ${said}`;
    });
    expect(found).toEqual(expect.arrayContaining(KNOWN));
  });
});

const KNOWN = [
  "app_mention/-/-: message",
  "message/file_share/group: our own message",
  "app_uninstalled/-/-: event app_uninstalled",
  "message/bot_message/channel/bot: a bot's message",
  "message/-/channel/bot: a bot's message",
  "message/message_deleted/channel: message message_deleted",
  "message/thread_broadcast/channel: message",
  "block_actions/block_actions_body: action",
  "block_suggestion/body: not an interaction of ours",
  "url_verification/event_body: not an event callback",
  "block_actions/body: action",
  "view_closed/body: not an interaction of ours",
  "block_actions/block_actions_body: action",
  "recorded/dm/slack-direct.json/followUp: message",
  "recorded/dm/slack.json/dmMessage: message",
  "recorded/modals/slack.json/action: an interaction without a value, a channel or a team",
  "recorded/modals/slack.json/ephemeralAction: an interaction without a value, a channel or a team",
  "recorded/actions-reactions/slack.json/action: an interaction without a value, a channel or a team",
  "recorded/actions-reactions/slack.json/staticSelectAction: action",
  "recorded/slash-commands/slack.json/slashCommand: message",
  "recorded/slash-commands/slack.json/viewSubmission: not an interaction of ours",
  "recorded/member-joined-channel/slack.json/mention: message",
  "slash_command/raw/body1: message",
  "slash_command/raw/orgLevelApp: message",
];
