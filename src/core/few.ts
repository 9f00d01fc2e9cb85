/**
 * SQL, a condition that always holds on a number among given rows: PostgreSQL takes `jsonb_to_recordset` for a hundred
 * rows and, with this, for one. Tables are then looked up by key however small they were when the statement was planned:
 * the plan is kept while they grow.
 */
export const few = (number: string) => `${number} = ${number} + 0`;
