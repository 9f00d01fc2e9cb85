-- https addresses of showreels and pages
alter table talent_profiles add column links text[] not null default '{}';

create table profile_changes (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  workspace_id uuid not null references workspaces,
  person_id uuid not null references people,
  field text not null,
  from_value jsonb,
  to_value jsonb,
  -- null: an import
  changed_by uuid references people,
  source text not null constraint profile_changes_source check (source in ('chat', 'import', 'merge', 'undo')),
  changed_at timestamptz not null
);
comment on table profile_changes is 'A row is one fact of a profile that changed: who changed it, when, from what to what.';
create index profile_changes_person on profile_changes (person_id, seq);

create table profile_talks (
  person_id uuid primary key references people,
  workspace_id uuid not null references workspaces,
  -- the questions she would rather not answer
  skipped text[] not null default '{}',
  updated_at timestamptz not null
);
comment on table profile_talks is 'A row is what a talent said of our questions about her profile.';

do $$
declare wall text;
begin
  foreach wall in array array['profile_changes', 'profile_talks'] loop
    execute format('alter table %I enable row level security', wall);
    execute format('alter table %I force row level security', wall);
    execute format(
      'create policy wall on %I to castmatch_app using (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid) with check (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid)',
      wall);
    execute format('create policy passage on %I to castmatch_system using (true) with check (true)', wall);
    execute format('grant select, insert, update on %I to castmatch_app, castmatch_system', wall);
  end loop;
end $$;
