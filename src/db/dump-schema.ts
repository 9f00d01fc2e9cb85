import type { Db } from "../core/ports.ts";

type Line = { line: string };

/**
 * The schema in force as text, from the catalogue and in a fixed order: what `migrations/schema.sql` holds. What differs by
 * profile is told as it is inside PGlite: vectors as `vector`, and no index of nearest neighbours.
 */
export async function dumpSchema(db: Pick<Db, "query">): Promise<string> {
  const { rows: tables } = await db.query<{ oid: number; name: string; comment: string | null }>(
    `select c.oid::int as oid, c.relname as name, obj_description(c.oid) as comment from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname`,
  );
  const parts: string[] = ["-- Written by `npm run schema`; a test holds it against the migrations."];
  for (const { oid, name, comment } of tables) {
    const columns = await lines(db, COLUMNS, oid);
    const constraints = await lines(db, CONSTRAINTS, oid);
    const after = [
      ...(await lines(db, INDEXES, oid)),
      ...(await lines(db, POLICIES, oid)),
      ...(await lines(db, GRANTS, oid)),
    ];
    parts.push(
      [
        ...(comment ? [`-- ${comment}`] : []),
        `create table ${name} (\n${[...columns, ...constraints].map((line) => `  ${line}`).join(",\n")}\n);`,
        ...after,
      ].join("\n"),
    );
  }
  const { rows: views } = await db.query<{ oid: number; line: string }>(VIEWS);
  for (const { oid, line } of views) parts.push([line, ...(await lines(db, GRANTS, oid))].join("\n"));
  const { rows: functions } = await db.query<Line>(FUNCTIONS);
  parts.push(...functions.map(({ line }) => line));
  return `${parts.join("\n\n")}\n`;
}

async function lines(db: Pick<Db, "query">, sql: string, oid: number): Promise<string[]> {
  const { rows } = await db.query<Line>(sql, [oid]);
  return rows.map((row) => row.line);
}

const COLUMNS = `select concat_ws(' ', a.attname, replace(format_type(a.atttypid, a.atttypmod), 'halfvec', 'vector'),
    case when a.attgenerated = 's' then 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
         when a.attidentity = 'a' then 'generated always as identity'
         when d.adbin is not null then 'default ' || pg_get_expr(d.adbin, d.adrelid) end,
    case when a.attnotnull then 'not null' end) as line
  from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
 where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped order by a.attnum`;
const CONSTRAINTS = `select 'constraint ' || conname || ' ' || replace(pg_get_constraintdef(oid), 'halfvec', 'vector') as line from pg_constraint
 where conrelid = $1 and contype <> 'n' order by contype, conname`;
const INDEXES = `select pg_get_indexdef(indexrelid) || ';' as line from pg_index
 where indrelid = $1 and pg_get_indexdef(indexrelid) not like '%USING hnsw%' and not exists (select from pg_constraint c where c.conindid = indexrelid and c.conrelid = $1) order by 1`;
const POLICIES = `select 'create policy ' || p.polname || ' on ' || p.polrelid::regclass || ' to ' ||
    (select string_agg(r.rolname, ', ' order by r.rolname) from pg_roles r where r.oid = any(p.polroles)) ||
    ' using (' || pg_get_expr(p.polqual, p.polrelid) || ');' as line from pg_policy p where p.polrelid = $1 order by p.polname`;
const GRANTS = `select 'grant ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) || ' on ' || c.relname || ' to ' || r.rolname || ';' as line
  from pg_class c, aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee
 where c.oid = $1 and r.rolname like 'castmatch%' group by c.relname, r.rolname order by r.rolname`;
/** Before version 16 columns are told with their table, and it is not what differs. */
const VIEWS = `select c.oid::int as oid, '-- ' || obj_description(c.oid) || E'\\n' || 'create view ' || c.relname || ' as' || E'\\n' ||
    regexp_replace(pg_get_viewdef(c.oid), '\\m(talent_profiles|talent_names|profile_vectors)\\.', '', 'g') as line
  from pg_class c where c.relkind = 'v' and c.relnamespace = 'public'::regnamespace order by c.relname`;
const FUNCTIONS = `select '-- ' || obj_description(p.oid) || E'\\n' || rtrim(pg_get_functiondef(p.oid), E'\\n') || ';' as line from pg_proc p
 where p.pronamespace = 'public'::regnamespace and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname, p.pronargs`;
