alter table candidates add column tags text[] not null default '{}';

create table candidate_votes (
  candidate_id uuid not null references candidates,
  person_id uuid not null references people,
  workspace_id uuid not null references workspaces,
  vote text not null constraint candidate_votes_vote check (vote in ('yes', 'maybe', 'no')),
  voted_at timestamptz not null,
  primary key (candidate_id, person_id)
);
comment on table candidate_votes is 'A row is what one person of the team thinks of a candidate now.';

create table candidate_notes (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  candidate_id uuid not null references candidates,
  written_by uuid not null references people,
  text text not null,
  created_at timestamptz not null default now()
);
comment on table candidate_notes is 'A row is a note of the team on a candidate; talent never reads it.';
create index candidate_notes_candidate on candidate_notes (candidate_id, created_at);
create index candidates_role on candidates (role_id, state);

do $$
declare name text;
begin
  foreach name in array array['candidate_votes', 'candidate_notes'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy wall on %I to castmatch_app using (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid) with check (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid)',
      name);
    execute format('create policy passage on %I to castmatch_system using (true) with check (true)', name);
  end loop;
end $$;
grant select, insert, update on candidate_votes to castmatch_app;
grant select, insert on candidate_notes to castmatch_app;
revoke update on candidate_notes from castmatch_system;
