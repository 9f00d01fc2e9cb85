/** Slack: emulate keeps the workspace and what is posted to it. A front takes `oldest` off queries, as its clock is not ours. */
import { createEmulator } from "emulate";
import { Hono } from "hono";
import { serveOnLoopback } from "./loopback.ts";

const SIGNING_SECRET = "test-slack-signing-secret";
const BOT_TOKEN = "xoxb-test-castmatch";
const DIRECTOR_TOKEN = "xoxp-test-director";

export type SlackButton = { label: string; value: string; actionId: string };
export type SlackPost = {
  ts: string;
  text: string;
  /** The words of each section, in order. */
  sections: string[];
  /** The buttons of each actions block, in order. */
  rows: SlackButton[][];
};
type Element = { action_id?: string; value?: string; text?: { text?: string } };
type RawBlock = { type: string; text?: { text?: string }; elements?: Element[] };
type RawMessage = { ts: string; user?: string; text?: string; thread_ts?: string; blocks?: RawBlock[] };

export type Slack = Awaited<ReturnType<typeof startSlack>>;

/** A workspace with a casting channel, a director and our bot. */
export async function startSlack() {
  const emulator = await createEmulator({
    service: "slack",
    port: 0,
    seed: {
      slack: {
        team: { name: "Gulmohar Talkies", domain: "gulmohar" },
        users: [
          { name: "director", real_name: "Tara Director", email: "tara.director@example.com" },
          { name: "castmatch", real_name: "CastMatch", email: "castmatch@example.com" },
        ],
        channels: [{ name: "casting" }],
        tokens: [
          { token: BOT_TOKEN, user: "castmatch", type: "bot" },
          { token: DIRECTOR_TOKEN, user: "director", type: "user" },
        ],
      },
    },
  });
  const inner = emulator.url.replace("localhost", "127.0.0.1");
  const app = new Hono();
  app.all("/api/:method", async (c) => {
    const body = new URLSearchParams(await c.req.text());
    body.delete("oldest");
    return fetch(`${inner}/api/${c.req.param("method")}`, {
      method: "POST",
      headers: {
        authorization: c.req.header("authorization") ?? "",
        "content-type": "application/x-www-form-urlencoded",
      },
      body,
    });
  });
  const front = await serveOnLoopback(app);

  const call = async <T>(method: string, of: Record<string, string>, token = BOT_TOKEN): Promise<T> => {
    const response = await fetch(`${inner}/api/${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: new URLSearchParams(of),
    });
    const answer = (await response.json()) as T & { ok: boolean; error?: string };
    if (!answer.ok) throw new Error(`${method}: ${answer.error}`);
    return answer;
  };
  const who = (token: string) => call<{ user_id: string; team_id: string }>("auth.test", {}, token);
  const [bot, director] = [await who(BOT_TOKEN), await who(DIRECTOR_TOKEN)];
  const { channels } = await call<{ channels: { id: string; name: string }[] }>("conversations.list", {});
  const channel = channels.find((one) => one.name === "casting")?.id ?? "";

  return {
    env: { SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_API_URL: `${front.url}/api` },
    signingSecret: SIGNING_SECRET,
    teamId: bot.team_id,
    botId: bot.user_id,
    directorId: director.user_id,
    channel,
    /** Posts as the director, as her client would, and returns the message's ts. */
    async post(text: string, thread?: string): Promise<string> {
      const of = { channel, text, ...(thread && { thread_ts: thread }) };
      return (await call<{ ts: string }>("chat.postMessage", of, DIRECTOR_TOKEN)).ts;
    },
    /** What our bot posted to a thread, oldest first. */
    async posts(thread: string): Promise<SlackPost[]> {
      const of = { channel, ts: thread, limit: "500" };
      const { messages } = await call<{ messages: RawMessage[] }>("conversations.replies", of);
      return messages.filter((one) => one.user === bot.user_id).map(postOf);
    },
    /** What our bot posted to the channel, outside of threads. */
    async outside(): Promise<SlackPost[]> {
      const { messages } = await call<{ messages: RawMessage[] }>("conversations.history", { channel, limit: "500" });
      return messages.filter((one) => one.user === bot.user_id && !one.thread_ts).map(postOf);
    },
    async close() {
      await front.close();
      await emulator.close();
    },
  };
}

const postOf = ({ ts, text = "", blocks = [] }: RawMessage): SlackPost => ({
  ts,
  text,
  sections: blocks.filter((block) => block.type === "section").map((block) => block.text?.text ?? ""),
  rows: blocks
    .filter((block) => block.type === "actions")
    .map((block) =>
      (block.elements ?? []).map((one) => ({
        label: one.text?.text ?? "",
        value: one.value ?? "",
        actionId: one.action_id ?? "",
      })),
    ),
});
