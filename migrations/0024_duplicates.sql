-- whose profile it became; everything of theirs is there
alter table people add column merged_into uuid references people;
create index people_guardian on people (guardian_id) where guardian_id is not null;

create table talent_duplicates (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  -- the smaller id
  first_id uuid not null references people,
  second_id uuid not null references people,
  -- email, number, name, photo
  why text[] not null,
  state text not null default 'open' constraint talent_duplicates_state check (state in ('open', 'merged', 'different')),
  found_at timestamptz not null,
  decided_by uuid references people,
  decided_at timestamptz,
  constraint talent_duplicates_once unique (first_id, second_id),
  constraint talent_duplicates_order check (first_id < second_id)
);
comment on table talent_duplicates is 'A row is two profiles that may be of one person, and what a person of the team said of them.';
create index talent_duplicates_open on talent_duplicates (workspace_id, found_at) where state = 'open';
create index talent_duplicates_second on talent_duplicates (second_id);

create table talent_merges (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  kept_id uuid not null references people,
  gone_id uuid not null references people,
  -- the id in an imported file of the profile that is gone: the file may come again
  gone_external_id text,
  -- { gone: the profile that is gone, since, before, after: the one that is kept, moved: { table: ids }, states: { candidate: state } }
  undo jsonb not null,
  merged_by uuid not null references people,
  merged_at timestamptz not null,
  undone_by uuid references people,
  undone_at timestamptz
);
comment on table talent_merges is 'A row is one merge of two profiles, with all that undoing it needs.';
create unique index talent_merges_gone on talent_merges (gone_id) where undone_at is null;
create index talent_merges_kept on talent_merges (kept_id);
create index talent_merges_external on talent_merges (workspace_id, gone_external_id) where undone_at is null;

do $$
declare wall text;
begin
  foreach wall in array array['talent_duplicates', 'talent_merges'] loop
    execute format('alter table %I enable row level security', wall);
    execute format('alter table %I force row level security', wall);
    execute format(
      'create policy wall on %I to castmatch_app using (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid) with check (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid)',
      wall);
    execute format('create policy passage on %I to castmatch_system using (true) with check (true)', wall);
    execute format('grant select, insert, update on %I to castmatch_app, castmatch_system', wall);
  end loop;
end $$;
grant update (talent_id) on minor_permissions to castmatch_app;
-- A profile that is merged into another leaves its place; it is kept whole with the merge.
grant delete on talent_profiles, memberships to castmatch_app;
