-- A turn may not change a workspace's settings, hence a table of its own; it goes before `settings ->> 'opsChannel'`.
create table ops_channels (
  workspace_id uuid primary key references workspaces,
  conversation_id uuid not null references conversations,
  set_by uuid not null references people,
  set_at timestamptz not null
);
comment on table ops_channels is 'A row is the channel in which a workspace reads what concerns its running.';

alter table ops_channels enable row level security;
alter table ops_channels force row level security;
create policy wall on ops_channels to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy passage on ops_channels to castmatch_system using (true) with check (true);
grant select, insert, update on ops_channels to castmatch_app;

create table day_requests (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  invitation_id uuid not null references invitations,
  asked_at timestamptz not null
);
comment on table day_requests is 'A row is a talent''s wish for a day or a time that no free slot is on; the team was asked.';
create index day_requests_invitation on day_requests (invitation_id);

alter table day_requests enable row level security;
alter table day_requests force row level security;
create policy wall on day_requests to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy passage on day_requests to castmatch_system using (true) with check (true);
grant select, insert on day_requests to castmatch_app;
revoke update on day_requests from castmatch_system;
create index approvals_draft on approvals (created_at) where state = 'draft';
