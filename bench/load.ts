import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";

export const SIGNING_SECRET = "bench-signing-secret";
const agent = new Agent({ keepAlive: true, maxSockets: 128 });

export type Posted = { thread: string; sentAt: number; ackMs: number };

let serial = 0;

/** Mentions the bot in a thread of its own, signed as Slack signs. Rejects unless it is answered 200. */
export function mention(url: string): Promise<Posted> {
  serial += 1;
  const seconds = Math.floor(Date.now() / 1_000);
  const thread = `${seconds}.${String(serial).padStart(6, "0")}`;
  const body = JSON.stringify({
    type: "event_callback",
    team_id: "T0BENCH",
    event_id: `Ev${serial}`,
    authorizations: [{ user_id: "U0BOT", is_bot: true }],
    event: {
      type: "app_mention",
      user: `U0USER${serial % 50}`,
      text: "<@U0BOT> hello",
      ts: thread,
      channel: "C0BENCH",
    },
  });
  const signature = createHmac("sha256", SIGNING_SECRET).update(`v0:${seconds}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "x-slack-request-timestamp": String(seconds),
    "x-slack-signature": `v0=${signature}`,
  };
  const sentAt = performance.now();
  return new Promise((done, failed) => {
    const posting = request(`${url}/webhooks/slack/events`, { method: "POST", agent, headers }, (response) => {
      const ackMs = performance.now() - sentAt;
      response.resume();
      if (response.statusCode === 200) done({ thread, sentAt, ackMs });
      else failed(new Error(`answered ${response.statusCode}`));
    });
    posting.on("error", failed);
    posting.end(body);
  });
}

/** At a steady rate, whatever the answers do: a slow answer delays none of the next. */
export async function steadily(url: string, { perSecond, seconds }: { perSecond: number; seconds: number }) {
  const started = performance.now();
  const total = perSecond * seconds;
  const posted: Promise<Posted>[] = [];
  while (posted.length < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - started) / 1_000) * perSecond));
    while (posted.length < due) posted.push(mention(url));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return Promise.all(posted);
}

/** As fast as a number of connections go. */
export async function asFastAsPossible(url: string, { count, connections }: { count: number; connections: number }) {
  const posted: Posted[] = [];
  let begun = 0;
  const one = async () => {
    while (begun < count) {
      begun += 1;
      posted.push(await mention(url));
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return posted;
}
