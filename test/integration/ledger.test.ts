import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ledger, takeLedger } from "../../src/core/messages/ledger.ts";
import { choice, type Office, openOffice } from "../support/office.ts";

const BRIEF = "Need two Marathi-speaking women, 25–32, for a cop role in a thriller, Andheri, 40k a day";

/** Booked, reminded and moved on: one of everything that the ledger looks at. */
async function work(office: Office): Promise<void> {
  await office.say(office.team, BRIEF);
  const shortlist = office.to("team").find((one) => one.blocks.filter((block) => block.type === "card").length > 3);
  await office.tap(office.team, choice(shortlist, "Select", 0));
  await office.tap(office.team, choice(shortlist, "Select", 1));
  await office.say(office.team, "Invite them for Friday between 2 and 6 at the Andheri studio, 20 minutes each");
  await office.tap(office.team, choice(office.to("team").at(-1), "Approve and send"));
  const phones = new Set(office.letters.map((letter) => letter.conversationKey).filter((key) => key !== "team"));
  for (const [nth, phone] of [...phones].entries()) {
    await office.tap(office.phone(phone), choice(office.to(phone)[0], /pm/, nth));
  }
  office.moveTo(new Date("2026-11-26T11:45:00Z"));
  await office.settle();
}

/** One row that breaks the rule, by whatever the database still lets pass; `owner` first takes a constraint away. */
type Broken = { rule: RegExp; sql: string; owner?: string };

const answered = `select id from inbox where outcome = 'answered' and kind <> 'receipt'`;
const PIN = `insert into holds (workspace_id, candidate_id, talent_id, kind, place, during, state, expires_at)
  select workspace_id, id, talent_id, 'pin', 1, '[2027-01-01,2027-01-05)'`;
const OFFER = `insert into offers (workspace_id, candidate_id, talent_id, approval_id, during, rate, usage, exclusivity, state, expires_at, created_at)
  select c.workspace_id, c.id, c.talent_id, (select a.id from approvals a limit 1), '[2027-01-01,2027-01-05)', 'r', 'u', 'e',`;
const BROKEN: Broken[] = [
  {
    rule: /has no outcome and is too old/,
    sql: `insert into inbox (channel, account, provider_event_id, conversation_key, kind, received_at)
          values ('sms', 'x', 'lost', 'x', 'message', now() - interval '1 hour')`,
  },
  {
    rule: /never be answered: its payload/,
    sql: `insert into inbox (channel, account, provider_event_id, conversation_key, kind) values ('sms', 'x', 'hollow', 'x', 'message')`,
  },
  { rule: /outcome without its time/, sql: `update inbox set finished_at = null where id = (${answered} limit 1)` },
  {
    rule: /answered event has no turn/,
    sql: `update turns set state = 'failed' where id = (select turn_id from inbox where id in (${answered}) order by seq desc limit 1)`,
  },
  {
    rule: /answered event has no reply/,
    sql: `update outbox set dedupe_key = 'elsewhere' where dedupe_key = (select min(dedupe_key) from outbox where dedupe_key like 'turn:%:reply')`,
  },
  {
    rule: /in no conversation, or in one twice/,
    owner: `update messages set inbox_id = null where id = (select id from messages where inbox_id is not null order by seq limit 1)`,
    sql: `select 1`,
  },
  {
    rule: /turn runs and no event waits/,
    sql: `update turns set state = 'running', started_at = now() - interval '1 hour' where id = (select id from turns where state = 'done' order by id limit 1)`,
  },
  {
    rule: /turn has ended and an event of it/,
    sql: `update inbox set outcome = null, finished_at = null where id = (select i.id from inbox i join turns t on t.id = i.turn_id where t.state = 'done' and i.outcome is not null limit 1)`,
  },
  {
    rule: /tool ran twice/,
    owner: `alter table turn_steps drop constraint turn_steps_tool_once`,
    sql: `insert into turn_steps (turn_id, workspace_id, position, kind, tool_use_id, content)
          select turn_id, workspace_id, position + 100, kind, tool_use_id, content from turn_steps where tool_use_id is not null limit 1`,
  },
  {
    rule: /stored twice under one key/,
    owner: `alter table outbox drop constraint outbox_once`,
    sql: `insert into outbox (workspace_id, conversation_id, dedupe_key, purpose, outgoing, state)
          select workspace_id, conversation_id, dedupe_key, purpose, outgoing, 'void' from outbox limit 1`,
  },
  {
    rule: /conversation's history never, or twice/,
    sql: `insert into outbox (workspace_id, conversation_id, dedupe_key, purpose, outgoing, state)
          select workspace_id, conversation_id, 'unwritten', purpose, outgoing, 'void' from outbox limit 1`,
  },
  {
    rule: /time to leave has long come/,
    sql: `update outbox set state = 'pending', sent_at = null, receipt = null, next_at = '2026-11-26T10:00:00Z' where dedupe_key = 'unwritten'`,
  },
  {
    rule: /being sent for too long/,
    sql: `update outbox set state = 'sending', claimed_at = now() - interval '1 hour' where dedupe_key = 'unwritten'`,
  },
  { rule: /without the provider's id/, sql: `update outbox set state = 'sent' where dedupe_key = 'unwritten'` },
  { rule: /nobody knows why/, sql: `update outbox set state = 'dead' where dedupe_key = 'unwritten'` },
  {
    rule: /void or waits and has left/,
    sql: `update outbox set state = 'void', receipt = 'read' where dedupe_key = 'unwritten'`,
  },
  {
    rule: /claim to be one at the provider/,
    sql: `update outbox o set provider_id = (select provider_id from outbox e where e.conversation_id = o.conversation_id and e.provider_id is not null limit 1)
           where dedupe_key = 'unwritten'`,
  },
  {
    rule: /more talents than places/,
    sql: `update bookings set slot_id = (select slot_id from bookings where state = 'confirmed' order by id limit 1)
           where id = (select id from bookings where state = 'confirmed' order by id desc limit 1)`,
  },
  {
    rule: /not where its slot is/,
    sql: `update slots set state = 'cancelled' where id = (select slot_id from bookings limit 1)`,
  },
  {
    rule: /minor was booked without/,
    sql: `update talent_profiles set is_minor = true where person_id = (select talent_id from bookings order by id limit 1)`,
  },
  {
    rule: /minor works more than five hours/,
    sql: `update bookings set during = tstzrange(lower(during), lower(during) + interval '301 minutes')
           where talent_id in (select person_id from talent_profiles where is_minor)`,
  },
  {
    rule: /not within its session's hours/,
    sql: `update sessions set ends_at = ends_at - interval '10 minutes'`,
  },
  {
    rule: /talent is booked twice/,
    owner: `alter table bookings drop constraint bookings_talent_once`,
    sql: `update bookings set talent_id = (select talent_id from bookings order by id limit 1),
                 during = (select during from bookings order by id limit 1)`,
  },
  {
    rule: /invitation has two bookings/,
    owner: `drop index bookings_invitation_live`,
    sql: `update bookings set invitation_id = (select invitation_id from bookings order by id limit 1)`,
  },
  {
    rule: /room has two slots/,
    owner: `alter table slots drop constraint slots_room_once`,
    sql: `update slots set starts_at = starts_at - interval '25 minutes' where id = (select id from slots where state = 'open' order by starts_at desc limit 1)`,
  },
  {
    rule: /reader has two slots/,
    owner: `alter table slots drop constraint slots_reader_once`,
    sql: `update slots set reader_id = (select id from people order by id limit 1) where state = 'open'`,
  },
  {
    rule: /does not have exactly one calendar event/,
    sql: `insert into calendar_events (workspace_id, booking_id, generation, provider_id, wanted, wanted_version)
          select workspace_id, booking_id, 2, provider_id || 'v', wanted, wanted_version from calendar_events limit 1`,
  },
  {
    rule: /off is still wanted/,
    sql: `update bookings set state = 'cancelled_by_talent' where id = (select id from bookings where state = 'confirmed' order by id limit 1)`,
  },
  { rule: /called done and is not/, sql: `update calendar_events set known_version = 7 where state = 'done'` },
  {
    rule: /event is being written for too long/,
    sql: `update calendar_events set state = 'writing', next_at = '2026-11-26T10:00:00Z'`,
  },
  {
    rule: /reminder was sent twice/,
    owner: `alter table reminders drop constraint reminders_once`,
    sql: `update reminders set state = 'sent', lead_minutes = 180`,
  },
  {
    rule: /called sent and has no message/,
    sql: `update outbox set dedupe_key = 'gone' where dedupe_key like 'reminder:%'`,
  },
  {
    rule: /self-tape is called received or reviewed and there is none/,
    sql: `insert into tapes (workspace_id, candidate_id, talent_id, approval_id, state, due_at, requested_at, moved_at)
          select c.workspace_id, c.id, c.talent_id, (select a.id from approvals a limit 1), 'received', now(), now(), now() from candidates c limit 1`,
  },
  {
    rule: /reminder's time has long come/,
    sql: `update reminders set state = 'waiting', fire_at = '2026-11-26T10:00:00Z'`,
  },
  {
    rule: /way that the table does not know/,
    owner: `update candidate_moves set from_state = 'booked' where id = (select min(id) from candidate_moves)`,
    sql: `select 1`,
  },
  {
    rule: /question about the calendar is open about another time/,
    sql: `insert into calendar_questions (workspace_id, calendar_event_id, booking_id, booking_version, kind, fingerprint, created_at)
          select e.workspace_id, e.id, e.booking_id, 99, 'moved', 'x', now() from calendar_events e limit 1`,
  },
  {
    rule: /calendar that is connected has no key/,
    sql: `insert into calendar_connections (workspace_id, person_id, account, state, connected_at)
          select workspace_id, person_id, 'a@example.com', 'connected', now() from memberships where role = 'director' limit 1`,
  },
  {
    rule: /not where its last move led/,
    sql: `update candidates set state = 'backup' where id = (select candidate_id from candidate_moves order by id desc limit 1)`,
  },
  {
    rule: /does not begin where the one before it ended/,
    owner: `update candidate_moves set to_state = 'viewed' where id = (select m.id from candidate_moves m
             where exists (select from candidate_moves later where later.candidate_id = m.candidate_id and later.id > m.id) order by id limit 1)`,
    sql: `select 1`,
  },
  {
    rule: /time has long come and it stands/,
    sql: `${PIN}, 'live', '2026-11-01' from candidates where state = 'invited' order by id limit 1`,
  },
  {
    rule: /same place in the line/,
    owner: `alter table holds drop constraint holds_place_once; drop index holds_candidate_live`,
    sql: `${PIN}, 'live', '2027-01-01' from candidates where id = (select candidate_id from holds limit 1)`,
  },
  {
    rule: /booked for two roles on one day/,
    owner: `alter table holds drop constraint holds_booked_once`,
    sql: `${PIN}, 'booked', null from candidates c, generate_series(1, 2) where id = (select candidate_id from holds limit 1)`,
  },
  {
    rule: /booked candidate has no dates/,
    sql: `update candidates set state = 'booked' where id = (select id from candidates where state = 'submitted' order by id limit 1)`,
  },
  {
    rule: /held of a candidate who is out/,
    sql: `update candidates set state = 'passed' where id = (select candidate_id from holds where state = 'live' limit 1)`,
  },
  {
    rule: /offer's time has long come/,
    sql: `${OFFER} 'sent', '2026-11-01', now() from candidates c order by c.id limit 1`,
  },
  {
    rule: /stands for a candidate who is not offered/,
    sql: `${OFFER} 'accepted', '2027-11-01', now() from candidates c order by c.id limit 1`,
  },
];

describe("the ledger", () => {
  let office: Office;
  let last: Ledger;
  const take = () => takeLedger(office.db, { now: office.ctx.now(), graceMinutes: 10 });

  beforeAll(async () => {
    office = await openOffice();
    await work(office);
  });
  afterAll(() => office.close());

  it("balances after work that went well, and counts it", async () => {
    last = await take();
    const { breaches, balance, rules } = last;
    expect(breaches).toEqual([]);
    expect(rules).toBe(BROKEN.length);
    const counts = Object.fromEntries(balance.map((one) => [one.title, one.counts]));
    expect(counts).toMatchObject({ bookings: { confirmed: 2 }, reminders: { sent: 2, waiting: 2 } });
    expect(counts.inbox).toEqual({ answered: 7 });
  });

  // One after the other on one database: each adds to what was broken before it.
  it.each(BROKEN)("finds where $rule", async ({ rule, sql, owner }) => {
    const of = (ledger: Ledger) => ledger.breaches.find((one) => rule.test(one.rule));
    const before = of(last);
    if (owner) await office.owner.query(owner);
    await office.db.query(sql);
    last = await take();
    expect(of(last)?.count).toBeGreaterThan(before?.count ?? 0);
    expect(of(last)?.ids).not.toEqual([]);
  });
});
