/**
 * Pages that listen to a workspace. Events of one moment travel together, framed once for all pages; the frame is
 * written to the connections themselves, some at a time with a breath in between, so that ten thousand pages keep no
 * webhook waiting. A page that does not read is let go: it comes back and looks at everything anew.
 */
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setImmediate as breath } from "node:timers/promises";
import { AppError } from "../core/errors.ts";
import type { Live } from "../core/ports.ts";
import { encodeEvent, HELLO, HERE, STREAM_HEADERS } from "./stream.ts";

const HEARTBEAT_MS = 15_000;
/** What a page may leave unread in this process, after the kernel's buffers are full. */
const UNREAD_BYTES = 64 * 1_024;
/** About a millisecond of writing. */
const AT_ONCE = 200;

type Options = {
  heartbeatMs?: number;
  /** How long the oldest of the events that travelled together took to be written to all pages. */
  onTold?: (seconds: number) => void;
};

type Room = { pages: Set<Socket>; waiting: Uint8Array[]; telling: boolean; leave: () => void };

export type Listeners = ReturnType<typeof createListeners>;

export function createListeners(live: Pick<Live, "subscribe">, { heartbeatMs = HEARTBEAT_MS, onTold }: Options = {}) {
  const rooms = new Map<string, Room>();

  const open = (workspaceId: string, words: boolean): Room => {
    const say = (chunk: Uint8Array) => {
      room.waiting.push(chunk);
      if (!room.telling) void tell(room, onTold);
    };
    const unsubscribe = live.subscribe(workspaceId, (event) => {
      if (words || event.type !== "delta") say(encodeEvent(event.type, event));
    });
    const heartbeat = setInterval(() => say(HERE), heartbeatMs);
    const leave = () => {
      clearInterval(heartbeat);
      unsubscribe();
      rooms.delete(nameOf(workspaceId, words));
    };
    const room: Room = { pages: new Set(), waiting: [], telling: false, leave };
    rooms.set(nameOf(workspaceId, words), room);
    return room;
  };

  return {
    /**
     * Answers with the workspace's events until the page leaves; without `words` none of what is being written to anybody.
     * Throws `invalid_input` behind an unanswered request.
     */
    add(workspaceId: string, response: ServerResponse, { words = true } = {}): void {
      const page = response.socket;
      if (!page) throw new AppError("invalid_input", "events are asked for behind another request");
      const room = rooms.get(nameOf(workspaceId, words)) ?? open(workspaceId, words);
      room.pages.add(page);
      response.once("close", () => {
        room.pages.delete(page);
        if (room.pages.size === 0) room.leave();
      });
      page.cork();
      response.writeHead(200, STREAM_HEADERS).flushHeaders();
      page.write(framed([HELLO]));
      page.uncork();
    },
    count: () => [...rooms.values()].reduce((sum, { pages }) => sum + pages.size, 0),
  };
}

const nameOf = (workspaceId: string, words: boolean) => (words ? workspaceId : `${workspaceId} without words`);

async function tell(room: Room, onTold: Options["onTold"]): Promise<void> {
  room.telling = true;
  let since = performance.now();
  await breath();
  while (room.waiting.length > 0) {
    const frame = framed(room.waiting.splice(0));
    const next = performance.now();
    let told = 0;
    for (const page of room.pages) {
      if (page.writableLength > UNREAD_BYTES) page.destroy();
      else page.write(frame);
      told += 1;
      if (told % AT_ONCE === 0) await breath();
    }
    onTold?.((performance.now() - since) / 1_000);
    since = next;
  }
  room.telling = false;
}

/** A chunk of HTTP/1.1 (RFC 9112, 7.1), as the response itself would write it. */
function framed(parts: Uint8Array[]): Buffer {
  const bytes = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);
}
