/** What must be true of every message, in and out, as queries that find what is not. */

/** `sql` selects the `id` of each row that breaks the rule. It may read `at`: `at.now`, and `at.before` by two clocks: `at.before` of the program's, `at.received` of the database's. */
export type Check = { rule: string; sql: string };
/** `sql` selects `state` and `n`. */
export type Count = { title: string; sql: string };

export const MESSAGE_COUNTS: Count[] = [
  {
    title: "inbox",
    sql: `select case when outcome is not null then outcome when turn_id is not null then 'in a turn' else 'waiting' end as state,
                 count(*) as n from inbox group by 1`,
  },
  { title: "turns", sql: `select state, count(*) as n from turns group by 1` },
  { title: "outbox", sql: `select state, count(*) as n from outbox group by 1` },
  { title: "receipts", sql: `select receipt as state, count(*) as n from outbox where receipt is not null group by 1` },
];

export const MESSAGE_CHECKS: Check[] = [
  {
    rule: "an accepted event has no outcome and is too old to be on its way",
    sql: `select id from inbox, at where outcome is null and received_at < at.received`,
  },
  {
    rule: "an accepted event can never be answered: its payload is gone",
    sql: `select i.id from inbox i where i.outcome is null and not exists (select from inbox_payloads p where p.inbox_id = i.id)`,
  },
  {
    rule: "an event has an outcome without its time, or a time without an outcome",
    sql: `select id from inbox where (outcome is null) <> (finished_at is null)`,
  },
  {
    rule: "an answered event has no turn that ended",
    sql: `select i.id from inbox i left join turns t on t.id = i.turn_id
           where i.outcome = 'answered' and i.kind <> 'receipt' and t.state is distinct from 'done'`,
  },
  {
    rule: "an answered event has no reply",
    sql: `select i.id from inbox i left join outbox o on o.dedupe_key = 'turn:' || i.turn_id || ':reply'
           where i.outcome = 'answered' and i.kind <> 'receipt' and o.id is null`,
  },
  {
    rule: "an event that was answered is in no conversation, or in one twice",
    sql: `select i.id from inbox i left join messages m on m.inbox_id = i.id
           where i.outcome in ('answered', 'dead') and i.kind <> 'receipt' and i.turn_id is not null
           group by i.id having count(m.id) <> 1`,
  },
  {
    rule: "a turn runs and no event waits for it",
    sql: `select t.id from turns t, at where t.state = 'running' and t.started_at < at.received
             and not exists (select from inbox i where i.turn_id = t.id and i.outcome is null)`,
  },
  {
    rule: "a turn has ended and an event of it still waits",
    sql: `select i.id from inbox i join turns t on t.id = i.turn_id where i.outcome is null and t.state <> 'running'`,
  },
  {
    rule: "a tool ran twice in one turn",
    sql: `select turn_id as id from turn_steps where tool_use_id is not null group by turn_id, tool_use_id having count(*) > 1`,
  },
  {
    rule: "a message was stored twice under one key",
    sql: `select min(id::text) as id from outbox group by dedupe_key having count(*) > 1`,
  },
  {
    rule: "a message is in its conversation's history never, or twice",
    sql: `select o.id from outbox o left join messages m on m.outbox_id = o.id group by o.id having count(m.id) <> 1`,
  },
  {
    rule: "a message's time to leave has long come and it waits",
    sql: `select id from outbox, at where state = 'pending' and next_at < at.before`,
  },
  {
    rule: "a message is being sent for too long",
    sql: `select id from outbox, at where state = 'sending' and coalesce(claimed_at, '-infinity') < at.received`,
  },
  {
    rule: "a message is sent without the provider's id or its time",
    sql: `select id from outbox where state = 'sent' and (provider_id is null or sent_at is null)`,
  },
  {
    rule: "a message has failed or is dead and nobody knows why",
    sql: `select id from outbox where state in ('failed', 'dead', 'unknown') and error_code is null`,
  },
  {
    rule: "a message is void or waits and has left",
    sql: `select id from outbox where state in ('void', 'pending') and (sent_at is not null or receipt is not null)`,
  },
  {
    rule: "two messages claim to be one at the provider",
    sql: `select min(o.id::text) as id from outbox o join conversations c on c.id = o.conversation_id
           where o.provider_id is not null group by c.channel, c.account, o.provider_id having count(*) > 1`,
  },
];
