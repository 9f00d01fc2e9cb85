import type { Letter } from "../../core/messages/message.ts";

/** What the metadata of each of our messages says: which letter it is of, and which part of it. */
const EVENT = "castmatch_outbox";

type Metadata = { event_type: string; event_payload: Record<string, string | number> };

export const metadataOf = ({ outboxId }: Letter, part: number): Metadata => ({
  event_type: EVENT,
  event_payload: { outbox_id: outboxId, part },
});

/** The number of this letter's part that a message is, from 0; undefined for any other message. */
export function partOf(metadata: unknown, { outboxId }: Letter): number | undefined {
  const { event_type, event_payload } = (metadata ?? {}) as Partial<Metadata>;
  if (event_type !== EVENT || event_payload?.outbox_id !== outboxId) return undefined;
  return Number(event_payload.part ?? 0);
}
