/**
 * Proves from the tables alone that nothing was lost and nothing happened twice: every accepted event has one outcome,
 * every message one fate, every booking its place and its one event. It reads one instant and changes nothing.
 */
import { AUDITION_CHECKS, AUDITION_COUNTS } from "../auditions/audition-ledger.ts";
import { CANDIDATE_CHECKS, CANDIDATE_COUNTS } from "../auditions/candidate-ledger.ts";
import { MINOR_CHECKS } from "../auditions/minor-ledger.ts";
import type { Db, Tx } from "../ports.ts";
import { MESSAGE_CHECKS, MESSAGE_COUNTS } from "./message-ledger.ts";

/** How many of the rows that break a rule are named. */
const NAMED = 20;

export type Breach = { rule: string; count: number; ids: string[] };
export type Ledger = {
  balance: { title: string; counts: Record<string, number> }[];
  breaches: Breach[];
  rules: number;
};

type Taking = {
  now: Date;
  /** What is younger may still be on its way; 0 where all has come to rest. */
  graceMinutes: number;
};

export async function takeLedger(db: Db, taking: Taking): Promise<Ledger> {
  return db.transaction(async (tx) => {
    await tx.query(`set transaction isolation level repeatable read, read only`);
    await tx.query(`set local work_mem = '128MB'`);
    const balance: Ledger["balance"] = [];
    for (const { title, sql } of [...MESSAGE_COUNTS, ...AUDITION_COUNTS, ...CANDIDATE_COUNTS]) {
      const { rows } = await tx.query<{ state: string; n: number }>(`${sql} order by n desc, state`);
      balance.push({ title, counts: Object.fromEntries(rows.map(({ state, n }) => [state, n])) });
    }
    const checks = [...MESSAGE_CHECKS, ...AUDITION_CHECKS, ...CANDIDATE_CHECKS, ...MINOR_CHECKS];
    const breaches: Breach[] = [];
    for (const { rule, sql } of checks) {
      const found = await broken(tx, sql, taking);
      if (found) breaches.push({ rule, ...found });
    }
    return { balance, breaches, rules: checks.length };
  });
}

async function broken(tx: Tx, sql: string, { now, graceMinutes }: Taking): Promise<Omit<Breach, "rule"> | undefined> {
  const { rows } = await tx.query<{ id: string; n: number }>(
    `with at as materialized (
       select $1::timestamptz as now, $1::timestamptz - make_interval(mins => $2) as before,
              clock_timestamp() - make_interval(mins => $2) as received),
     broken as (${sql})
     select id::text, count(*) over () as n from broken limit ${NAMED}`,
    [now, graceMinutes],
  );
  return rows[0] && { count: rows[0].n, ids: rows.map((row) => row.id) };
}
