import type { Db } from "../../src/core/ports.ts";

export type Row = Record<string, unknown>;
export type Change = { table: string; before: Row | undefined; after: Row | undefined };
/** Rows as JSON, by table and primary key. */
type Snapshot = Map<string, Map<string, string>>;

/** Every row of every table with a workspace. */
export async function readRows(db: Db): Promise<Snapshot> {
  const { rows: tables } = await db.query<{ name: string; key: string }>(
    `select c.relname as name, (select string_agg(format('r.%I::text', a.attname), ' || '':'' || ' order by a.attnum)
        from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey) where i.indrelid = c.oid and i.indisprimary) as key
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and (c.relname = 'workspaces' or exists (select from pg_attribute w where w.attrelid = c.oid and w.attname = 'workspace_id' and not w.attisdropped))
      order by 1`,
  );
  const reading = tables.map(({ name, key }) => {
    // Steps are many and large; that they are the same is enough to know.
    const row =
      name === "turn_steps" ? `to_jsonb(r) || jsonb_build_object('content', md5(r.content::text))` : "to_jsonb(r)";
    return `select '${name}' as name, ${key} as key, (${row})::text as row from ${name} r`;
  });
  const { rows } = await db.query<{ name: string; key: string; row: string }>(reading.join(" union all "));
  const all: Snapshot = new Map(tables.map(({ name }) => [name, new Map()]));
  for (const { name, key, row } of rows) all.get(name)?.set(key, row);
  return all;
}

/** What was inserted, changed or deleted between two readings. */
export function changesBetween(before: Snapshot, after: Snapshot): Change[] {
  return [...after].flatMap(([table, rows]) => {
    const old = before.get(table) ?? new Map<string, string>();
    return [...new Set([...old.keys(), ...rows.keys()])]
      .filter((key) => old.get(key) !== rows.get(key))
      .map((key): Change => ({ table, before: parsed(old.get(key)), after: parsed(rows.get(key)) }));
  });
}

const parsed = (row: string | undefined): Row | undefined => (row === undefined ? undefined : JSON.parse(row));

/** Tables in which a workspace has no row. */
export const emptyFor = (rows: Snapshot, workspaceId: string) =>
  [...rows]
    .filter(
      ([, all]) =>
        ![...all.values()].map(parsed).some((row) => row?.workspace_id === workspaceId || row?.id === workspaceId),
    )
    .map(([table]) => table);
