/** What must be true of every candidate and of every hold and offer, as queries that find what is not. */
import type { Check, Count } from "../messages/message-ledger.ts";
import { CANDIDATE_STATES, MOVES } from "./candidate-states.ts";

const ALLOWED = CANDIDATE_STATES.flatMap((from) => MOVES[from].map((to) => `('${from}', '${to}')`)).join(", ");

export const CANDIDATE_COUNTS: Count[] = [
  { title: "candidates", sql: `select state, count(*) as n from candidates group by 1` },
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
];
