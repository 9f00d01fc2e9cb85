-- What the program may do after the migrations. It never runs as the owner of the tables: castmatch_system works across
-- workspaces, castmatch_app inside one. A later table with a workspace needs its walls and the grants of castmatch_app;
-- castmatch_system gets its own by default, but for delete.

-- Where the session belongs to castmatch_system (the embedded database) it may enter a workspace; what only the
-- application's role may do, it still may not. Roles are shared by all databases of a server: changed only when needed.
do $$
begin
  if (select rolinherit from pg_roles where rolname = 'castmatch_system') then
    alter role castmatch_system noinherit;
  end if;
  if not pg_has_role('castmatch_system', 'castmatch_app', 'member') then
    grant castmatch_app to castmatch_system;
  end if;
end $$;

-- Nothing is deleted but addresses and days away that an import replaces, and what need not be kept for ever.
revoke delete on all tables in schema public from castmatch_app, castmatch_system;
grant delete on contact_points, book_outs to castmatch_app;
grant delete on inbox, inbox_payloads, conversation_leases, sign_in_keys to castmatch_system;

-- What was said and what was done is written once.
revoke update on messages, audit_log from castmatch_app, castmatch_system;

-- No turn changes what a workspace allows or which accounts are its own.
revoke insert, update on workspaces, channel_accounts from castmatch_app;

-- What has no workspace is for the work across workspaces.
revoke all on inbox, inbox_payloads, conversation_leases, schema_migrations from castmatch_app;
revoke insert, update on schema_migrations from castmatch_system;

alter default privileges in schema public grant select, insert, update on tables to castmatch_system;
alter default privileges in schema public grant usage on sequences to castmatch_app, castmatch_system;

-- Only an owner may analyze a table.
create function analyze_talent() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze talent_profiles, contact_points, book_outs;
end $$;
comment on function analyze_talent is 'Tells the planner what an import has changed.';
revoke execute on function analyze_talent from public;
grant execute on function analyze_talent to castmatch_system;
