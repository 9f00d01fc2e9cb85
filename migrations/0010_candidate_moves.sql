create table candidate_moves (
  id bigint generated always as identity primary key,
  workspace_id uuid not null references workspaces,
  candidate_id uuid not null references candidates,
  from_state text not null,
  to_state text not null,
  moved_by uuid references people,
  moved_at timestamptz not null,
  why text not null
);
comment on table candidate_moves is 'A row is one change of a candidate''s state: from where, to where, who, when and why.';
create index candidate_moves_candidate on candidate_moves (candidate_id, id);

alter table candidate_moves enable row level security;
alter table candidate_moves force row level security;
create policy wall on candidate_moves to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy passage on candidate_moves to castmatch_system using (true) with check (true);
grant select, insert on candidate_moves to castmatch_app;
revoke update on candidate_moves from castmatch_system;

-- What a draft is of is named by the code that decides it; a new kind needs no migration.
alter table approvals drop constraint approvals_kind;
alter table approvals add constraint approvals_kind check (kind ~ '^[a-z_]{2,40}$');
