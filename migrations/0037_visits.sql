-- Signing in to the office page, each person for herself.

create table office_links (
  -- sha256 of the key in the link
  hash text primary key,
  workspace_id uuid not null references workspaces,
  person_id uuid not null references people,
  created_at timestamptz not null,
  used_at timestamptz
);
comment on table office_links is 'A row is a link that opens the office as one person of the team, once and within ten minutes.';

create table visits (
  -- sha256 of the token in the cookie
  hash text primary key,
  workspace_id uuid not null references workspaces,
  person_id uuid not null references people,
  began_at timestamptz not null,
  ends_at timestamptz not null
);
comment on table visits is 'A row is a browser in which somebody of the team is signed in to the office; gone when they sign out.';

do $$
declare name text;
begin
  foreach name in array array['office_links', 'visits'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy wall on %I to castmatch_app using (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid) with check (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid)', name);
    execute format('create policy passage on %I to castmatch_system using (true) with check (true)', name);
  end loop;
end $$;
-- Who comes in is found out before there is a workspace: the application has no business with keys.
grant select, insert, update, delete on office_links, visits to castmatch_system;
grant select (workspace_id) on office_links, visits to castmatch_app;
