/** What must be true of every minor's work, as queries that find what is not. */
import type { Check } from "../messages/message-ledger.ts";

const BOOKED = `('assigned', 'sent', 'confirmed', 'change_requested', 'checked_in', 'late', 'seen')`;

/** Auditions of minors by the clock, and whole shoot days, each of which counts as five hours (people/child-hours.ts). */
const WORK = `minors as materialized (select person_id as id from talent_profiles where is_minor),
  sat as (
    select b.talent_id, lower(b.during) as since, upper(b.during) as until, (lower(b.during) at time zone s.time_zone)::date as day
      from bookings b join minors on minors.id = b.talent_id join invitations i on i.id = b.invitation_id join sessions s on s.id = i.session_id
     where b.state in ${BOOKED}),
  shot as (
    select h.talent_id, day::date as day from holds h join minors on minors.id = h.talent_id,
           generate_series(lower(h.during)::timestamp, upper(h.during)::timestamp - interval '1 day', interval '1 day') day
     where h.state = 'booked')`;

export const MINOR_CHECKS: Check[] = [
  {
    rule: "a minor was booked without the guardian's consent or the permission document",
    sql: `with minors as materialized (select person_id as id from talent_profiles where is_minor),
          booked as (
            select b.id, b.talent_id, c.role_id, b.confirmed_at as at from bookings b join minors on minors.id = b.talent_id
              join invitations i on i.id = b.invitation_id join candidates c on c.id = i.candidate_id where b.state in ${BOOKED}
            union all
            select h.id, h.talent_id, c.role_id, null from holds h join minors on minors.id = h.talent_id
              join candidates c on c.id = h.candidate_id where h.state = 'booked')
          select b.id from booked b
           where not exists (select from minor_permissions m where m.talent_id = b.talent_id and m.role_id = b.role_id)
              or not exists (select from consents k where k.person_id = b.talent_id and k.purpose = 'minor'
                               and (b.at is null or (k.given_at <= b.at and (k.withdrawn_at is null or k.withdrawn_at >= b.at))))`,
  },
  {
    rule: "a minor works more than five hours on a day, three without rest or 27 days in a row",
    sql: `with ${WORK},
          together as (
            select talent_id, since, until, sum(starts) over (partition by talent_id order by since, until) as stretch from (
              select talent_id, since, until,
                     case when since - max(until) over (partition by talent_id order by since, until rows between unbounded preceding and 1 preceding)
                               < interval '1 hour' then 0 else 1 end as starts from sat) one),
          days as (select distinct talent_id, day from (select talent_id, day from sat union all select talent_id, day from shot) one),
          runs as (select talent_id, day - (row_number() over (partition by talent_id order by day))::int as run from days)
          select talent_id as id from (
            select talent_id, day, extract(epoch from until - since) / 60 as minutes from sat union all select talent_id, day, 300 from shot) one
           group by talent_id, day having sum(minutes) > 300
          union
          select talent_id from together group by talent_id, stretch having max(until) - min(since) > interval '3 hours'
          union
          select talent_id from runs group by talent_id, run having count(*) > 27`,
  },
];
