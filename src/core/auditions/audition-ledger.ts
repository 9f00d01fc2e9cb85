/** What must be true of every slot, booking, reminder and calendar event, as queries that find what is not. */
import type { Check, Count } from "../messages/message-ledger.ts";
import { LIVE } from "./list-slots.ts";

/** A confirmed place, which has to be in the calendar; an audition that is over stays there. */
const IN_CALENDAR = `('confirmed', 'assigned', 'sent', 'change_requested', 'checked_in', 'late')`;
const OFF = `('unavailable', 'cancelled_by_casting', 'cancelled_by_talent', 'expired')`;
/** A hold whose time is over takes up nothing, also before the sweeper says so. */
const TAKES_PLACE = `(b.state in ${IN_CALENDAR} or b.state = 'seen' or (b.state = 'held' and b.hold_expires_at > at.now))`;

export const AUDITION_COUNTS: Count[] = [
  { title: "bookings", sql: `select state, count(*) as n from bookings group by 1` },
  { title: "calendar", sql: `select wanted || ', ' || state as state, count(*) as n from calendar_events group by 1` },
  { title: "self-tapes", sql: `select state, count(*) as n from tapes group by 1` },
  { title: "reminders", sql: `select state, count(*) as n from reminders group by 1` },
];

export const AUDITION_CHECKS: Check[] = [
  {
    rule: "a slot has more talents than places",
    sql: `select s.id from slots s join bookings b on b.slot_id = s.id, at where ${TAKES_PLACE}
           group by s.id, s.capacity having count(*) > s.capacity`,
  },
  {
    rule: "a talent is booked twice at one time",
    sql: `select id from (
            select b.id, lower(b.during) < lag(upper(b.during)) over (partition by b.talent_id order by lower(b.during), b.id) as clash
              from bookings b where b.state in ${LIVE}) one where clash`,
  },
  {
    rule: "an invitation has two bookings",
    sql: `select invitation_id as id from bookings where state in ${LIVE} group by 1 having count(*) > 1`,
  },
  {
    rule: "a room has two slots at one time",
    sql: `select id from (
            select id, starts_at < lag(ends_at) over (partition by room_id order by starts_at, id) as clash
              from slots where state = 'open') one where clash`,
  },
  {
    rule: "a reader has two slots at one time",
    sql: `select id from (
            select id, starts_at < lag(ends_at) over (partition by reader_id order by starts_at, id) as clash
              from slots where state = 'open' and reader_id is not null) one where clash`,
  },
  {
    rule: "a slot is not within its session's hours",
    sql: `select s.id from slots s join sessions e on e.id = s.session_id
           where s.state = 'open' and (s.starts_at < e.starts_at or s.ends_at > e.ends_at or s.ends_at <= s.starts_at)`,
  },
  {
    rule: "a booking is not where its slot is, or not of the session it was invited to",
    sql: `select b.id from bookings b join slots s on s.id = b.slot_id join invitations i on i.id = b.invitation_id
           where b.state in ${LIVE} and (b.during <> s.during or s.state <> 'open' or s.session_id <> i.session_id)`,
  },
  {
    rule: "a live booking does not have exactly one calendar event that is wanted there at its version",
    sql: `select b.id from bookings b left join calendar_events e on e.booking_id = b.id
           where b.state in ${IN_CALENDAR}
           group by b.id, b.version having count(*) filter (where e.wanted = 'present' and e.wanted_version = b.version) <> 1
              or count(e.id) <> 1`,
  },
  {
    rule: "a booking that is off is still wanted in the calendar",
    sql: `select b.id from bookings b join calendar_events e on e.booking_id = b.id where b.state in ${OFF} and e.wanted = 'present'`,
  },
  {
    rule: "a calendar event is called done and is not what is wanted",
    sql: `select id from calendar_events where state = 'done' and known_version is distinct from wanted_version`,
  },
  {
    rule: "a calendar event is being written for too long",
    sql: `select id from calendar_events, at where state = 'writing' and next_at < at.before`,
  },
  {
    rule: "a question about the calendar is open about another time of its booking",
    sql: `select q.id from calendar_questions q join bookings b on b.id = q.booking_id
           where q.state = 'open' and q.booking_version <> b.version`,
  },
  {
    rule: "a calendar that is connected has no key, or nobody reads what changes in it",
    sql: `select c.id from calendar_connections c left join calendar_feeds f on f.connection_id = c.id
           where c.state = 'connected' and (c.sealed_token is null or f.id is null)`,
  },
  {
    rule: "a reminder was sent twice",
    sql: `select min(id::text) as id from reminders where state = 'sent' group by booking_id, booking_version, lead_minutes having count(*) > 1
          union all select min(id::text) from reminders where outbox_id is not null group by outbox_id having count(*) > 1`,
  },
  {
    rule: "a reminder is called sent and has no message, or has one and is not called sent",
    sql: `select r.id from reminders r left join outbox o on o.dedupe_key = 'reminder:' || r.id
           where (r.state = 'sent') <> (o.id is not null) or r.outbox_id is distinct from o.id`,
  },
  {
    rule: "a reminder's time has long come and it waits",
    sql: `select id from reminders, at where state = 'waiting' and fire_at < at.before`,
  },
  {
    rule: "a self-tape is called received or reviewed and there is none, or its deadline has long come and it is awaited",
    sql: `select t.id from tapes t where t.state in ('received', 'reviewed') and not exists (select from takes k where k.tape_id = t.id)
          union all
          select t.id from tapes t, at where t.state in ('requested', 'accepted', 'retake') and t.due_at < at.before`,
  },
];
