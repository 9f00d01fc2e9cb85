import type { Config } from "../config.ts";
import { fireAlarm } from "../core/alarms/fire-alarm.ts";
import { fireReminder } from "../core/auditions/fire-reminder.ts";
import { followCalendar } from "../core/calendar/follow-calendar.ts";
import { writeCalendarEvent } from "../core/calendar/write-event.ts";
import type { Ctx } from "../core/ctx.ts";
import { tellDead } from "../core/dead-letters/tell-dead.ts";
import { forgetEvents } from "../core/messages/forget-events.ts";
import { type SendCtx, sendLetter } from "../core/messages/send-letter.ts";
import { learnCastingEmail } from "../core/people/learn-email.ts";
import type { CalendarOf, Log } from "../core/ports.ts";
import { embedProfiles, profilesWithoutVector } from "../core/talent/embed-profiles.ts";
import { refreshTexts } from "../core/talent/refresh-texts.ts";
import { forgetPhotos } from "../core/talent/remove-photo.ts";
import { forgetOldVectors, vectorsReady } from "../core/talent/vector-model.ts";
import { span } from "../core/trace.ts";
import { openQueues, type Processors, type QueueName } from "./queues.ts";
import { sweep, takeOver } from "./sweep.ts";
import { unlessStopped } from "./unless-stopped.ts";
import { within } from "./within.ts";

const SWEEP_MS = 5_000;
const EMBED_BATCH = 8;
const TEXT_BATCH = 200;
/** A sweep, and then the jobs that run, may take so long to end; what is cut short is found again. */
const CLOSE_MS = 1_500;
/** Profiles that another process brought in are found this often. */
const BACKLOG_MS = 60_000;
const FORGET_MS = 60 * 60_000;
/** A dead letter is told of within a minute. */
const TELL_MS = 30_000;

type Deps = {
  config: Config;
  ctx: Ctx;
  sending: SendCtx;
  calendarOf: CalendarOf | undefined;
  /** False for a process that only answers the web. */
  sweeping: boolean;
  reconcile: (outboxId: string) => Promise<void>;
};

/** The clock: queues for what has a time or a retry, and the sweeper behind them. `begin` starts the work. */
export async function startJobs({ config, ctx, sending, calendarOf, sweeping, reconcile }: Deps) {
  const { log } = ctx;
  const stopping = new AbortController();
  const calendaring = { ...ctx, calendarOf };
  const processors = {
    send: async (id: string) => {
      const sent = await sendLetter(sending, id);
      if (sent?.retryAt) enqueueAt("send", id, sent.retryAt, { fromItself: true });
      if (sent?.next) ctx.wake.outbox([sent.next]);
    },
    remind: (id: string) => fireReminder(ctx, id),
    calendar: async (id: string) => {
      const { directory } = ctx;
      if (calendarOf && directory) await learnCastingEmail({ ...ctx, directory }, id);
      await writeCalendarEvent(calendaring, id);
    },
    embed: (id: string) =>
      unlessStopped(stopping.signal, () => (id === "backlog" ? embedBacklog(ctx) : embedProfiles(ctx, [id]))),
  };
  const telling = told(processors, log);
  const queues = await openQueues({
    db: ctx.db,
    redisUrl: config.redisUrl,
    redisCluster: config.redisCluster,
    databaseUrl: config.databaseUrl,
    databaseOwnerUrl: config.databaseOwnerUrl,
    processors: sweeping ? telling : undefined,
    log,
  });
  let timer: NodeJS.Timeout | undefined;
  let backlog: NodeJS.Timeout | undefined;
  let forgetting: NodeJS.Timeout | undefined;
  let alarm: NodeJS.Timeout | undefined;
  let sweepingNow: Promise<void> | undefined;

  /** A job that could not be added is found by the sweeper. */
  const enqueue = (queue: QueueName, id: string, delayMs: number, options = {}) =>
    void queues.enqueue(queue, id, { delayMs: Math.max(0, delayMs), ...options }).catch((err: unknown) => {
      log.warn({ event: "job_not_added", queue, err }, "the sweeper will find it");
    });
  const enqueueAt = (queue: QueueName, id: string, at: Date, options = {}) =>
    enqueue(queue, id, at.getTime() - ctx.now().getTime(), options);

  const sweepOnce = () => {
    sweepingNow ??= sweep({
      ...ctx,
      reconcile,
      remind: telling.remind,
      calendar: telling.calendar,
      alarm: (id) => fireAlarm(ctx, id),
      follow: calendarOf && ((id) => followCalendar({ ...ctx, publicUrl: ctx.publicUrl, calendarOf }, id)),
    })
      .catch((err: unknown) => log.error({ event: "sweep_failed", err }, "a sweep failed"))
      .finally(() => {
        sweepingNow = undefined;
      });
    return sweepingNow;
  };

  const tellOfDead = () =>
    tellDead(ctx).catch((err: unknown) => log.error({ event: "telling_failed", err }, "dead letters were not told of"));

  const forget = async (): Promise<void> => {
    const more = await forgetEvents(ctx).catch((err: unknown) => {
      log.error({ event: "forgetting_failed", err }, "old events were not forgotten");
    });
    await forgetPhotos(ctx).catch((err: unknown) => {
      log.error({ event: "forgetting_failed", err }, "photos that were taken away were not deleted");
    });
    if (more) await forget();
  };

  return {
    enqueueAt,
    enqueueAll: (queue: QueueName, ids: string[]) => {
      for (const id of ids) enqueue(queue, id, 0);
    },
    enqueueReminders: (reminders: { id: string; fireAt: Date }[]) => {
      for (const { id, fireAt } of reminders) enqueueAt("remind", id, fireAt);
    },
    sweepOnce,
    async prepare() {
      if (ctx.db.profile === "embedded") await takeOver(ctx.db);
    },
    begin() {
      if (!sweeping) return;
      void sweepOnce();
      timer = setInterval(() => void sweepOnce(), SWEEP_MS);
      enqueue("embed", "backlog", 0);
      backlog = setInterval(() => enqueue("embed", "backlog", 0), BACKLOG_MS);
      alarm = setInterval(() => void tellOfDead(), TELL_MS);
      forgetting = setInterval(() => void forget(), FORGET_MS);
    },
    ping: queues.ping,
    async stop() {
      clearInterval(timer);
      clearInterval(backlog);
      clearInterval(alarm);
      clearInterval(forgetting);
      stopping.abort();
      await within(CLOSE_MS, Promise.resolve(sweepingNow));
      await queues.close(CLOSE_MS);
    },
  };
}

/** Each job with a span and a line of its own. */
function told(processors: Processors, log: Log): Processors {
  const tell = (queue: QueueName) => (id: string) =>
    span("job", { fields: { queue, id }, root: true }, async () => {
      const started = performance.now();
      await processors[queue](id);
      log.info({ event: "job", queue, id, ms: Math.round(performance.now() - started) }, "job done");
    });
  return { send: tell("send"), remind: tell("remind"), calendar: tell("calendar"), embed: tell("embed") };
}

/** Profiles whose words an earlier program made, then those without a current vector, a few at a time, so that searches in between are not starved. */
async function embedBacklog(ctx: Ctx): Promise<void> {
  while ((await refreshTexts(ctx, TEXT_BATCH)) > 0);
  for (;;) {
    const ids = await profilesWithoutVector(ctx, ctx.embed.batch ?? EMBED_BATCH);
    if (ids.length === 0) break;
    await embedProfiles(ctx, ids);
  }
  await vectorsReady(ctx);
  while ((await forgetOldVectors(ctx, TEXT_BATCH)) > 0);
}
