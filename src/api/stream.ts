/** Server-sent events to one client, let go when it does not read. */

const ENCODER = new TextEncoder();
const BUFFERED = 1_000;
const HEARTBEAT_MS = 15_000;

export const HELLO = ENCODER.encode(": hello\n\n");
export const HERE = ENCODER.encode(": here\n\n");
export const STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

export const encodeEvent = (event: string, data: unknown): Uint8Array =>
  ENCODER.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);

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
        heartbeat = setInterval(() => push(HERE), HEARTBEAT_MS);
        push(HELLO);
        const started = await start(push, finish);
        stop = started?.stop;
        if (!open) stop?.();
      },
      cancel: close,
    },
    { highWaterMark: 1 },
  );
  return new Response(body, { headers: STREAM_HEADERS });
}
