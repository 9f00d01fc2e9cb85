create table sides (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  role_id uuid not null references roles,
  -- where the file is kept
  file_key text not null,
  bytes bigint not null,
  sha256 text not null,
  pages int not null constraint sides_pages check (pages between 1 and 1000),
  attached_by uuid not null references people,
  attached_at timestamptz not null,
  replaced_at timestamptz
);
comment on table sides is 'A row is a PDF of script pages attached to a role; the one that is not replaced is what people get.';
create unique index sides_role on sides (role_id) where replaced_at is null;

create table tapes (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  candidate_id uuid not null references candidates constraint tapes_candidate unique,
  talent_id uuid not null references people,
  approval_id uuid not null references approvals,
  state text not null default 'requested' constraint tapes_state check
    (state in ('requested', 'accepted', 'received', 'retake', 'reviewed', 'declined', 'expired')),
  due_at timestamptz not null,
  requested_at timestamptz not null,
  moved_at timestamptz not null
);
comment on table tapes is 'A row is a self-tape that was asked of a candidate, from the request to the review.';
create index tapes_talent on tapes (talent_id, state);

create table takes (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  tape_id uuid not null references tapes,
  -- a file that was sent, or the address of one elsewhere
  file_key text,
  link text,
  content_type text,
  bytes bigint,
  sha256 text,
  sent_by uuid not null references people,
  received_at timestamptz not null,
  constraint takes_one check ((file_key is null) <> (link is null))
);
comment on table takes is 'A row is one recording that a talent sent for a self-tape.';
create index takes_tape on takes (tape_id, received_at);

create table sides_releases (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  role_id uuid not null references roles,
  talent_id uuid not null references people,
  booking_id uuid references bookings constraint sides_releases_booking unique,
  tape_id uuid references tapes constraint sides_releases_tape unique,
  released_at timestamptz not null,
  opened_at timestamptz,
  constraint sides_releases_one check ((booking_id is null) <> (tape_id is null))
);
comment on table sides_releases is 'A row lets one talent read the sides of a role while what she confirmed stands: a booking or a self-tape.';

alter table sides enable row level security;
alter table sides force row level security;
alter table tapes enable row level security;
alter table tapes force row level security;
alter table takes enable row level security;
alter table takes force row level security;
alter table sides_releases enable row level security;
alter table sides_releases force row level security;
create policy wall on sides to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy wall on tapes to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy wall on takes to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy wall on sides_releases to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy passage on sides to castmatch_system using (true) with check (true);
create policy passage on tapes to castmatch_system using (true) with check (true);
create policy passage on takes to castmatch_system using (true) with check (true);
create policy passage on sides_releases to castmatch_system using (true) with check (true);
grant select, insert, update on sides, tapes, sides_releases to castmatch_app;
grant select, insert on takes to castmatch_app;
