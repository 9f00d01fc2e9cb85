create table photos (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  workspace_id uuid not null references workspaces,
  person_id uuid not null references people,
  -- where it is kept, drawn anew as PNG
  file_key text not null,
  bytes bigint not null,
  -- of the file as it was sent
  sha256 text not null,
  -- what it looks like: near for the same photo saved again; null for a child's and for a picture of one colour
  look bit(128),
  sent_by uuid not null references people,
  received_at timestamptz not null,
  -- its file goes soon after
  removed_at timestamptz
);
comment on table photos is 'A row is one photo of a talent that was sent in the chat.';
create index photos_person on photos (person_id, seq);
create index photos_file on photos (workspace_id, sha256);
create index photos_removed on photos (removed_at) where removed_at is not null;

alter table photos enable row level security;
alter table photos force row level security;
create policy wall on photos to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy passage on photos to castmatch_system using (true) with check (true);
grant select, insert, update on photos to castmatch_app;
grant delete on photos to castmatch_system;
