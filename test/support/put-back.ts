import type { Queryable } from "../../src/core/ports.ts";

/** Remembers every row, in temporary tables of the session. */
export const REMEMBER = `
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
