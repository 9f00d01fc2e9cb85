/**
 * Everything that waits in one conversation, in order, under its lease: taps one by one, texts of one person together,
 * receipts by the way. Whoever wakes this twice does no harm: the lease lets one in, and finished rows are finished.
 */
import type { Ctx } from "../ctx.ts";
import { RECEIPTS } from "../messages/accept.ts";
import type { Accepted, Receipt } from "../messages/message.ts";
import { settleReceipt } from "../messages/settle-receipt.ts";
import { words } from "../messages/wording.ts";
import { teamWords } from "../messages/wording-team.ts";
import { optIn, optOut } from "../people/opt-words.ts";
import { resolveSender } from "../people/resolve-sender.ts";
import { continuing, count, span } from "../trace.ts";
import { answerByRule } from "./answer-by-rule.ts";
import { answerTap } from "./answer-tap.ts";
import { answerText } from "./answer-text.ts";
import type { Arrivals } from "./arrivals.ts";
import { type ConversationRef, type Lease, LeaseLost, type Leases } from "./leases.ts";
import { joinTurn, openTurn } from "./open-turn.ts";
import { endTurn } from "./reply.ts";
import type { Turn } from "./turn.ts";
import { menuAction, printsNumbers } from "./use-action.ts";
import { readWaiting, type Waiting } from "./waiting.ts";

const MAX_ATTEMPTS = 3;
/** A turn begun so often without an end has taken its process with it each time. */
const MAX_BEGUN = 6;
/** An album is one turn: media without text waits for this much quiet, at most so long. */
const QUIET_MS = 1_200;
const ALBUM_MS = 5_000;

export type Taken = { state: "empty" } | { state: "busy" } | { state: "later"; afterMs: number };

type Taking = { ref: ConversationRef; leases: Leases; arrivals: Arrivals };

/** Answers what waits. `busy`: another process has the conversation; `later`: look again after so many ms. */
export async function takeConversation(ctx: Ctx, { ref, leases, arrivals }: Taking): Promise<Taken> {
  arrivals.pending = false;
  const taken = await leases.take(ref);
  if (!taken) return { state: "busy" };
  const { lease } = taken;
  let { waiting } = taken;
  try {
    while (waiting.length > 0) {
      const afterMs =
        ref.key === RECEIPTS ? await settle(ctx, waiting) : await takeNext(ctx, { lease, waiting, arrivals });
      if (afterMs > 0) return { state: "later", afterMs };
      if (lease.released) break;
      arrivals.pending = false;
      waiting = await leases.next(lease);
    }
    return { state: "empty" };
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    count("lease_lost");
    return { state: "busy" };
  } finally {
    await leases.giveBack(lease);
  }
}

async function settle(ctx: Ctx, waiting: Waiting[]): Promise<number> {
  await Promise.all(
    waiting.map((row) => {
      const incoming: Accepted = row.incoming;
      return continuing(row.incoming.trace, () => settleReceipt(ctx, incoming as unknown as Receipt, row.id));
    }),
  );
  return 0;
}

type Next = { lease: Lease; waiting: Waiting[]; arrivals: Arrivals };

/** One turn. Returns how long to wait before looking again, 0 for at once. */
async function takeNext(ctx: Ctx, { lease, waiting, arrivals }: Next): Promise<number> {
  const group = sameTurn(waiting);
  const wait = albumWait(group);
  if (wait > 0) return wait;
  const [first] = group as [Waiting];
  const sender = await resolveSender(ctx, first);
  if (typeof sender === "string") {
    const addressed = group.findIndex(forUs);
    return ignore(ctx, addressed > 0 ? group.slice(0, addressed) : group, sender);
  }
  if (!group.some(saysSomething)) return ignore(ctx, group, "empty");
  const queuedMs = Math.max(0, Date.now() - first.receivedAt.getTime());
  const links = group.slice(1).map((row) => row.incoming.trace);
  return continuing(first.incoming.trace, () =>
    span("turn", { fields: { queuedMs }, links }, async (note) => {
      const turn = await openTurn(ctx, { lease, sender, inbox: group });
      if (!turn) return 0;
      note({ turnId: turn.id, conversationId: sender.conversationId, resumed: turn.resumed });
      const begun = Math.max(...group.map((row) => row.attempts));
      const afterMs =
        begun >= MAX_BEGUN ? await giveUp(ctx, turn, "turn_never_ended") : await live(ctx, turn, arrivals);
      note({ toBeTriedAgain: afterMs > 0 });
      return afterMs;
    }),
  );
}

/** The turn itself, while whoever watches sees that something is being written. */
async function live(ctx: Ctx, turn: Turn, arrivals: Arrivals): Promise<number> {
  const { sender } = turn;
  ctx.live.publish(sender.actor.workspaceId, { type: "typing", conversationId: sender.conversationId, on: true });
  try {
    await answer(ctx, turn, arrivals);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    return await failed(ctx, turn, error);
  } finally {
    ctx.live.publish(sender.actor.workspaceId, { type: "typing", conversationId: sender.conversationId, on: false });
  }
  return 0;
}

/** A turn that was cut off keeps its rows; otherwise what stands alone, or the texts of one person up to that. */
function sameTurn(waiting: Waiting[]): Waiting[] {
  const [first] = waiting as [Waiting];
  if (first.turnId) return waiting.filter((row) => row.turnId === first.turnId);
  if (standsAlone(first)) return [first];
  const end = waiting.findIndex(
    (row) => standsAlone(row) || row.incoming.sender.address !== first.incoming.sender.address,
  );
  return end < 0 ? waiting : waiting.slice(0, end);
}

/** A tap, and the words that end or begin messages: they are not lost among other words. */
const standsAlone = ({ incoming }: Waiting) =>
  incoming.kind === "action" ||
  (incoming.channel !== "slack" && (optOut(incoming.text, incoming.channel) || optIn(incoming.text, incoming.channel)));

const forUs = ({ incoming }: Waiting) => incoming.kind === "action" || incoming.mentioned || incoming.direct;

function albumWait(group: Waiting[]): number {
  const silent = group.every(
    (row) => row.incoming.kind === "message" && !row.incoming.text.trim() && row.incoming.media.length > 0,
  );
  if (!silent || group[0]?.turnId) return 0;
  const age = (row: Waiting | undefined) => (row ? Date.now() - row.receivedAt.getTime() : 0);
  if (age(group[0]) >= ALBUM_MS) return 0;
  return Math.max(0, QUIET_MS - age(group.at(-1)));
}

const saysSomething = ({ incoming }: Waiting) =>
  incoming.kind === "action" || incoming.text.trim() !== "" || incoming.media.length > 0;

async function ignore(ctx: Pick<Ctx, "db" | "now">, group: Waiting[], reason: string): Promise<number> {
  await ctx.db.query(`update inbox set outcome = 'ignored', reason = $2, finished_at = $3 where id = any($1::uuid[])`, [
    group.map((row) => row.id),
    reason,
    ctx.now(),
  ]);
  return 0;
}

async function answer(ctx: Ctx, turn: Turn, arrivals: Arrivals): Promise<void> {
  const started = performance.now();
  const [first] = turn.inbox as [Waiting];
  const lone = turn.inbox.length === 1 && first.incoming.kind === "message" ? first.incoming.text : "";
  const { actor, conversationId } = turn.sender;
  const printed = actor.side === "talent" ? printsNumbers(first.incoming) : "none";
  const typed = printed === "none" ? undefined : { conversationId, text: lone, printed };
  const tapped =
    first.incoming.kind === "action" ? first.incoming.actionId : typed && (await menuAction(ctx.db, typed));
  const form = first.incoming.kind === "action" ? first.incoming.form : undefined;
  if (tapped) await answerTap(ctx, turn, { actionId: tapped, typed: first.incoming.kind === "message", form });
  else if (!(await answerByRule(ctx, turn))) {
    await answerText(ctx, turn, { join: () => joinLate(ctx, turn), arrivals });
  }
  ctx.log.info(
    {
      event: "turn",
      turnId: turn.id,
      conversationId: turn.sender.conversationId,
      ms: Math.round(performance.now() - started),
    },
    "turn answered",
  );
}

/** Takes into the turn what its person has said since; returns the words. */
async function joinLate(ctx: Ctx, turn: Turn): Promise<string[]> {
  const waiting = (await readWaiting(ctx.db, turn.lease.ref)).filter((row) => row.turnId === null);
  if (!waiting[0]) return [];
  const mine = turn.inbox[0]?.incoming.sender.address;
  if (waiting[0].incoming.sender.address !== mine || standsAlone(waiting[0])) return [];
  const late = await joinTurn(ctx, turn, sameTurn(waiting).filter(saysSomething));
  turn.inbox.push(...late);
  return late.map((row) => (row.incoming.kind === "message" ? row.incoming.text : ""));
}

/** Tries again twice, then gives up. */
async function failed(ctx: Ctx, turn: Turn, error: unknown): Promise<number> {
  const attempts = Math.max(...turn.inbox.map((row) => row.attempts)) + 1;
  ctx.log.error({ event: "turn_failed", turnId: turn.id, attempts, err: error }, "a turn failed");
  if (attempts < MAX_ATTEMPTS) return 1_000 * attempts;
  return giveUp(ctx, turn, "turn_failed");
}

/** Ends the rows as dead and says so: nobody meets silence. */
async function giveUp(ctx: Ctx, turn: Turn, reason: string): Promise<number> {
  const { actor, language } = turn.sender;
  const text = actor.side === "team" ? teamWords.failedKindly() : words(language).failedKindly();
  await endTurn(ctx, turn, {
    outcome: "dead",
    brain: "rule",
    reason,
    draft: { blocks: [{ type: "text", text }] },
  });
  return 0;
}
