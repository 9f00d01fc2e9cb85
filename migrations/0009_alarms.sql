-- Whoever sets an alarm lends it their rights: its verb runs as them.
create table alarms (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  kind text not null,
  subject_id uuid not null,
  key text not null,
  data jsonb not null default '{}',
  actor_id uuid not null references people,
  side text not null constraint alarms_side check (side in ('team', 'talent')),
  fire_at timestamptz not null,
  state text not null default 'waiting' constraint alarms_state check (state in ('waiting', 'fired', 'void', 'failed')),
  attempts int not null default 0,
  created_at timestamptz not null default now(),
  constraint alarms_once unique (workspace_id, key)
);
comment on table alarms is 'A row is something to do later about another row, if that still asks for it then.';
create index alarms_due on alarms (fire_at) where state = 'waiting';
create index alarms_subject on alarms (subject_id) where state = 'waiting';

alter table alarms enable row level security;
alter table alarms force row level security;
create policy wall on alarms to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy passage on alarms to castmatch_system using (true) with check (true);
grant select, insert, update on alarms to castmatch_app;
