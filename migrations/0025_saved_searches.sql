create table saved_searches (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  -- where new matches are told
  conversation_id uuid not null references conversations,
  name text not null,
  -- Criteria
  criteria jsonb not null,
  created_by uuid not null references people,
  created_at timestamptz not null,
  checked_at timestamptz not null,
  ended_at timestamptz
);
comment on table saved_searches is 'A row is a search whose new matches a thread of the team is told of.';
create index saved_searches_live on saved_searches (workspace_id) where ended_at is null;

create table saved_search_hits (
  search_id uuid not null references saved_searches,
  talent_id uuid not null references people,
  workspace_id uuid not null references workspaces,
  -- null: was there when the search was saved
  told_at timestamptz,
  primary key (search_id, talent_id)
);
comment on table saved_search_hits is 'A row is a talent that a saved search has found: nobody is told of twice.';

create index talent_profiles_changed on talent_profiles (workspace_id, updated_at);

do $$
declare wall text;
begin
  foreach wall in array array['saved_searches', 'saved_search_hits'] loop
    execute format('alter table %I enable row level security', wall);
    execute format('alter table %I force row level security', wall);
    execute format(
      'create policy wall on %I to castmatch_app using (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid) with check (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid)',
      wall);
    execute format('create policy passage on %I to castmatch_system using (true) with check (true)', wall);
    execute format('grant select, insert, update on %I to castmatch_app, castmatch_system', wall);
  end loop;
end $$;
