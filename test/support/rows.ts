import type { Db } from "../../src/core/ports.ts";

export type Row = Record<string, unknown>;
export type Change = { table: string; before: Row | undefined; after: Row | undefined };
type Snapshot = Map<string, Map<string, Row>>;

/** Every row of every table with a workspace, by its primary key. */
export async function readRows(db: Db): Promise<Snapshot> {
  const { rows: tables } = await db.query<{ name: string; key: string }>(
    `select c.relname as name, (select string_agg(format('r.%I::text', a.attname), ' || '':'' || ' order by a.attnum)
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey) where i.indrelid = c.oid and i.indisprimary) as key
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and (c.relname = 'workspaces' or exists (select from pg_attribute w where w.attrelid = c.oid and w.attname = 'workspace_id' and not w.attisdropped))
      order by 1`,
  );
  const all: Snapshot = new Map();
  for (const { name, key } of tables) {
    // Steps are many and large; that they are the same is enough to know.
    const row =
      name === "turn_steps" ? `to_jsonb(r) || jsonb_build_object('content', md5(r.content::text))` : "to_jsonb(r)";
    const { rows } = await db.query<{ key: string; row: Row }>(`select ${key} as key, ${row} as row from ${name} r`);
    all.set(name, new Map(rows.map((one) => [one.key, one.row])));
  }
  return all;
}

/** What was inserted, changed or deleted between two readings. */
export function changesBetween(before: Snapshot, after: Snapshot): Change[] {
  return [...after].flatMap(([table, rows]) => {
    const old = before.get(table) ?? new Map<string, Row>();
    const keys = new Set([...old.keys(), ...rows.keys()]);
    return [...keys]
      .map((key): Change => ({ table, before: old.get(key), after: rows.get(key) }))
      .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
  });
}

/** Tables in which a workspace has no row. */
export const emptyFor = (rows: Snapshot, workspaceId: string) =>
  [...rows]
    .filter(([, all]) => ![...all.values()].some((row) => row.workspace_id === workspaceId || row.id === workspaceId))
    .map(([table]) => table);
