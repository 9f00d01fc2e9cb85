import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDiskFiles } from "../../src/clients/files/disk-files.ts";
import { createLimits } from "../../src/clients/limits.ts";
import { createPhotos } from "../../src/clients/photos.ts";
import { fireAlarm } from "../../src/core/alarms/fire-alarm.ts";
import { fireReminder } from "../../src/core/auditions/fire-reminder.ts";
import { followCalendar } from "../../src/core/calendar/follow-calendar.ts";
import { writeCalendarEvent } from "../../src/core/calendar/write-event.ts";
import { createLeases } from "../../src/core/conversation/leases.ts";
import { takeConversation } from "../../src/core/conversation/take-conversation.ts";
import type { Ctx } from "../../src/core/ctx.ts";
import { createLive } from "../../src/core/live.ts";
import { createLinks } from "../../src/core/media/links.ts";
import { createIngest } from "../../src/core/messages/accept.ts";
import { PLATFORM_RATES } from "../../src/core/messages/limits-of.ts";
import type { Accepted, Channel, Letter, Media, Outgoing, Platform } from "../../src/core/messages/message.ts";
import { plainText } from "../../src/core/messages/message.ts";
import { reconcileLetter } from "../../src/core/messages/reconcile-letter.ts";
import { type SendCtx, sendLetter, type Transport } from "../../src/core/messages/send-letter.ts";
import type {
  Ask,
  Busy,
  Calendar,
  CalendarEvent,
  CalendarOf,
  Directory,
  Embed,
  FetchFile,
  Log,
} from "../../src/core/ports.ts";
import { seedDemo } from "../../src/core/talent/seed-demo.ts";
import { createInbound } from "../../src/jobs/inbound.ts";
import { createOutbound } from "../../src/jobs/outbound.ts";
import { sweep } from "../../src/jobs/sweep.ts";
import { copyOf } from "./database.ts";

/** Saturday 21 November 2026, 10:00 IST: the Friday that follows is the 27th. */
export const SATURDAY = new Date("2026-11-21T04:30:00Z");

/** A busy machine takes its time; nothing that is stuck gets going after so long. */
const REST_MS = 25_000;

type Options = {
  ask?: Ask;
  directory?: Directory;
  transport?: Partial<Transport>;
  calendarInvites?: boolean;
  busy?: Busy;
  timeZone?: string;
  calendarOf?: CalendarOf;
  /** Otherwise nothing that is sent can be fetched. */
  fetchFile?: FetchFile;
  /** Otherwise the workspace has switched its daily digest off. */
  digest?: true;
  /** Otherwise the workspace is not told of what waits too long. */
  escalations?: true;
};

const nobodyKnown: Busy = async (_, people) => people.map((personId) => ({ personId }));

/** A casting office without the web: the real core and jobs over a real database, with letters and calendar kept in memory. */
export async function openOffice({
  ask,
  directory,
  transport,
  calendarInvites = true,
  busy = nobodyKnown,
  timeZone = "Asia/Kolkata",
  calendarOf,
  fetchFile = async () => "gone",
  digest,
  escalations,
}: Options = {}) {
  const { db, owner, close } = await copyOf("demo");
  let now = SATURDAY;
  const errors: unknown[] = [];
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    debug: () => undefined,
    error: (fields) => void errors.push(fields),
  };
  const letters: Letter[] = [];
  const events = new Map<string, CalendarEvent>();
  const calendar: Calendar = {
    put: async (event) => {
      events.set(event.id, event);
      return { outcome: "done" };
    },
    remove: async (id) => {
      events.delete(id);
      return { outcome: "done" };
    },
  };
  const writeTo: CalendarOf<Calendar> = calendarOf ?? (async () => calendar);
  const live = createLive();
  const mediaFolder = join(tmpdir(), `castmatch-media-${randomUUID()}`);
  const ctx: Ctx = {
    db,
    now: () => now,
    log,
    ask,
    embed: wordsOnly,
    ...(directory && { directory }),
    live,
    publicUrl: "http://127.0.0.1:5002",
    timeZone,
    calendarInvites,
    busy,
    files: createDiskFiles(mediaFolder),
    readPhoto: createPhotos(),
    fetchFile,
    links: createLinks("a secret of the test"),
    wake: {
      inbound: (ref) => inbound.wake(ref),
      outbox: (ids) => outbound.wake(ids),
      calendar: () => undefined,
      reminders: () => undefined,
      embed: () => undefined,
      changed: (workspace, what) => live.publish(workspace, { type: "changed", what }),
    },
  };
  const sending: SendCtx = {
    ...ctx,
    holder: "test",
    limits: createLimits(() => now.getTime()),
    rates: PLATFORM_RATES,
    transports: () => ({
      send: async (letter) => {
        letters.push(letter);
        return (await transport?.send?.(letter)) ?? { outcome: "sent", providerId: `sent-${letter.outboxId}` };
      },
      find: transport?.find ?? (async () => ({ outcome: "absent" })),
    }),
  };
  const leases = createLeases({ db, holder: "test", log });
  const inbound = createInbound({
    take: (ref, arrivals) => takeConversation(ctx, { ref, leases, arrivals }),
    log,
    atOnce: 16,
  });
  const outbound = createOutbound({
    send: (id) => sendLetter(sending, id),
    later: () => undefined,
    log,
    atOnce: 8,
  });
  const workspaceId = await seedDemo(ctx);
  if (!digest) await db.query(`update workspaces set settings = settings || '{"digest": "off"}'`);
  if (!escalations) await db.query(`update workspaces set settings = settings || '{"escalations": "off"}'`);
  const ingest = createIngest(ctx);
  let sent = 0;
  const nextId = (kind: string) => {
    sent += 1;
    return `${kind}${sent}`;
  };

  /** Waits until nothing waits: inbox, outbox, calendar. */
  const settle = async () => {
    const end = performance.now() + REST_MS;
    while (performance.now() < end) {
      await sweepNow();
      const { rows } = await db.query<{ waiting: number }>(
        `select (select count(*) from inbox where outcome is null)
              + (select count(*) from outbox where (state = 'pending' and next_at <= $1) or state = 'sending')
              + (select count(*) from calendar_events where state = 'pending' and next_at <= $1) as waiting`,
        [now],
      );
      if (rows[0]?.waiting === 0 && inbound.size() === 0) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error("the office did not come to rest");
  };
  const sweepNow = () =>
    sweep({
      ...ctx,
      reconcile: (id) => reconcileLetter(sending, id),
      remind: (id) => fireReminder(ctx, id),
      calendar: (id) => writeCalendarEvent({ ...ctx, calendarOf: writeTo }, id),
      alarm: (id) => fireAlarm(ctx, id),
      follow: calendarOf && ((id) => followCalendar({ ...ctx, calendarOf }, id)),
    });

  type From = { channel: Channel; key: string; address?: string; platform?: Platform };
  const base = ({ channel, key, address = key, platform = "web" }: From) => ({
    channel,
    platform,
    account: "stage",
    conversationKey: key,
    sender: { address },
    sentAt: now.toISOString(),
  });
  const deliver = async (accepted: Accepted, times = 1) => {
    for (let time = 0; time < times; time += 1) await ingest([accepted]);
    await settle();
  };
  const team = { channel: "slack" as const, key: "team", address: "stage-director" };

  return {
    ctx,
    db,
    owner,
    workspaceId,
    letters,
    events,
    errors,
    settle,
    ingest,
    inbound,
    moveTo: (at: Date) => {
      now = at;
    },
    say: (from: From, text: string, times = 1) =>
      deliver(
        {
          ...base(from),
          kind: "message",
          providerEventId: nextId("m"),
          text,
          media: [],
          mentioned: true,
          direct: from.channel !== "slack",
        },
        times,
      ),
    /** A message with files, announced as a platform does. */
    send: (from: From, media: Media[], text = "") =>
      deliver({
        ...base(from),
        kind: "message",
        providerEventId: nextId("f"),
        text,
        media,
        mentioned: true,
        direct: from.channel !== "slack",
      }),
    tap: (from: From, actionId: string, times = 1) =>
      deliver({ ...base(from), kind: "action", providerEventId: nextId("a"), actionId }, times),
    team,
    phone: (key: string) => ({ channel: "whatsapp" as const, key }),
    /** What was sent to a conversation, oldest first. */
    to: (key: string) => letters.filter((letter) => letter.conversationKey === key).map((letter) => letter.outgoing),
    async close() {
      await inbound.stop();
      await outbound.stop();
      await close();
      await rm(mediaFolder, { recursive: true, force: true });
    },
  };
}
export type Office = Awaited<ReturnType<typeof openOffice>>;

/** An embedder that is out of order. */
const wordsOnly: Embed = {
  model: "none",
  dimension: 512,
  embed: () => Promise.reject(new Error("no embedder in this test")),
};

/** The last message to a conversation, as words. */
export const lastWords = (outgoing: Outgoing[]) => plainText(outgoing.at(-1) ?? { blocks: [] });

/** The action behind a button of a message, by its label. */
export function choice(outgoing: Outgoing | undefined, label: string | RegExp, nth = 0): string {
  const all = [
    ...(outgoing?.blocks.flatMap((block) => (block.type === "card" ? (block.choices ?? []) : [])) ?? []),
    ...(outgoing?.choices ?? []),
  ];
  const found = all.filter((one) =>
    typeof label === "string" ? one.label === label : label.test(`${one.label} ${one.description ?? ""}`),
  )[nth];
  if (!found) throw new Error(`no choice ${label}; there are: ${all.map((one) => one.label).join(", ")}`);
  return found.actionId;
}
