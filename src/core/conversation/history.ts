import type { ModelMessage, Queryable } from "../ports.ts";

const MESSAGES = 24;
const CHARACTERS = 1_500;

/** The last messages of this conversation and no other, as the model reads them; what this turn answers comes last. */
export async function readHistory(db: Queryable, conversationId: string): Promise<ModelMessage[]> {
  const { rows } = await db.query<{ direction: "in" | "out"; text: string; name: string | null; side: string }>(
    `select m.direction, left(m.text, $3) as text, p.name, c.side
       from messages m join conversations c on c.id = m.conversation_id left join people p on p.id = m.person_id
      where m.conversation_id = $1 order by m.seq desc limit $2`,
    [conversationId, MESSAGES, CHARACTERS],
  );
  const spoken = rows.reverse().map((row): ModelMessage => {
    const text = row.direction === "in" && row.side === "team" && row.name ? `${row.name}: ${row.text}` : row.text;
    return row.direction === "in"
      ? { role: "user", content: [{ type: "text", text }] }
      : { role: "assistant", content: [{ type: "text", text: text || "…" }] };
  });
  const first = spoken.findIndex((message) => message.role === "user");
  return merge(spoken.slice(Math.max(first, 0)));
}

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
