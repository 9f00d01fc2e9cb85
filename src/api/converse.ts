import { randomUUID } from "node:crypto";
import type { Ingest } from "../bots/bot.ts";
import type { Ctx } from "../core/ctx.ts";
import { AppError } from "../core/errors.ts";
import type { LiveEvent } from "../core/ports.ts";
import { type ConversationRow, listMessages } from "./read-models.ts";
import { encodeEvent, eventStream, type Push } from "./stream.ts";

/** How long a client waits for an answer; the message is stored and will be answered all the same. */
const WAIT_MS = 60_000;
const LOOK_MS = 400;
const DIRECTOR = "stage-director";

type Deps = { ctx: Ctx; ingest: Ingest; workspaceId: string };
type Said = { text: string; eventId?: string | undefined };

/** Who speaks on the stage: the director in the channel, the chosen talent on a phone. Throws `forbidden` off the stage. */
function addressed(ctx: Ctx, conversation: ConversationRow, eventId: string) {
  if (!conversation.stage) {
    throw new AppError("forbidden", `conversation ${conversation.id} is not on the stage`, {
      said: "This conversation is on a real phone or channel. Answer it there.",
    });
  }
  return {
    channel: conversation.channel,
    platform: "web" as const,
    account: conversation.account,
    providerEventId: eventId,
    conversationKey: conversation.key,
    sender: { address: conversation.side === "team" ? DIRECTOR : conversation.key },
    sentAt: ctx.now().toISOString(),
  };
}

/** A tap on the stage, by the same way as any other. */
export async function tap(
  { ctx, ingest }: Deps,
  conversation: ConversationRow,
  { actionId, eventId }: { actionId: string; eventId?: string | undefined },
) {
  await ingest([{ ...addressed(ctx, conversation, eventId ?? randomUUID()), kind: "action", actionId }]);
}

/** Stores a message as if it had come from a platform, then streams its answer: `delta`, `message`, `error`, `done`. */
export async function converse(
  { ctx, ingest, workspaceId }: Deps,
  conversation: ConversationRow,
  { text, eventId = randomUUID() }: Said,
): Promise<Response> {
  const incoming = {
    ...addressed(ctx, conversation, eventId),
    kind: "message" as const,
    text,
    media: [],
    mentioned: true,
    direct: conversation.side === "talent",
  };
  const events: LiveEvent[] = [];
  let onEvent = (event: LiveEvent): void => {
    events.push(event);
  };
  const unsubscribe = ctx.live.subscribe(workspaceId, (event) => onEvent(event));
  try {
    await ingest([incoming]);
  } catch (error) {
    unsubscribe();
    throw error;
  }
  return eventStream((push, finish) => {
    const watch = watchAnswer({ ctx, conversation, eventId, workspaceId, push, finish });
    onEvent = watch.onEvent;
    for (const event of events.splice(0)) watch.onEvent(event);
    return {
      stop: () => {
        unsubscribe();
        watch.stop();
      },
    };
  });
}

type Watching = {
  ctx: Ctx;
  conversation: ConversationRow;
  eventId: string;
  workspaceId: string;
  push: Push;
  finish: () => void;
};

function watchAnswer({ ctx, conversation, eventId, workspaceId, push, finish }: Watching) {
  const until = Date.now() + WAIT_MS;
  let over = false;
  let looking = false;
  const look = async () => {
    if (over || looking) return;
    looking = true;
    try {
      const ended = await outcomeOf(ctx, conversation, eventId);
      if (over || (!ended && Date.now() < until)) return;
      over = true;
      if (ended) await tellEnd(ended);
      else
        push(
          encodeEvent("error", {
            code: "unavailable",
            message: "This takes longer than usual. Your message is stored and will be answered.",
          }),
        );
    } catch {
      over = true;
      push(
        encodeEvent("error", {
          code: "unavailable",
          message: "The answer cannot be shown just now. Your message is stored.",
        }),
      );
    } finally {
      looking = false;
      if (over) finish();
    }
  };
  const tellEnd = async ({ outcome, turnId }: { outcome: string; turnId: string | null }) => {
    const messages = turnId ? await listMessages(ctx.db.as(workspaceId), conversation.id, { turnId }) : [];
    for (const message of messages) if (message.direction === "out") push(encodeEvent("message", message));
    push(encodeEvent("done", { outcome }));
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  return {
    onEvent(event: LiveEvent) {
      if (!("conversationId" in event) || event.conversationId !== conversation.id) return;
      if (event.type === "delta") push(encodeEvent("delta", { text: event.text }));
      else if (event.type === "message" || !event.on) void look();
    },
    stop: () => {
      over = true;
      clearInterval(timer);
    },
  };
}

async function outcomeOf(ctx: Ctx, conversation: ConversationRow, eventId: string) {
  const { rows } = await ctx.db.query<{ outcome: string; turnId: string | null }>(
    `select outcome, turn_id as "turnId" from inbox where channel = $1 and account = $2 and provider_event_id = $3 and outcome is not null`,
    [conversation.channel, conversation.account, eventId],
  );
  return rows[0];
}
