-- Row-level security on every table with a workspace. The application enters a workspace with
--   select set_config('role', 'castmatch_app', true), set_config('castmatch.workspace', '<uuid>', true)
-- inside each transaction; castmatch_system is for work across workspaces: claiming, sending, sweeping.

do $$
begin
  if not exists (select from pg_roles where rolname = 'castmatch_app') then
    create role castmatch_app nologin nosuperuser nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'castmatch_system') then
    create role castmatch_system nologin nosuperuser nobypassrls;
  end if;
  execute format('grant castmatch_app, castmatch_system to %I', current_user);
end $$;

grant usage on schema public to castmatch_app, castmatch_system;
grant select, insert, update, delete on all tables in schema public to castmatch_app, castmatch_system;
grant usage on all sequences in schema public to castmatch_app, castmatch_system;
-- What has no workspace is not for the application's role.
revoke all on inbox_payloads, conversation_leases from castmatch_app;
-- A turn marks the rows it answers, and no more.
revoke insert, delete on inbox from castmatch_app;

do $$
declare wall record;
begin
  for wall in
    select c.table_name, case when c.table_name = 'workspaces' then 'id' else 'workspace_id' end as wall_column
      from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
       and (c.column_name = 'workspace_id' or (c.table_name = 'workspaces' and c.column_name = 'id'))
  loop
    execute format('alter table %I enable row level security', wall.table_name);
    execute format('alter table %I force row level security', wall.table_name);
    execute format(
      'create policy wall on %1$I to castmatch_app using (%2$I = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid) with check (%2$I = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid)',
      wall.table_name, wall.wall_column);
    execute format('create policy passage on %1$I to castmatch_system using (true) with check (true)', wall.table_name);
  end loop;
end $$;
