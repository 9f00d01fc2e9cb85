/** Server-sent events: one encoded buffer written as it is, and a client that does not read is let go. */

import type { LiveEvent } from "../core/ports.ts";

const ENCODER = new TextEncoder();
const BUFFERED = 1_000;
const HEARTBEAT_MS = 15_000;

export const encodeEvent = (event: string, data: unknown): Uint8Array =>
  ENCODER.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

const encoded = new WeakMap<LiveEvent, Uint8Array>();

/** What all listeners hear, encoded once for all of them. */
export function encodeLive(event: LiveEvent): Uint8Array {
  const bytes = encoded.get(event) ?? encodeEvent(event.type, event);
  encoded.set(event, bytes);
  return bytes;
}

export type Push = (chunk: Uint8Array) => void;

type Started = { stop: () => void } | undefined;

/** A response that streams until `finish` is called, the client leaves, or it falls too far behind. */
export function eventStream(start: (push: Push, finish: () => void) => Promise<Started> | Started): Response {
  let stop: (() => void) | undefined;
  let heartbeat: NodeJS.Timeout | undefined;
  let open = true;
  const close = () => {
    open = false;
    clearInterval(heartbeat);
    stop?.();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        const push: Push = (chunk) => {
          if (!open) return;
          if ((controller.desiredSize ?? 0) < -BUFFERED) return finish();
          controller.enqueue(chunk);
        };
        const finish = () => {
          if (!open) return;
          close();
          controller.close();
        };
        heartbeat = setInterval(() => push(ENCODER.encode(": here\n\n")), HEARTBEAT_MS);
        push(ENCODER.encode(": hello\n\n"));
        const started = await start(push, finish);
        stop = started?.stop;
        if (!open) stop?.();
      },
      cancel: close,
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    },
  });
}
