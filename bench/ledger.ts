/**
 * The ledger over many messages: `node bench/ledger.ts [MESSAGES]` fills the empty database of DATABASE_URL with that many
 * (1,000,000 without a number), and with an audition for every two hundred, and takes the ledger twice.
 */
import { loadConfig } from "../src/config.ts";
import { takeLedger } from "../src/core/messages/ledger.ts";
import type { Db } from "../src/core/ports.ts";
import { openDatabase } from "../src/db/open-database.ts";
import { openAsOwner } from "../src/db/postgres.ts";

const MESSAGES = Number(process.argv[2] ?? 1_000_000);
const TURNS_AT_ONCE = 20_000;
const TURNS_PER_CONVERSATION = 25;
const SLOTS_PER_SESSION = 12;

/** Turns from $2 to $3 of workspace $1, each with its event, two steps, both messages and the reply. */
const TURNS = `with n as materialized (
    select g, md5('i' || g)::uuid as inbox, md5('t' || g)::uuid as turn, md5('o' || g)::uuid as outbox,
           md5('c' || g / ${TURNS_PER_CONVERSATION})::uuid as conversation, md5('p' || g / ${TURNS_PER_CONVERSATION})::uuid as person,
           now() - make_interval(secs => $3 - g) as at from generate_series($2::int, $3::int) g),
  people as (insert into people (id, workspace_id, name) select distinct person, $1::uuid, 'Invented' from n on conflict do nothing),
  conversations as (
    insert into conversations (id, workspace_id, channel, account, key, side, person_id)
    select distinct conversation, $1::uuid, 'whatsapp', 'bench', conversation::text, 'talent', person from n on conflict do nothing),
  inbox as (
    insert into inbox (id, channel, account, provider_event_id, conversation_key, kind, received_at, turn_id, outcome, finished_at, attempts)
    select inbox, 'whatsapp', 'bench', 'SM' || md5(g::text), conversation::text, 'message', at, turn, 'answered', at, 1 from n),
  payloads as (
    insert into inbox_payloads (inbox_id, incoming)
    select inbox, jsonb_build_object('kind', 'message', 'text', repeat('kal shaam ko 5 baje chalega ', 3), 'sender', person) from n),
  turns as (
    insert into turns (id, workspace_id, conversation_id, actor_id, fence, state, brain, started_at, finished_at)
    select turn, $1::uuid, conversation, person, 1, 'done', 'claude', at, at from n),
  steps as (
    insert into turn_steps (turn_id, workspace_id, position, kind, tool_use_id, content)
    select turn, $1::uuid, p, case p when 0 then 'answer' else 'result' end, case p when 1 then 'toolu_' || md5(g::text) end,
           jsonb_build_object('text', repeat('Noted. ', 10)) from n, generate_series(0, 1) p),
  said as (
    insert into messages (workspace_id, conversation_id, direction, person_id, turn_id, inbox_id, text, created_at)
    select $1::uuid, conversation, 'in', person, turn, inbox, repeat('kal shaam ko 5 baje chalega ', 3), at from n),
  answered as (
    insert into messages (workspace_id, conversation_id, direction, turn_id, outbox_id, text, created_at)
    select $1::uuid, conversation, 'out', turn, outbox, repeat('You are booked. ', 8), at from n)
  insert into outbox (id, workspace_id, conversation_id, person_id, turn_id, dedupe_key, purpose, outgoing, state, attempts,
                      provider_id, receipt, next_at, created_at, sent_at)
  select outbox, $1::uuid, conversation, person, turn, 'turn:' || turn || ':reply', 'reply',
         jsonb_build_object('blocks', jsonb_build_array(jsonb_build_object('type', 'text', 'text', repeat('You are booked. ', 8)))),
         'sent', 1, 'SM' || md5('o' || g), 'delivered', at, at, at from n`;

/** Auditions from $2 to $3: a booked slot each, its event and a reminder to come. */
const AUDITIONS = `with n as materialized (
    select g, md5('s' || g / ${SLOTS_PER_SESSION})::uuid as session, md5('r' || g / ${SLOTS_PER_SESSION})::uuid as room,
           md5('l' || g)::uuid as slot, md5('b' || g)::uuid as booking, md5('v' || g)::uuid as invitation,
           md5('d' || g)::uuid as candidate, md5('a' || g)::uuid as talent,
           date_trunc('day', now()) + interval '30 days' + make_interval(mins => 20 * (g % ${SLOTS_PER_SESSION})) as at
      from generate_series($2::int, $3::int) g),
  people as (insert into people (id, workspace_id, name) select talent, $1::uuid, 'Invented' from n),
  rooms as (insert into rooms (id, workspace_id, name) select distinct room, $1::uuid, room::text from n on conflict do nothing),
  sessions as (
    insert into sessions (id, workspace_id, role_id, room_id, place, starts_at, ends_at, slot_minutes, time_zone, created_by)
    select distinct on (session) session, $1::uuid, $4::uuid, room, 'Andheri', at, at + interval '4 hours', 20, 'Asia/Kolkata', $5::uuid from n
    on conflict do nothing),
  candidates as (insert into candidates (id, workspace_id, role_id, talent_id, state) select candidate, $1::uuid, $4::uuid, talent, 'invited' from n),
  slots as (
    insert into slots (id, workspace_id, session_id, room_id, starts_at, ends_at)
    select slot, $1::uuid, session, room, at, at + interval '20 minutes' from n),
  invitations as (
    insert into invitations (id, workspace_id, session_id, candidate_id, talent_id, approval_id, state)
    select invitation, $1::uuid, session, candidate, talent, $6::uuid, 'accepted' from n),
  bookings as (
    insert into bookings (id, workspace_id, invitation_id, slot_id, talent_id, during, state, ics_token)
    select booking, $1::uuid, invitation, slot, talent, tstzrange(at, at + interval '20 minutes'), 'confirmed', booking::text from n),
  reminders as (
    insert into reminders (workspace_id, booking_id, booking_version, lead_minutes, fire_at)
    select $1::uuid, booking, 1, 180, at - interval '3 hours' from n)
  insert into calendar_events (workspace_id, booking_id, provider_id, wanted, wanted_version, known_version, state)
  select $1::uuid, booking, 'cm' || md5(g::text), 'present', 1, 1, 'done' from n`;

async function fill(db: Db, owner: Db): Promise<void> {
  const { rows } = await db.query<{ id: string }>(`insert into workspaces (name) values ('Bench House') returning id`);
  const workspaceId = rows[0]?.id;
  const turns = Math.ceil(MESSAGES / 2);
  for (let from = 0; from < turns; from += TURNS_AT_ONCE) {
    await db.query(TURNS, [workspaceId, from, Math.min(from + TURNS_AT_ONCE, turns) - 1]);
    process.stdout.write(`\r${(from * 2).toLocaleString("en")} messages`);
  }
  const { rows: made } = await db.query<{ role: string; person: string; approval: string }>(
    `with person as (insert into people (workspace_id, name) values ($1, 'Invented') returning id),
          conversation as (select id from conversations limit 1),
          role as (insert into roles (workspace_id, conversation_id, title, breakdown, brief, created_by)
                   select $1, conversation.id, 'Cop', '{}', '', person.id from conversation, person returning id),
          approval as (insert into approvals (workspace_id, kind, state, conversation_id, payload, created_by)
                       select $1, 'invitation', 'approved', conversation.id, '{}', person.id from conversation, person returning id)
     select role.id as role, person.id as person, approval.id as approval from role, person, approval`,
    [workspaceId],
  );
  const [of] = made as [{ role: string; person: string; approval: string }];
  await db.query(AUDITIONS, [workspaceId, 0, Math.ceil(MESSAGES / 200) - 1, of.role, of.person, of.approval]);
  process.stdout.write(`\r${MESSAGES.toLocaleString("en")} messages\n`);
  await owner.query(`vacuum analyze`);
}

const config = loadConfig(process.env);
if (!config.databaseUrl) throw new Error("DATABASE_URL names the empty database to fill");
const db = await openDatabase({ ...config, dataDir: config.dataDir });
const owner = openAsOwner(config.databaseOwnerUrl ?? config.databaseUrl);
const { rowCount: used } = await db.query(`select from inbox limit 1`);
if (used === 0) await fill(db, owner);
for (const time of ["first", "again"]) {
  const started = performance.now();
  const { breaches, rules } = await takeLedger(db, { now: new Date(), graceMinutes: 10 });
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  process.stdout.write(`${time}: ${rules} rules in ${seconds} s, ${breaches.length} broken\n`);
  for (const { rule, count } of breaches) process.stdout.write(`  ${rule}: ${count}\n`);
}
await Promise.all([db.close(), owner.close()]);
