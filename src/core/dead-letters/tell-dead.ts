import type { Ctx } from "../ctx.ts";
import { postMessage } from "../messages/post-message.ts";
import { openOpsChannel } from "../operations/ops-channel.ts";
import type { Tx } from "../ports.ts";
import { type DeadLetter, deadLetters } from "./dead-letter.ts";

const AT_ONCE = 500;
const NAMED = 20;
/** What our own news of dead letters are keyed by: of one that does not arrive only the log tells. */
const NEWS = "dead:";

/**
 * Tells of each dead letter once: a line in the log for its workspace, and one message to the workspace's ops
 * channel. Of several processes at once, one tells.
 */
export async function tellDead(ctx: Pick<Ctx, "db" | "now" | "log" | "wake">): Promise<void> {
  const outboxIds = await ctx.db.transaction(async (tx) => {
    const { rows } = await tx.query<DeadLetter>(
      `with found as materialized (select * from (${deadLetters("$1")}) dead where not told order by since limit ${AT_ONCE}),
       marked as (
         insert into dead_letters as d (kind, subject_id, workspace_id, told_at) select kind, id, "workspaceId", $1 from found
         on conflict (kind, subject_id) do update set told_at = excluded.told_at where d.told_at is null
         returning kind, subject_id)
       select found.* from found join marked on marked.kind = found.kind and marked.subject_id = found.id order by since`,
      [ctx.now()],
    );
    const posted: string[] = [];
    for (const [workspaceId, letters] of Map.groupBy(rows, (letter) => letter.workspaceId)) {
      const id = await tell({ ...ctx, tx }, workspaceId, letters);
      if (id) posted.push(id);
    }
    return posted;
  });
  if (outboxIds.length > 0) ctx.wake.outbox(outboxIds);
}

type Telling = Pick<Ctx, "now" | "log"> & { tx: Tx };

async function tell(ctx: Telling, workspaceId: string, letters: DeadLetter[]): Promise<string | undefined> {
  const news = letters.filter((letter) => !letter.about.startsWith(NEWS));
  const conversationId = news.length > 0 ? await openOpsChannel(ctx.tx, workspaceId) : undefined;
  ctx.log.error(
    {
      event: "dead_letters",
      workspaceId,
      count: letters.length,
      letters: letters.slice(0, NAMED).map(({ kind, id, code }) => ({ kind, id, code })),
      opsChannel: conversationId !== undefined,
    },
    conversationId ? "dead letters: told in the ops channel" : "dead letters: nobody was told, there is no ops channel",
  );
  const [first] = news;
  if (!conversationId || !first) return undefined;
  return postMessage(ctx.tx, {
    workspaceId,
    conversationId,
    personId: null,
    side: "team",
    dedupeKey: `${NEWS}${first.id}:${ctx.now().getTime()}`,
    purpose: "reply",
    now: ctx.now(),
    draft: { blocks: [{ type: "text", text: sayNews(news) }] },
  });
}

const KINDS: Record<DeadLetter["kind"], [string, string]> = {
  inbox: ["message that came in was not answered", "messages that came in were not answered"],
  outbox: ["message has not reached anybody for certain", "messages have not reached anybody for certain"],
  calendar: ["calendar event was not written", "calendar events were not written"],
};

/** Counts, codes and ids: nothing of what was said, and nobody's name. */
function sayNews(letters: DeadLetter[]): string {
  const counts = [...Map.groupBy(letters, (letter) => letter.kind)].map(
    ([kind, some]) => `${some.length} ${KINDS[kind][some.length === 1 ? 0 : 1]}`,
  );
  const lines = letters.slice(0, NAMED).map(({ id, channel, code }) => `• ${id.slice(0, 8)} ${channel} ${code}`);
  const more = letters.length > NAMED ? [`… and ${letters.length - NAMED} more`] : [];
  return [
    `Somebody has to look: ${counts.join(", ")}.`,
    ...lines,
    ...more,
    "Whoever runs CastMatch decides with `npm run dead -- list`.",
  ].join("\n");
}
