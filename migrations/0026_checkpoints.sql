create table role_checkpoints (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  role_id uuid not null references roles,
  kind text not null constraint role_checkpoints_kind check (kind in ('brief', 'shortlist', 'auditions', 'callbacks', 'offer', 'booked')),
  -- a checkpoint waits for these of the same role
  after_kinds text[] not null,
  state text not null default 'open' constraint role_checkpoints_state check (state in ('open', 'done', 'skipped')),
  -- null: by what happened
  moved_by uuid references people,
  moved_at timestamptz not null,
  owner_id uuid references people,
  -- an owner that we do not know
  owner_name text,
  due_on date,
  -- when that day's work ends in the workspace's zone
  due_at timestamptz,
  -- who says go or no-go
  gate_person_id uuid references people,
  gate_answer text constraint role_checkpoints_gate check (gate_answer in ('go', 'no_go')),
  gate_answered_at timestamptz,
  -- when all before it was done and the person was asked
  gate_asked_at timestamptz,
  constraint role_checkpoints_once unique (role_id, kind),
  constraint role_checkpoints_due check ((due_on is null) = (due_at is null))
);
comment on table role_checkpoints is 'A row is one step on a role''s way, from brief to booked.';
create index role_checkpoints_due on role_checkpoints (due_at) where state = 'open';
create index role_checkpoints_asked on role_checkpoints (gate_asked_at) where state = 'open' and gate_answer is null;

alter table role_checkpoints enable row level security;
alter table role_checkpoints force row level security;
create policy wall on role_checkpoints to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy passage on role_checkpoints to castmatch_system using (true) with check (true);
grant select, insert, update on role_checkpoints to castmatch_app;

create index day_requests_asked on day_requests (asked_at);
create index bookings_change_requested on bookings (id) where state = 'change_requested';
