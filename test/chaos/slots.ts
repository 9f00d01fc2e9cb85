/** People who want the same times: set up in the tables, and then they all tap at once. */
import { randomBytes } from "node:crypto";
import { until } from "../support/until.ts";
import { TWILIO } from "./providers.ts";
import type { World } from "./world.ts";

const WITHIN_MS = 120_000;

export type Report = { what: string; problems: string[] };
type Invited = { phone: string; actionId: string };

/** A thousand people tap the one free time: one has it, everybody is answered. */
export async function bookAtOnce(world: World): Promise<Report> {
  const invited = await invite(world, { people: 1_000, slots: 1 });
  const began = Date.now();
  for (const { phone, actionId } of world.random.shuffled(invited)) world.traffic.tap(phone, actionId);
  const problems = await allAnswered(world, invited);
  const seconds = ((Date.now() - began) / 1_000).toFixed(1);
  const winners = await bookings(world, invited);
  if (winners !== 1) problems.push(`${winners} people have one slot`);
  return { what: `1,000 people after one slot: ${winners} has it, all are answered after ${seconds} s`, problems };
}

/** Ten people book ten times while both workers die between writing the calendar and recording it. */
export async function crashInCalendar(world: World): Promise<Report> {
  const invited = await invite(world, { people: 10, slots: 10 });
  const workers = world.fleet.of("worker");
  const before = workers.map((worker) => worker.deaths());
  await Promise.all(workers.map((worker) => worker.restart({ CRASH_AT: "after-calendar-write:2" })));
  for (const { phone, actionId } of invited) world.traffic.tap(phone, actionId, 3);
  const problems = await allAnswered(world, invited);
  const died = workers.filter((worker, index) => worker.deaths() > (before[index] ?? 0)).length;
  await Promise.all(workers.map((worker) => until(`${worker.name} is back`, worker.isReady, { withinMs: 60_000 })));
  const booked = await bookings(world, invited);
  if (booked !== 10) problems.push(`${booked} of 10 are booked`);
  if (died === 0) problems.push("no worker died between the calendar and its record");
  return { what: `calendar: ${booked} booked while ${died} workers died between the insert and its record`, problems };
}

async function allAnswered(world: World, invited: Invited[]): Promise<string[]> {
  const phones = invited.map(({ phone }) => phone);
  const open = async () => {
    const { rows } = await world.db.query<{ n: number }>(
      `select count(*)::int as n from unnest($1::text[]) phone
        where not exists (select from inbox i where i.conversation_key = phone and i.outcome is not null)
           or exists (select from inbox i where i.conversation_key = phone and i.outcome is null)`,
      [phones],
    );
    return rows[0]?.n ?? phones.length;
  };
  return until("everybody is answered", async () => (await open()) === 0, { withinMs: WITHIN_MS }).then(
    () => [],
    async () => [`${await open()} people have no answer`],
  );
}

async function bookings(world: World, invited: Invited[]): Promise<number> {
  const { rows } = await world.db.query<{ n: number }>(
    `select count(*)::int as n from bookings b join contact_points c on c.person_id = b.talent_id
      where b.state = 'confirmed' and c.address = any($1::text[])`,
    [invited.map(({ phone }) => phone)],
  );
  return rows[0]?.n ?? 0;
}

let sessions = 0;

/** People with an invitation to one session and a button for one time each; times are shared when there are fewer. */
async function invite(world: World, { people, slots }: { people: number; slots: number }): Promise<Invited[]> {
  sessions += 1;
  const invited = Array.from({ length: people }, (_, index) => ({
    phone: `+91${String(sessions).padStart(5, "0")}${String(index).padStart(5, "0")}`,
    actionId: randomBytes(16).toString("base64url"),
    slot: index % slots,
  }));
  await world.db.query(
    `with given as (select * from jsonb_to_recordset($1::jsonb) as g(phone text, "actionId" text, slot int)),
      house as (select workspace_id from channel_accounts where account = $2),
      director as (select m.person_id from memberships m join house using (workspace_id) where m.role = 'director' limit 1),
      talk as (insert into conversations (workspace_id, channel, account, key, side)
               select workspace_id, 'slack', 'stage', 'chaos-' || $3, 'team' from house returning id, workspace_id),
      part as (insert into roles (workspace_id, conversation_id, title, breakdown, brief, created_by)
               select workspace_id, talk.id, 'Passer-by', '{}', 'Somebody', person_id from talk, director returning id, workspace_id),
      room as (insert into rooms (workspace_id, name) select workspace_id, 'room ' || $3 from house returning id),
      sitting as (insert into sessions (workspace_id, role_id, room_id, place, starts_at, ends_at, slot_minutes, time_zone, created_by)
               select workspace_id, part.id, room.id, 'Andheri', now() + interval '3 days', now() + interval '4 days', 20, 'Asia/Kolkata', person_id
                 from part, room, director returning id, workspace_id, room_id, starts_at),
      times as (insert into slots (workspace_id, session_id, room_id, starts_at, ends_at)
               select workspace_id, id, room_id, starts_at + n * interval '20 minutes', starts_at + (n + 1) * interval '20 minutes'
                 from sitting, generate_series(0, $4 - 1) n returning id, starts_at),
      person as (insert into people (workspace_id, name) select workspace_id, 'Invented ' || phone from house, given returning id, name),
      known as (select person.id, g.* from person join given g on person.name = 'Invented ' || g.phone),
      member as (insert into memberships (workspace_id, person_id, role) select workspace_id, known.id, 'talent' from house, known),
      reached as (insert into contact_points (workspace_id, person_id, channel, address, verified_at)
               select workspace_id, known.id, 'sms', phone, now() from house, known),
      chat as (insert into conversations (workspace_id, channel, account, key, side, person_id)
               select workspace_id, 'sms', $2, phone, 'talent', known.id from house, known returning id, person_id),
      chosen as (insert into candidates (workspace_id, role_id, talent_id, state)
               select workspace_id, part.id, known.id, 'invited' from part, known returning id, talent_id),
      approved as (insert into approvals (workspace_id, conversation_id, kind, payload, state, created_by)
               select talk.workspace_id, talk.id, 'invitation', '{}', 'approved', person_id from talk, director returning id),
      asked as (insert into invitations (workspace_id, session_id, candidate_id, talent_id, approval_id)
               select sitting.workspace_id, sitting.id, chosen.id, chosen.talent_id, approved.id from sitting, chosen, approved
               returning id, talent_id)
    insert into actions (id, workspace_id, conversation_id, position, label, person_id, side, verb, args)
    select known."actionId", house.workspace_id, chat.id, 1, 'a time', known.id, 'talent', 'pick_slot',
           jsonb_build_object('invitationId', asked.id, 'slotId', times.id)
      from house, known join chat on chat.person_id = known.id join asked on asked.talent_id = known.id
      join sitting on true join times on times.starts_at = sitting.starts_at + known.slot * interval '20 minutes'`,
    [JSON.stringify(invited), TWILIO.from, String(sessions), slots],
  );
  return invited;
}
