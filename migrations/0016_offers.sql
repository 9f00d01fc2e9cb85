create table offers (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  candidate_id uuid not null references candidates,
  talent_id uuid not null references people,
  approval_id uuid not null references approvals,
  during daterange not null constraint offers_dates check (not isempty(during)),
  rate text not null,
  usage text not null,
  exclusivity text not null,
  -- clashed: she accepted and was booked elsewhere on these dates; a person has to look
  state text not null default 'sent' constraint offers_state check (state in ('sent', 'accepted', 'declined', 'expired', 'withdrawn', 'clashed')),
  expires_at timestamptz not null,
  answered_at timestamptz,
  created_at timestamptz not null
);
comment on table offers is 'A row is one offer of a role to a talent, with its terms, from the day it was sent.';
create unique index offers_candidate_open on offers (candidate_id) where state = 'sent';
create index offers_talent on offers (talent_id, state);

alter table offers enable row level security;
alter table offers force row level security;
create policy wall on offers to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy passage on offers to castmatch_system using (true) with check (true);
grant select, insert, update on offers to castmatch_app;
