import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";

export const SIGNING_SECRET = "bench-signing-secret";
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** `sentAt` in epoch ms with fractions, when it was due; `ackMs` since then. */
export type Posted = { thread: string; sentAt: number; ackMs: number; status: number };

let serial = 0;

const now = () => performance.timeOrigin + performance.now();

/** Mentions the bot, signed as Slack signs, in a thread of its own or in one that is there. */
export function mention(url: string, sentAt = now(), thread?: string): Promise<Posted> {
  serial += 1;
  const seconds = Math.floor(Date.now() / 1_000);
  const ts = `${seconds}.${process.pid}${String(serial).padStart(7, "0")}`;
  const body = JSON.stringify({
    type: "event_callback",
    team_id: "T0BENCH",
    event_id: `Ev${seconds}${process.pid}${serial}`,
    authorizations: [{ user_id: "U0BOT", is_bot: true }],
    event: {
      type: "app_mention",
      user: `U0USER${serial % 50}`,
      text: "<@U0BOT> hello",
      ts,
      ...(thread && { thread_ts: thread }),
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
  return new Promise((done, failed) => {
    const post = () => {
      const posting = request(`${url}/webhooks/slack/events`, { method: "POST", agent, headers }, (response) => {
        response.resume();
        done({ thread: thread ?? ts, sentAt, ackMs: now() - sentAt, status: response.statusCode ?? 0 });
      });
      // A server may close a connection that was idle just as it is used again: then nothing was read of it.
      posting.on("error", (error) => (posting.reusedSocket ? post() : failed(error)));
      posting.end(body);
    };
    post();
  });
}

/** At a steady rate, whatever the answers do: a slow answer delays none of the next, and each is timed from when it was due. */
export async function steadily(
  url: string,
  { perSecond, seconds, threads }: { perSecond: number; seconds: number; threads?: string[] },
) {
  const started = now();
  const total = perSecond * seconds;
  const posted: Promise<Posted>[] = [];
  while (posted.length < total) {
    const due = Math.min(total, Math.ceil(((now() - started) / 1_000) * perSecond));
    while (posted.length < due) {
      const thread = threads?.[posted.length % threads.length];
      posted.push(mention(url, started + (posted.length * 1_000) / perSecond, thread));
    }
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
