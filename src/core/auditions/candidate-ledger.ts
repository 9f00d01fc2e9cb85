/** What must be true of every candidate and of every hold and offer, as queries that find what is not. */
import type { Check, Count } from "../messages/message-ledger.ts";
import { CANDIDATE_STATES, MOVES } from "./candidate-states.ts";

const ALLOWED = CANDIDATE_STATES.flatMap((from) => MOVES[from].map((to) => `('${from}', '${to}')`)).join(", ");

export const CANDIDATE_COUNTS: Count[] = [
  { title: "candidates", sql: `select state, count(*) as n from candidates group by 1` },
  { title: "holds", sql: `select kind || ', ' || state as state, count(*) as n from holds group by 1` },
];

export const CANDIDATE_CHECKS: Check[] = [
  {
    rule: "a candidate moved in a way that the table does not know",
    sql: `select id from candidate_moves where (from_state, to_state) not in (${ALLOWED})`,
  },
  {
    rule: "a candidate is not where its last move led",
    sql: `select c.id from candidates c
            join (select distinct on (candidate_id) candidate_id, to_state from candidate_moves order by candidate_id, id desc) last
              on last.candidate_id = c.id
           where last.to_state <> c.state`,
  },
  {
    rule: "a candidate's move does not begin where the one before it ended",
    sql: `select id from (
            select id, from_state <> lag(to_state) over (partition by candidate_id order by id) as gap from candidate_moves) one
           where gap`,
  },
  {
    rule: "two have the same place in the line for one talent's dates",
    sql: `select one.id from holds one join holds other on other.talent_id = one.talent_id and other.id > one.id
             and other.place = one.place and other.during && one.during
           where one.state = 'live' and other.state = 'live' and one.kind <> 'avail_check' and other.kind <> 'avail_check'`,
  },
  {
    rule: "a talent is booked for two roles on one day",
    sql: `select one.id from holds one join holds other on other.talent_id = one.talent_id and other.id > one.id and other.during && one.during
           where one.state = 'booked' and other.state = 'booked'`,
  },
  {
    rule: "a hold's time has long come and it stands",
    sql: `select id from holds, at where state = 'live' and (expires_at is null or expires_at < at.before)`,
  },
  {
    rule: "a booked candidate has no dates, or dates are booked for one who is not",
    sql: `select c.id from candidates c where c.state = 'booked' and not exists (select from holds h where h.candidate_id = c.id and h.state = 'booked')
          union all
          select h.id from holds h join candidates c on c.id = h.candidate_id where h.state = 'booked' and c.state <> 'booked'`,
  },
  {
    rule: "dates are held of a candidate who is out of the role",
    sql: `select h.id from holds h join candidates c on c.id = h.candidate_id
           where h.state = 'live' and c.state in ('passed', 'released', 'withdrawn')`,
  },
  {
    rule: "an offer's time has long come and it stands",
    sql: `select id from offers, at where state = 'sent' and expires_at < at.before`,
  },
  {
    rule: "an offer stands for a candidate who is not offered the role, or was accepted by one who was never booked",
    sql: `select o.id from offers o join candidates c on c.id = o.candidate_id where o.state = 'sent' and c.state <> 'offer'
          union all
          select o.id from offers o where o.state = 'accepted' and not exists (
            select from candidate_moves m where m.candidate_id = o.candidate_id and m.to_state = 'booked')`,
  },
];
