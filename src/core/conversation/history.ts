import { few } from "../few.ts";
import { byPlace, grouped } from "../grouped.ts";
import type { ModelMessage, Queryable } from "../ports.ts";

const MESSAGES = 24;
const CHARACTERS = 1_500;

type Said = { n: number; direction: "in" | "out"; text: string; name: string | null; side: string };

const lastSaid = grouped<string, Said[]>(async (db, batch) => {
  const { rows } = await db.query<Said>(
    `select g.n, said.direction, said.text, p.name, c.side
       from jsonb_to_recordset($1::jsonb) as g(n int, id uuid)
      cross join lateral (select c.side from conversations c where c.id = g.id limit 1) c
      cross join lateral (select m.direction, left(m.text, ${CHARACTERS}) as text, m.person_id, m.seq
                            from messages m where m.conversation_id = g.id order by m.seq desc limit ${MESSAGES}) said
       left join people p on p.id = said.person_id
      where ${few("g.n")}
      order by g.n, said.seq`,
    [JSON.stringify(batch.map((id, n) => ({ n, id })))],
  );
  return byPlace(rows, batch);
});

/** The last messages of this conversation and no other, as the model reads them; what this turn answers comes last. */
export async function readHistory(db: Queryable, conversationId: string): Promise<ModelMessage[]> {
  const spoken = (await lastSaid(db, conversationId)).map((row): ModelMessage => {
    const text = row.direction === "in" && row.side === "team" && row.name ? `${row.name}: ${row.text}` : row.text;
    return row.direction === "in"
      ? { role: "user", content: [{ type: "text", text }] }
      : { role: "assistant", content: [{ type: "text", text: text || "…" }] };
  });
  return merge(spoken[0]?.role === "assistant" ? [OPENING, ...spoken] : spoken);
}

/** The model's API wants a user's message first; what we wrote before they did, such as the invitation, must be read. */
const OPENING: ModelMessage = { role: "user", content: [{ type: "text", text: "(What came before is not shown.)" }] };

/** The model's API wants roles to alternate. */
function merge(messages: ModelMessage[]): ModelMessage[] {
  const merged: ModelMessage[] = [];
  for (const message of messages) {
    const last = merged.at(-1);
    if (last?.role === message.role) (last.content as unknown[]).push(...message.content);
    else merged.push({ ...message, content: [...message.content] } as ModelMessage);
  }
  return merged;
}
