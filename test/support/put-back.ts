import type { Queryable } from "../../src/core/ports.ts";

const OURS = `relnamespace in (select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema')`;

/** Changes with every change of a table, column, constraint, index, trigger, policy or function. */
const SHAPE = `
  with ours as (select oid, xmin from pg_class where ${OURS})
  select md5(string_agg(line, ' ' order by line)) from (
    select oid || ':' || xmin as line from ours
    union all select attrelid || '.' || attnum || ':' || a.xmin from pg_attribute a join ours on ours.oid = attrelid where attnum > 0
    union all select c.oid || ':' || c.xmin from pg_constraint c join ours on ours.oid = conrelid
    union all select t.oid || ':' || t.xmin from pg_trigger t join ours on ours.oid = tgrelid
    union all select p.oid || ':' || p.xmin from pg_policy p join ours on ours.oid = polrelid
    union all select oid || ':' || xmin from pg_proc where pronamespace = 'public'::regnamespace
  ) lines`;

/** Remembers every row and how the tables are made, in temporary tables of the session. */
export const REMEMBER = `
  create temp table remembered_shape as ${SHAPE};
  create temp table remembered (of regclass primary key, as_name text, columns text);
  create temp table remembered_counters (of regclass primary key, at bigint, used boolean);
  do $$
  declare t record;
  begin
    for t in
      select c.oid, 'remembered_' || c.oid as as_name,
        (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute a
         where a.attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and nspname !~ '^pg_' and nspname <> 'information_schema'
    loop
      insert into remembered values (t.oid, t.as_name, t.columns);
      execute format('create temp table %I as select * from %s', t.as_name, t.oid::regclass);
    end loop;
    for t in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and nspname !~ '^pg_' loop
      execute format('insert into remembered_counters select %s, last_value, is_called from %s', t.oid, t.oid::regclass);
    end loop;
  end $$`;

/** Every row as it was: what is new or changed goes, what is missing comes back. New tables and schemas go as a whole. */
const PUT_BACK = `
  do $$
  declare t record;
  begin
    set local session_replication_role = replica;
    for t in select nspname from pg_namespace n where nspname !~ '^pg_' and nspname <> 'information_schema'
      and not exists (select from remembered r join pg_class c on c.oid = r.of where c.relnamespace = n.oid) loop
      execute format('drop schema %I cascade', t.nspname);
    end loop;
    for t in select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and nspname !~ '^pg_' and nspname <> 'information_schema' and not exists (select from remembered where of = c.oid) loop
      execute format('drop table %s cascade', t.oid::regclass);
    end loop;
    for t in select * from remembered loop
      execute format('delete from %s t where not exists (select from %I p where p::text = t::text)', t.of, t.as_name);
      execute format('insert into %s (%s) overriding system value select %s from %I p where not exists (select from %s t where t::text = p::text)', t.of, t.columns, t.columns, t.as_name, t.of);
    end loop;
    perform setval(of, at, used) from remembered_counters;
  end $$`;

/** Puts every row back to where `REMEMBER` saw it. As the owner of the tables, with nothing else under way. */
export const putBack = (owner: Queryable) => owner.query(PUT_BACK);

/** Whether the tables are still made as `REMEMBER` saw them: putting rows back brings no dropped constraint back. */
export async function isAsItWas(owner: Queryable): Promise<boolean> {
  const { rows } = await owner.query<{ same: boolean }>(`select md5 = (${SHAPE}) as same from remembered_shape`);
  return rows[0]?.same === true;
}
