import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { hostname } from "node:os";
import { serve } from "@hono/node-server";
import { cookieSecret, createAuth } from "./api/auth.ts";
import { createListeners } from "./api/listeners.ts";
import { accountsOf } from "./bots/accounts-of.ts";
import type { Bot } from "./bots/bot.ts";
import { createBots } from "./bots/create-bots.ts";
import { createBreakers } from "./breakers/breakers.ts";
import { createCalendarOf } from "./clients/calendar-accounts.ts";
import { createEmbed } from "./clients/embeddings.ts";
import { createFiles } from "./clients/files/create-files.ts";
import { guardCalendar } from "./clients/guard-calendar.ts";
import { limitConnect } from "./clients/limit-connect.ts";
import { createLimits } from "./clients/limits.ts";
import { createPhotos } from "./clients/photos.ts";
import type { Config } from "./config.ts";
import { followOwn } from "./core/calendar/follow-calendar.ts";
import { createLeases } from "./core/conversation/leases.ts";
import { takeConversation } from "./core/conversation/take-conversation.ts";
import { whereSomethingWaits } from "./core/conversation/waiting.ts";
import { armCrash } from "./core/crash-point.ts";
import type { Ctx } from "./core/ctx.ts";
import { createLive } from "./core/live.ts";
import { createLinks } from "./core/media/links.ts";
import { createIngest } from "./core/messages/accept.ts";
import { reconcileLetter } from "./core/messages/reconcile-letter.ts";
import { type SendCtx, sendLetter, type Transports } from "./core/messages/send-letter.ts";
import { busyTimes } from "./core/people/busy-times.ts";
import { claimAccounts } from "./core/people/claim-accounts.ts";
import type { Ask, CalendarAccount } from "./core/ports.ts";
import { seedDemo } from "./core/talent/seed-demo.ts";
import { createHealth } from "./health.ts";
import { createIntake } from "./intake.ts";
import { createInbound } from "./jobs/inbound.ts";
import { createOutbound } from "./jobs/outbound.ts";
import { startJobs } from "./jobs/start-jobs.ts";
import { createMetrics } from "./metrics.ts";
import { type Data, openData } from "./open-data.ts";
import { createServer } from "./server.ts";
import { traceAsk, traceCalendar } from "./telemetry/trace-calls.ts";

/** A turn mostly waits for the model; the embedded database serves one statement at a time. */
const TURNS_AT_ONCE = { embedded: 64, scaled: 1_000 };
const SENDS_AT_ONCE = { embedded: 16, scaled: 128 };

/**
 * A stop gives requests inside, then turns, then sends so long, and turns that were cut short a moment more. A deploy has
 * ten seconds in all, a person at the keyboard five.
 */
const PATIENCE = {
  deploy: { intakeMs: 1_000, turnsMs: 4_500, sendsMs: 1_500 },
  keyboard: { intakeMs: 500, turnsMs: 800, sendsMs: 800 },
};
type Stopping = keyof typeof PATIENCE;

export type Overrides = {
  /** Opened before. */
  data?: Data;
  now?: () => Date;
  /** In place of Claude. */
  ask?: Ask;
  calendar?: CalendarAccount;
  /** In place of the platforms' own ways out. */
  transports?: Transports;
  /** What a person sees at the start. */
  onScreen?: (line: string) => void;
};

export type Started = {
  url: string;
  oneTimeLink: string;
  ctx: Ctx;
  /** Does what has come due, as a timer does every few seconds. */
  sweep: () => Promise<void>;
  stop: (by?: Stopping) => Promise<void>;
};

/** Builds everything and starts it. Rejects as `openData` does. */
export async function startCastMatch(config: Config, overrides: Overrides = {}): Promise<Started> {
  armCrash(config.crashAt);
  const { dataDir, log, db, unlock } = overrides.data ?? (await openData(config));
  const endTraces =
    config.otlp && (await (await import("./telemetry/export-traces.ts")).exportTraces(config.otlp, config.role));
  const now = overrides.now ?? (() => new Date());
  await limitConnect();
  const breakers = createBreakers(log);
  const embed = createEmbed(config, breakers);
  const holder = `${hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`;
  const signals = config.redisUrl
    ? (await import("./clients/redis-signals.ts")).openSignals({
        redisUrl: config.redisUrl,
        redisCluster: config.redisCluster,
        holder,
        log,
      })
    : undefined;
  const live = createLive(signals?.tellLive);
  const working = config.role !== "web";
  const claude = config.claude && (await import("./clients/claude.ts")).createClaude(config.claude, { log });
  const model = overrides.ask ?? claude;
  const ask = model && traceAsk(model);
  const calendarOf = createCalendarOf({
    config,
    db,
    log,
    now,
    guard: (account) => traceCalendar(guardCalendar(account, breakers.of("google"))),
    own: overrides.calendar,
  });
  const ownCalendar = config.google !== undefined || overrides.calendar !== undefined;

  let publicUrl = config.http.publicUrl ?? "";
  const secret = await cookieSecret(db);
  const ctx: Ctx = {
    db,
    now,
    log,
    ask,
    embed,
    live,
    timeZone: config.timeZone,
    calendarInvites: ownCalendar,
    connectsCalendars: config.googleConnect !== undefined,
    busy: (id, people, during) => busyTimes({ db, calendarOf }, { workspaceId: id, people, during }),
    get publicUrl() {
      return publicUrl;
    },
    files: await createFiles({ ...config, dataDir }),
    readPhoto: createPhotos(),
    links: createLinks(secret),
    fetchFile: async ({ platform, media }, signal) =>
      (await bots.find((bot) => bot.platform === platform)?.fetchFile?.(media, signal)) ?? "gone",
    directory: async (platform, address) => bots.find((bot) => bot.platform === platform)?.whois?.(address),
    wake: {
      inbound: (ref) => (working ? inbound.wake(ref) : signals?.wake(ref)),
      outbox: (ids) => (working ? outbound.wake(ids) : jobs.enqueueAll("send", ids)),
      calendar: (ids) => jobs.enqueueAll("calendar", ids),
      reminders: (reminders) => jobs.enqueueReminders(reminders),
      embed: (ids) => jobs.enqueueAll("embed", ids),
      changed: (workspace, what) => live.publish(workspace, { type: "changed", what }),
    },
  };
  const bots: Bot[] = await createBots(config, { ctx, dataDir, breakers });
  const ownLimits = createLimits();
  const sharedLimits = config.redisUrl
    ? (await import("./clients/redis-limits.ts")).openRedisLimits({
        redisUrl: config.redisUrl,
        redisCluster: config.redisCluster,
        meanwhile: ownLimits,
        log,
      })
    : undefined;
  const sending: SendCtx = {
    ...ctx,
    get publicUrl() {
      return publicUrl;
    },
    holder,
    limits: sharedLimits ?? ownLimits,
    rates: config.sendRates,
    transports: overrides.transports ?? ((platform) => bots.find((bot) => bot.platform === platform)),
  };
  const leases = createLeases({ db, holder, log });
  const inbound = createInbound({
    take: (ref, arrivals) => takeConversation(ctx, { ref, leases, arrivals }),
    elsewhere: signals?.tellArrived,
    log,
    atOnce: TURNS_AT_ONCE[db.profile],
  });
  const outbound = createOutbound({
    send: (id) => sendLetter(sending, id),
    later: (id, at) => jobs.enqueueAt("send", id, at),
    log,
    atOnce: SENDS_AT_ONCE[db.profile],
  });
  await seedDemo(ctx);
  await claimAccounts(ctx, accountsOf(config));
  if (ownCalendar) await followOwn(ctx);
  const jobs = await startJobs({
    config,
    ctx,
    calendarOf,
    sweeping: working,
    sending,
    reconcile: (id) => reconcileLetter(sending, id),
  });
  const ingest = createIngest(ctx);
  const auth = createAuth({ db, apiToken: config.http.apiToken, secret, now });
  const listeners = createListeners(live, { onTold: (seconds) => metrics.observeBroadcast(seconds) });
  const metrics = createMetrics(ctx, {
    listeners: listeners.count,
    breakers: breakers.states,
    model: claude?.load ?? (() => ({ inFlight: 0, waiting: 0 })),
  });
  const intake = createIntake();
  const { isOpen } = intake;
  const health = createHealth({ ctx, config, claude, breakers: breakers.states, ping: jobs.ping, isOpen });
  const app = createServer({ config, ctx, bots, ingest, auth, health, metrics, listeners, intake });
  await jobs.prepare();
  const server = await listen(app.fetch, config.http);
  const { port } = server.address() as AddressInfo;
  const url = `http://${config.http.host.includes(":") ? `[${config.http.host}]` : config.http.host}:${port}`;
  publicUrl = config.http.publicUrl ?? url;
  for (const bot of bots) await bot.start?.(ingest);
  jobs.begin();
  signals?.hear({ arrived: inbound.arrived, live: live.show });
  if (working) signals?.work({ ...inbound, waiting: (refs) => whereSomethingWaits(db, refs) });

  const oneTimeLink = await auth.oneTimeLink(publicUrl);
  if (publicUrl !== url) overrides.onScreen?.(`Listening on ${url}`);
  for (const line of describe(config, { dataDir, bots, brain: ask ? "Claude" : "offline brain", oneTimeLink }))
    overrides.onScreen?.(line);

  const stop = async (by: Stopping = "deploy") => {
    const { intakeMs, turnsMs, sendsMs } = PATIENCE[by];
    signals?.rest();
    await Promise.all([intake.close(intakeMs), ...bots.map((bot) => bot.stop?.())]);
    const [left] = await Promise.all([inbound.stop(turnsMs, leases.cutAll), jobs.stop()]);
    await leases.giveBackAll();
    for (const ref of left) signals?.wake(ref);
    await outbound.stop(sendsMs);
    const closed = new Promise<void>((done) => server.close(() => done()));
    server.closeAllConnections?.();
    await closed;
    await signals?.close();
    sharedLimits?.close();
    metrics.stop();
    await embed.close();
    await db.close();
    await endTraces?.();
    unlock();
  };
  return { url, oneTimeLink, ctx, sweep: jobs.sweepOnce, stop };
}

/** Longer than balancers keep theirs (60 s): who closes first must be they, or a webhook meets a closed connection. */
const IDLE_CONNECTION_MS = 65_000;

type Listening = ReturnType<typeof serve> & { closeAllConnections?: () => void };

function listen(fetch: Parameters<typeof serve>[0]["fetch"], { host, port }: Config["http"]): Promise<Listening> {
  return new Promise((done, failed) => {
    const serverOptions = { keepAliveTimeout: IDLE_CONNECTION_MS };
    const server = serve({ fetch, hostname: host, port, serverOptions }, () => done(server as Listening));
    server.on("error", failed);
  });
}

type Description = { dataDir: string; bots: Bot[]; brain: string; oneTimeLink: string };

function describe(config: Config, { dataDir, bots, brain, oneTimeLink }: Description): string[] {
  const channels = [...new Set(bots.filter((bot) => bot.platform !== "web").map((bot) => bot.platform))];
  return [
    "CastMatch is running.",
    `  profile   ${config.databaseUrl ? "scaled (PostgreSQL)" : "embedded (nothing installed)"}`,
    `  data      ${dataDir}`,
    `  channels  the stage${channels.length > 0 ? `, ${channels.join(", ")}` : " (see README.md to connect Slack, WhatsApp and SMS)"}`,
    `  brain     ${brain}${brain === "Claude" ? "" : " (set ANTHROPIC_API_KEY for Claude)"}`,
    `  calendar  ${config.google ? "Google Calendar" : ".ics links (set GOOGLE_… for Google Calendar)"}`,
    "",
    `  Open ${oneTimeLink}`,
    "  The link works once. Ctrl-C stops.",
  ];
}
