import { randomUUID } from "node:crypto";
import type { Ctx } from "../ctx.ts";
import { few } from "../few.ts";
import { byPlace, grouped } from "../grouped.ts";
import { LAZILY } from "../lazily.ts";
import type { Sender } from "../people/resolve-sender.ts";
import { FENCED, type Lease, LeaseLost } from "./leases.ts";
import type { Turn } from "./turn.ts";
import { STILL_OPEN, type Waiting } from "./waiting.ts";

type Opening = { lease: Lease; sender: Sender; inbox: Waiting[] };

/**
 * Opens a turn for inbox rows, or the one they have had since before a crash: its number of tries grows. Undefined when
 * they were answered meanwhile. Throws LeaseLost.
 */
export async function openTurn(ctx: Pick<Ctx, "db" | "now">, { lease, sender, inbox }: Opening) {
  const running = inbox[0]?.turnId ?? undefined;
  const id = running ?? randomUUID();
  const taken = await takeRows(ctx, { id, lease, sender, inbox });
  if (taken.size === 0) return undefined;
  const turn: Turn = {
    id,
    lease,
    sender,
    inbox: inbox.filter((row) => taken.has(row.id)),
    resumed: running !== undefined,
  };
  return turn;
}

/** Takes more inbox rows into an open turn. Returns those that were still free. */
export async function joinTurn(ctx: Pick<Ctx, "db" | "now">, turn: Turn, inbox: Waiting[]): Promise<Waiting[]> {
  const taken = await takeRows(ctx, { ...turn, inbox });
  return inbox.filter((row) => taken.has(row.id));
}

type Taking = Opening & { id: string };

type Given = {
  conversation: string;
  fence: number;
  holder: string;
  turn_id: string;
  workspace_id: string;
  conversation_id: string;
  person_id: string;
  now: Date;
  /** When the platform says that the last of it was said: a late delivery opens no window. */
  said_at: Date | string;
  rows: ReturnType<typeof messageOf>[];
};

/** All at once or not at all: the rows are the turn's, and messages of the conversation. */
async function takeRows(ctx: Pick<Ctx, "db" | "now">, { id, lease, sender, inbox }: Taking): Promise<Set<string>> {
  const taken = await takeAll(ctx.db, {
    conversation: lease.conversation,
    fence: lease.fence,
    holder: lease.holder,
    turn_id: id,
    workspace_id: sender.actor.workspaceId,
    conversation_id: sender.conversationId,
    person_id: sender.actor.personId,
    now: ctx.now(),
    said_at: inbox.at(-1)?.incoming.sentAt ?? ctx.now(),
    rows: inbox.map(messageOf),
  });
  if (!taken) throw new LeaseLost(`lease on ${lease.conversation} lost`);
  return taken;
}

/** The inbox rows that were still free; undefined where the lease is lost. */
const takeAll = grouped<Given, Set<string> | undefined>(async (db, batch) => {
  const { rows } = await db.query<{ n: number; taken: string | null }>(
    `with given as materialized (
       select g.* from jsonb_to_recordset($1::jsonb) as g(n int, conversation text, fence bigint, holder text, turn_id uuid, workspace_id uuid,
         conversation_id uuid, person_id uuid, now timestamptz, said_at timestamptz, rows jsonb), ${LAZILY} where ${few("g.n")}),
     fenced as materialized (${FENCED}),
     wanted as materialized (
       select fenced.*, r.* from fenced, jsonb_to_recordset(fenced.rows) as r(place int, id uuid, text text, action_id text, content jsonb)
        where ${few("r.place")}),
     taken as (
       update inbox i set turn_id = wanted.turn_id, attempts = i.attempts + 1 from wanted
        where i.id = wanted.id and ${STILL_OPEN} and (i.turn_id is null or i.turn_id = wanted.turn_id)
       returning i.id, i.seq, wanted.n),
     opened as (
       insert into turns as t (id, workspace_id, conversation_id, actor_id, fence)
       select turn_id, workspace_id, conversation_id, person_id, fence from fenced where n in (select n from taken)
       on conflict (id) do update set fence = excluded.fence, attempts = t.attempts + 1, state = 'running'),
     said as (
       insert into messages (workspace_id, conversation_id, direction, person_id, turn_id, inbox_id, text, content, created_at)
       select wanted.workspace_id, wanted.conversation_id, 'in', wanted.person_id, wanted.turn_id, wanted.id,
              coalesce(wanted.text, (select label from actions a where a.id = wanted.action_id and a.conversation_id = wanted.conversation_id), '[button]'),
              wanted.content, wanted.now
         from wanted join taken using (id) order by taken.seq
       on conflict (inbox_id) where inbox_id is not null do nothing),
     heard as (
       update conversations c set last_inbound_at = greatest(c.last_inbound_at, least(fenced.now, fenced.said_at)) from fenced
        where c.id = fenced.conversation_id and fenced.n in (select n from taken))
     select fenced.n, taken.id as taken from fenced left join taken using (n)`,
    [JSON.stringify(batch.map((item, n) => ({ ...item, n })))],
  );
  return byPlace(rows, batch).map((found) =>
    found.length === 0 ? undefined : new Set(found.flatMap((row) => row.taken ?? [])),
  );
});

/** A tap reads as the label that was tapped. */
function messageOf({ id, incoming }: Waiting, place: number) {
  if (incoming.kind === "action") return { place, id, action_id: incoming.actionId, content: { tapped: true } };
  const text = incoming.text.trim() || `[${incoming.media.map((one) => one.kind).join(", ")}]`;
  return { place, id, text, content: { media: incoming.media } };
}
