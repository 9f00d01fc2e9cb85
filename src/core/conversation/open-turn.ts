import type { Ctx } from "../ctx.ts";
import type { Sender } from "../people/resolve-sender.ts";
import type { Tx } from "../ports.ts";
import { checkFence, type Lease } from "./lease.ts";
import type { Turn, Waiting } from "./turn.ts";

/** Opens a turn for inbox rows, or the one they have had since before a crash: its number of tries grows. */
export async function openTurn(
  ctx: Pick<Ctx, "db" | "now">,
  lease: Lease,
  sender: Sender,
  inbox: Waiting[],
): Promise<Turn> {
  return ctx.db.transaction(async (tx) => {
    await checkFence(tx, lease);
    const running = inbox[0]?.turnId;
    if (running) {
      await tx.query(`update turns set fence = $2, attempts = attempts + 1, state = 'running' where id = $1`, [
        running,
        lease.fence,
      ]);
    }
    const id = running ?? (await insertTurn(tx, lease, sender));
    await joinTurn(
      tx,
      { id, sender, now: ctx.now() },
      inbox.filter((row) => row.turnId === null),
    );
    await tx.query(`update inbox set attempts = attempts + 1 where id = any($1::uuid[])`, [inbox.map((row) => row.id)]);
    return { id, lease, sender, inbox, resumed: running !== undefined && running !== null };
  });
}

async function insertTurn(tx: Tx, lease: Lease, { actor, conversationId }: Sender): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into turns (workspace_id, conversation_id, actor_id, fence) values ($1, $2, $3, $4) returning id`,
    [actor.workspaceId, conversationId, actor.personId, lease.fence],
  );
  return (rows[0] as { id: string }).id;
}

type Joining = { id: string; sender: Sender; now: Date };

/** Puts inbox rows into a turn: they are messages of the conversation from now on. */
export async function joinTurn(tx: Tx, { id, sender, now }: Joining, inbox: Waiting[]): Promise<void> {
  if (inbox.length === 0) return;
  await tx.query(`update inbox set turn_id = $2 where id = any($1::uuid[])`, [inbox.map((row) => row.id), id]);
  for (const row of inbox) {
    await tx.query(
      `insert into messages (workspace_id, conversation_id, direction, person_id, turn_id, inbox_id, text, content, created_at)
       values ($1, $2, 'in', $3, $4, $5, $6, $7, $8) on conflict do nothing`,
      [
        sender.actor.workspaceId,
        sender.conversationId,
        sender.actor.personId,
        id,
        row.id,
        await textOf(tx, row),
        JSON.stringify(row.incoming.kind === "message" ? { media: row.incoming.media } : { tapped: true }),
        now,
      ],
    );
  }
  await tx.query(`update conversations set last_inbound_at = $2 where id = $1`, [sender.conversationId, now]);
}

/** A tap reads as the label that was tapped. */
async function textOf(tx: Tx, { incoming }: Waiting): Promise<string> {
  if (incoming.kind === "message")
    return incoming.text.trim() || `[${incoming.media.map((one) => one.kind).join(", ")}]`;
  const { rows } = await tx.query<{ label: string }>(`select label from actions where id = $1`, [incoming.actionId]);
  return rows[0]?.label ?? "[button]";
}
