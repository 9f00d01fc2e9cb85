import { crashPoint } from "../crash-point.ts";
import type { Ctx } from "../ctx.ts";
import type { Sender } from "../people/resolve-sender.ts";
import type { Db, Queryable, Tx, Wake } from "../ports.ts";
import { checkFence, type Lease } from "./leases.ts";
import type { ToolCtx } from "./tool.ts";
import type { Waiting } from "./waiting.ts";

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
    changed: hold(wake.changed),
  };
  return { wake: holding, letGo: () => held.splice(0).forEach((call) => void call()) };
}

type Parts<T> = {
  /** One statement across workspaces that checks the fence itself; throws LeaseLost. */
  fenced?: (tx: Tx) => Promise<void>;
  /** The rest, inside the workspace's walls. */
  inside: (tx: Tx, wake: Wake) => Promise<T>;
};

/**
 * One commit of a turn: the fence, then what happens inside the walls. Nothing waits for the fence's answer but the
 * commit, so that all of it travels together. Wake-ups leave after the commit.
 */
export async function commitTurn<T>(
  ctx: Ctx,
  turn: Pick<Turn, "lease" | "sender">,
  { fenced = (tx) => checkFence(tx, turn.lease), inside }: Parts<T>,
): Promise<T> {
  const { wake, letGo } = heldWake(ctx.wake);
  const result = await ctx.db.transaction((tx) =>
    inOrder(fenced(tx), enter(tx, turn.sender.actor.workspaceId), inside(tx, wake)),
  );
  crashPoint("after-turn-commit");
  letGo();
  return result;
}

const enter = (tx: Tx, workspaceId: string) =>
  tx.query(`select set_config('role', 'castmatch_app', true), set_config('castmatch.workspace', $1, true)`, [
    workspaceId,
  ]);

/** Waits for all three, also when one fails, and throws what failed first: its failure made the others fail. */
async function inOrder<T>(fenced: Promise<void>, entered: Promise<unknown>, inside: Promise<T>): Promise<T> {
  const [first, second, third] = await Promise.allSettled([fenced, entered, inside]);
  if (first.status === "rejected") throw first.reason;
  if (second.status === "rejected") throw second.reason;
  if (third.status === "rejected") throw third.reason;
  return third.value;
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
    calendarInvites: ctx.calendarInvites,
    busy: ctx.busy,
    links: ctx.links,
    ...(ctx.connectsCalendars && { connectsCalendars: true }),
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
    // What is rolled back to stays: a savepoint around this one would go back to here alone.
    await tx.query("release savepoint step");
    throw error;
  }
}
