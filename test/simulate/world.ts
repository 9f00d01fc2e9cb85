/**
 * The program itself, in this process and on the clock of the week, between providers of ours. `settle` is over when
 * nothing waits that could go on by now: then the clock may move.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { loadConfig } from "../../src/config.ts";
import type { Db } from "../../src/core/ports.ts";
import { profilesWithoutVector } from "../../src/core/talent/embed-profiles.ts";
import { importTalent } from "../../src/core/talent/import-talent.ts";
import { readRows } from "../../src/core/talent/read-rows.ts";
import { openDatabase } from "../../src/db/open-database.ts";
import { startCastMatch } from "../../src/start.ts";
import { startFakeGoogle } from "../support/fake-google/server.ts";
import { until } from "../support/until.ts";
import { createClock, MONDAY } from "./clock.ts";
import { PUBLIC_URL } from "./deliveries.ts";
import { type Member, SLACK, startProviders } from "./providers.ts";

const REST_MS = 60_000;
const SWEEP_AGAIN_MS = 250;
/** Looking takes the database from those who work. */
const LOOK_MS = 3;

export type World = Awaited<ReturnType<typeof openWorld>>;
type Given = { services: Record<string, string>; team: Member[]; talent: Record<string, string>[] };

export async function openWorld({ services, team, talent }: Given) {
  const clock = createClock(MONDAY);
  const folder = mkdtempSync(join(tmpdir(), "castmatch-week-"));
  const [providers, google] = await Promise.all([startProviders(clock, team), startFakeGoogle(clock)]);
  const config = loadConfig({
    PORT: "0",
    DATA_DIR: folder,
    PUBLIC_URL,
    SEND_RATES: "slack=100000,sms=100000,whatsapp=100000,whatsappPerson=100000",
    ...providers.env,
    ...google.env,
    ...services,
  });
  const errors: string[] = [];
  const log = pino({ level: "error", base: null }, { write: (line: string) => void errors.push(line.trim()) });
  const db = await openDatabase({ ...config, dataDir: folder, log });
  await openHouse(db, { team, talent, now: clock.now, folder });
  const program = await startCastMatch(config, {
    data: { dataDir: folder, log, db, unlock: () => undefined },
    now: clock.now,
  });

  // Who is found must not depend on how far the vectors have come.
  await until("every profile has its vector", async () => (await profilesWithoutVector(program.ctx, 1)).length === 0, {
    withinMs: REST_MS,
  });

  /** Waits until nothing is under way but what the sweeper sets going; false when that takes long. */
  const answered = async (atMostMs = REST_MS): Promise<Waiting | undefined> => {
    const end = performance.now() + atMostMs;
    for (;;) {
      const open = await waiting(db, clock.now());
      if (open.inbox + open.outbox + open.calendar === 0) return open;
      if (performance.now() > end) return undefined;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  };
  const settle = async () => {
    const end = performance.now() + REST_MS;
    for (;;) {
      await program.sweep();
      const open = await answered(SWEEP_AGAIN_MS);
      if (open?.due === 0) return;
      if (performance.now() > end) throw new Error("the office did not come to rest");
    }
  };

  return {
    clock,
    providers,
    google,
    db,
    errors,
    url: program.url,
    answered,
    settle,
    /** When the program itself has something to do next. */
    nextDue: async (): Promise<Date | undefined> => {
      const { rows } = await db.query<{ at: Date | null }>(
        `select least((select min(next_at) from outbox where state = 'pending'),
                      (select min(fire_at) from reminders where state = 'waiting'),
                      (select min(fire_at) from alarms where state = 'waiting'),
                      (select min(next_at) from calendar_events where state = 'pending'),
                      (select min(hold_expires_at) from bookings where state = 'held')) as at`,
      );
      return rows[0]?.at ?? undefined;
    },
    async close() {
      await program.stop("keyboard");
      await Promise.all([providers.close(), google.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Waiting = { inbox: number; outbox: number; calendar: number; due: number };

/** `due` is what only the sweeper sets going. */
async function waiting(db: Db, now: Date): Promise<Waiting> {
  const { rows } = await db.query<Waiting>(
    `select (select count(*)::int from inbox where outcome is null) as inbox,
            (select count(*)::int from outbox where (state = 'pending' and next_at <= $1) or state in ('sending', 'unknown')) as outbox,
            (select count(*)::int from calendar_events where state in ('pending', 'writing') and next_at <= $1) as calendar,
            (select count(*)::int from reminders where state = 'waiting' and fire_at <= $1)
            + (select count(*)::int from alarms where state = 'waiting' and fire_at <= $1)
            + (select count(*)::int from bookings where state = 'held' and hold_expires_at <= $1)
            + (select count(*)::int from calendar_feeds where next_at <= $1) as due`,
    [now],
  );
  return rows[0] as Waiting;
}

type House = { team: Member[]; talent: Record<string, string>[]; now: () => Date; folder: string };

/** A production house with its team, and its talent through the ordinary import. */
async function openHouse(db: Db, { team, talent, now, folder }: House): Promise<void> {
  const { rows } = await db.query<{ id: string }>(
    `insert into workspaces (name, settings) values ('Saptaah Films', '{"demo": "done"}') returning id`,
  );
  const workspaceId = rows[0]?.id ?? "";
  await db.query(
    `insert into projects (workspace_id, title, production_house, kind) values ($1, 'Saat Din', 'Saptaah Films', 'series')`,
    [workspaceId],
  );
  for (const [place, { id, name, email }] of team.entries()) {
    await db.query(
      `with person as (insert into people (workspace_id, name) values ($1, $2) returning id),
            member as (insert into memberships (workspace_id, person_id, role) select $1, id, $3 from person)
       insert into contact_points (workspace_id, person_id, channel, address, verified_at)
       select $1, id, c, a, now() from person, (values ('slack', $4), ('email', $5)) v(c, a)`,
      [workspaceId, name, place === 0 ? "director" : "associate", id, email],
    );
  }
  await db.query(
    `insert into channel_accounts (workspace_id, channel, platform, account) values ($1, 'slack', 'slack', $2)`,
    [workspaceId, SLACK.team],
  );
  await knowBeforehand(db, workspaceId, talent);
  const file = join(folder, "talent.json");
  writeFileSync(file, JSON.stringify(talent));
  const { rejected } = await importTalent({ db, now }, { workspaceId, rows: readRows(file) });
  if (rejected > 0) throw new Error(`${rejected} invented people were not taken in`);
}

/** Ids that are the same in every week: people who fit alike are ranked by them. Children are known by theirs. */
async function knowBeforehand(db: Db, workspaceId: string, talent: Record<string, string>[]): Promise<void> {
  const known = talent.map(({ name, phone, minor, whatsapp, external_id: id }, nth) => ({
    id: minor ? id : `00000000-0000-4000-8000-${String(nth + 1).padStart(12, "0")}`,
    name,
    phone: minor ? null : phone,
    channel: whatsapp === "no" ? "sms" : "whatsapp",
  }));
  await db.query(
    `with given as (select * from jsonb_to_recordset($2::jsonb) as g(id uuid, name text, phone text, channel text)),
          person as (insert into people (id, workspace_id, name) select id, $1, name from given),
          member as (insert into memberships (workspace_id, person_id, role) select $1, id, 'talent' from given),
          child as (
            insert into talent_profiles (person_id, workspace_id, display_name, age_min, age_max, is_minor, gender)
            select id, $1, name, 8, 12, true, 'unspecified' from given where phone is null)
     insert into contact_points (workspace_id, person_id, channel, address)
     select $1, id, channel, phone from given where phone is not null`,
    [workspaceId, JSON.stringify(known)],
  );
}
