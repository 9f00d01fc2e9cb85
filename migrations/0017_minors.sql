-- Who consented, where it is not the person's own consent: the guardian of a minor (purpose 'minor').
alter table consents add column given_by uuid references people;
create unique index consents_minor on consents (person_id) where purpose = 'minor' and withdrawn_at is null;

-- Set on a minor's hold that waits for the permission document.
alter table bookings add column permission_asked_at timestamptz;

create table minor_permissions (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  talent_id uuid not null references people,
  role_id uuid not null references roles,
  -- what it is, as the team told
  document text not null,
  received_by uuid not null references people,
  received_at timestamptz not null,
  constraint minor_permissions_once unique (talent_id, role_id)
);
comment on table minor_permissions is 'A row is the document that permits a minor''s work on a role, received by the team.';

alter table minor_permissions enable row level security;
alter table minor_permissions force row level security;
create policy wall on minor_permissions to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy passage on minor_permissions to castmatch_system using (true) with check (true);
grant select, insert on minor_permissions to castmatch_app;
