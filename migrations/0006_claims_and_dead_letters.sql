-- A send is claimed under a number, so that who comes late cannot store its fate over a newer claim.
alter table outbox
  add column claim int not null default 0,
  -- { count, providerId } of the parts of a long message that have left
  add column progress jsonb,
  -- when a person sent it on its way again
  add column retried_at timestamptz;

create table dead_letters (
  kind text not null constraint dead_letters_kind check (kind in ('inbox', 'outbox', 'calendar')),
  subject_id uuid not null,
  workspace_id uuid not null references workspaces,
  -- when the log and the workspace's ops channel were told; null again once it was tried again
  told_at timestamptz,
  dropped_at timestamptz,
  primary key (kind, subject_id)
);
comment on table dead_letters is 'A row is what was told of, or dropped by, a person: an event, a message or a calendar event that the program gave up on.';

alter table dead_letters enable row level security;
alter table dead_letters force row level security;
create policy wall on dead_letters to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy passage on dead_letters to castmatch_system using (true) with check (true);
grant select on dead_letters to castmatch_app;
