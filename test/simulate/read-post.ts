export type Button = { label: string; value: string; actionId: string; blockId: string };
/** Buttons with the title above them. */
export type Card = { title: string; buttons: Button[] };
export type SlackPost = {
  ts: string;
  at: Date;
  channel: string;
  thread: string;
  outboxId: string;
  part: number;
  text: string;
  cards: Card[];
};

type Element = { action_id: string; value: string; text: { text: string } };
type RawBlock = { type: string; block_id?: string; text?: { type: string; text: string }; elements?: Element[] };
type Metadata = { event_payload?: { outbox_id?: string; part?: number } };

/** What the team sees of a post. */
export function readPost(form: URLSearchParams, { ts, at }: { ts: string; at: Date }): SlackPost {
  const { outbox_id: outboxId = "", part = 0 } =
    (JSON.parse(form.get("metadata") ?? "{}") as Metadata).event_payload ?? {};
  const cards: Card[] = [];
  let title = "";
  for (const block of JSON.parse(form.get("blocks") ?? "[]") as RawBlock[]) {
    if (block.text?.type === "mrkdwn") title = block.text.text.replaceAll("*", "");
    if (block.type === "actions")
      cards.push({ title, buttons: (block.elements ?? []).map((one) => buttonOf(one, block)) });
  }
  const thread = form.get("thread_ts") ?? "";
  return { ts, at, channel: form.get("channel") ?? "", thread, outboxId, part, text: form.get("text") ?? "", cards };
}

const buttonOf = ({ action_id: actionId, value, text }: Element, { block_id: blockId = "" }: RawBlock): Button => ({
  label: text.text,
  value,
  actionId,
  blockId,
});
