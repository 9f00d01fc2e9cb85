/** One talent's WhatsApp conversation, workers that send, and a provider that remembers what reached the phone. */
import { createLimits } from "../../src/clients/limits.ts";
import { createLive } from "../../src/core/live.ts";
import { PLATFORM_RATES } from "../../src/core/messages/limits-of.ts";
import type { Letter, SendResult } from "../../src/core/messages/message.ts";
import { type Post, postMessage } from "../../src/core/messages/post-message.ts";
import { reconcileLetter, stuckLetters } from "../../src/core/messages/reconcile-letter.ts";
import { type SendCtx, sendLetter } from "../../src/core/messages/send-letter.ts";
import type { Limits, Log } from "../../src/core/ports.ts";
import { freshDatabase } from "./database.ts";

export const NOON = new Date("2026-11-23T06:30:00Z");
const ACCOUNT = "15005550001";

/** What the provider does with a call: `arrives` says whether the message reaches the phone. */
export type Behaviour = { arrives: boolean; result: "sent" | "unknown" | "retry" | "failed" };

/** A call whose answer waits until the test lets it go on. */
export type Held = { outboxId: string; goOn: (behaviour: Behaviour) => void };

/** The worker is stopped during the call; what has arrived by then, has. */
export type Hold = { hold: true; arrives: boolean };

const unlimited: Limits = { take: async () => 0 };

export async function openPostOffice({ limited = false } = {}) {
  const { db, owner, workspaceId, close } = await freshDatabase();
  let now = NOON;
  const lines: Record<string, unknown>[] = [];
  const note = (fields: Record<string, unknown>) => void lines.push(fields);
  const log: Log = { info: note, warn: note, error: note, debug: note };
  const clock = () => now;
  await db.query(
    `insert into channel_accounts (workspace_id, channel, platform, account) values ($1, 'whatsapp', 'whatsapp_cloud', $2)`,
    [workspaceId, ACCOUNT],
  );
  /** What reached the phone, in order, by outbox id. */
  const arrived: string[] = [];
  const held: Held[] = [];
  let blind = false;
  let lastPhone = 0;
  const live = createLive();
  const reach = ({ outboxId }: Letter, { arrives, result }: Behaviour): SendResult => {
    if (arrives) arrived.push(outboxId);
    if (result === "sent") return { outcome: "sent", providerId: `wamid.${outboxId}` };
    return { outcome: result, code: "provider" };
  };
  const limits = limited ? createLimits(() => now.getTime()) : unlimited;

  /** A process that sends; `behave` decides each call, or holds it. */
  const worker = (holder: string, behave: (letter: Letter) => Behaviour | Hold): SendCtx => ({
    db,
    now: clock,
    log,
    live,
    publicUrl: "http://127.0.0.1:5002",
    holder,
    limits,
    rates: PLATFORM_RATES,
    transports: () => ({
      send: async (letter) => {
        const how = behave(letter);
        if (!("hold" in how)) return reach(letter, how);
        if (how.arrives) arrived.push(letter.outboxId);
        return new Promise((done) => {
          held.push({ outboxId: letter.outboxId, goOn: (behaviour) => done(reach(letter, behaviour)) });
        });
      },
      find: async ({ outboxId }) => {
        if (blind) return { outcome: "unknown" };
        return arrived.includes(outboxId)
          ? { outcome: "sent", providerId: `wamid.${outboxId}` }
          : { outcome: "absent" };
      },
    }),
  });
  const good = worker("good", () => ({ arrives: true, result: "sent" }));

  const openConversation = async () => {
    lastPhone += 1;
    const { rows } = await db.query<{ id: string; personId: string }>(
      `with person as (insert into people (workspace_id, name) values ($1, 'Invented') returning id)
       insert into conversations (workspace_id, channel, account, key, side, person_id, last_inbound_at)
       select $1, 'whatsapp', $2, $3, 'talent', id, $4 from person returning id, person_id as "personId"`,
      [workspaceId, ACCOUNT, `+1500555${String(lastPhone).padStart(4, "0")}`, now],
    );
    return rows[0] as { id: string; personId: string };
  };
  let posted = 0;

  return {
    db,
    owner,
    workspaceId,
    log,
    lines,
    live,
    arrived,
    held,
    now: clock,
    worker,
    good,
    openConversation,
    async post(to: { id: string; personId: string }, more: Partial<Post> = {}): Promise<string> {
      posted += 1;
      const id = await postMessage(db, {
        workspaceId,
        conversationId: to.id,
        personId: to.personId,
        side: "talent",
        dedupeKey: `letter:${posted}`,
        purpose: "reply",
        now,
        draft: { blocks: [{ type: "text", text: `letter ${posted}` }] },
        ...more,
      });
      return id ?? "";
    },
    send: (ctx: SendCtx, id: string) => sendLetter(ctx, id),
    /** What the sweeper does for sends, as if every send under way had been so for half a minute. */
    async reconcile(ctx: SendCtx): Promise<void> {
      await db.query(`update outbox set claimed_at = '-infinity' where state = 'sending'`);
      for (const id of await stuckLetters(ctx)) await reconcileLetter(ctx, id);
    },
    async state(id: string) {
      const { rows } = await db.query<{
        state: string;
        attempts: number;
        receipt: string | null;
        errorCode: string | null;
        nextAt: Date;
        providerId: string | null;
      }>(
        `select state, attempts, receipt, error_code as "errorCode", next_at as "nextAt", provider_id as "providerId" from outbox where id = $1`,
        [id],
      );
      return rows[0];
    },
    later: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    goBlind: (on: boolean) => {
      blind = on;
    },
    close,
  };
}
export type PostOffice = Awaited<ReturnType<typeof openPostOffice>>;
