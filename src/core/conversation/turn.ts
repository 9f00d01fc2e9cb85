import type { Ctx } from "../ctx.ts";
import type { IncomingAction, IncomingMessage } from "../messages/message.ts";
import type { Sender } from "../people/resolve-sender.ts";
import type { Db, Queryable, Tx, Wake } from "../ports.ts";
import { checkFence, type Lease } from "./lease.ts";
import type { ToolCtx } from "./tool.ts";

/** An inbox row that waits. */
export type Waiting = {
  id: string;
  incoming: IncomingMessage | IncomingAction;
  turnId: string | null;
  attempts: number;
  receivedAt: Date;
};

export type Turn = { id: string; lease: Lease; sender: Sender; inbox: Waiting[]; resumed: boolean };

/** Wake-ups of a transaction, let go after its commit. */
export function heldWake(wake: Wake) {
  const held: (() => void)[] = [];
  const hold =
    <Args extends unknown[]>(name: (...args: Args) => void) =>
    (...args: Args) =>
      void held.push(() => name(...args));
  const holding: Wake = {
    inbound: hold(wake.inbound),
    outbox: hold(wake.outbox),
    calendar: hold(wake.calendar),
    reminders: hold(wake.reminders),
    embed: hold(wake.embed),
  };
  return { wake: holding, letGo: () => held.splice(0).forEach((call) => void call()) };
}

/**
 * One commit of a turn: checks the fence, does what crosses workspaces (`outside`), then enters the workspace's walls
 * for the rest. Wake-ups leave after the commit.
 */
export async function commitTurn<T>(
  ctx: Ctx,
  turn: Pick<Turn, "lease" | "sender">,
  parts: { outside?: (tx: Tx) => Promise<void>; inside: (tx: Tx, wake: Wake) => Promise<T> },
): Promise<T> {
  const { wake, letGo } = heldWake(ctx.wake);
  const result = await ctx.db.transaction(async (tx) => {
    await checkFence(tx, turn.lease);
    await parts.outside?.(tx);
    await tx.query(`select set_config('role', 'castmatch_app', true), set_config('castmatch.workspace', $1, true)`, [
      turn.sender.actor.workspaceId,
    ]);
    return parts.inside(tx, wake);
  });
  letGo();
  return result;
}

/** What a verb is given when it runs inside `tx`. */
export function toolCtx(ctx: Ctx, turn: Turn, tx: Tx, wake: Wake): ToolCtx {
  return {
    db: within(tx, ctx.db),
    now: ctx.now,
    embed: ctx.embed,
    wake,
    publicUrl: ctx.publicUrl,
    timeZone: ctx.timeZone,
    actor: turn.sender.actor,
    turnId: turn.id,
    conversation: { id: turn.sender.conversationId, language: turn.sender.language },
  };
}

/** A transaction that looks like a Db: a transaction inside it is a savepoint. */
export function within(tx: Tx, db: Db): Db {
  const self: Db = {
    profile: db.profile,
    query: tx.query,
    transaction: (run) => savepoint(tx, () => run(tx)),
    as: () => self,
    listen: db.listen,
    close: async () => undefined,
  };
  return self;
}

/** Runs in a savepoint: when it throws, only its own work is undone. */
export async function savepoint<T>(tx: Queryable, run: () => Promise<T>): Promise<T> {
  await tx.query("savepoint step");
  try {
    const result = await run();
    await tx.query("release savepoint step");
    return result;
  } catch (error) {
    await tx.query("rollback to savepoint step");
    throw error;
  }
}
