-- Calendars of the casting team's own, and what people do to events by hand.

create table calendar_connections (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  person_id uuid not null references people,
  -- the Google account's address
  account text not null,
  -- the refresh token, AES-256-GCM under CALENDAR_TOKEN_KEY; null once it was refused
  sealed_token text,
  state text not null constraint calendar_connections_state check (state in ('connected', 'refused')),
  connected_at timestamptz not null,
  constraint calendar_connections_once unique (person_id)
);
comment on table calendar_connections is 'A row is the Google calendar that one person of the casting team connected.';

create table calendar_links (
  -- sha256 of the key in the link
  hash text primary key,
  workspace_id uuid not null references workspaces,
  person_id uuid not null references people,
  -- where it was asked for, and success is told
  conversation_id uuid references conversations,
  created_at timestamptz not null,
  -- sha256 of the state that Google brings back; set when the link is followed
  state_hash text constraint calendar_links_state unique,
  followed_at timestamptz,
  used_at timestamptz
);
comment on table calendar_links is 'A row is a link that connects one person''s calendar, once and within ten minutes.';

create table calendar_feeds (
  id uuid primary key default gen_random_uuid(),
  -- null: the installation's own account
  connection_id uuid references calendar_connections on delete cascade,
  sync_token text,
  next_at timestamptz not null,
  claim int not null default 0,
  error_code text,
  constraint calendar_feeds_once unique nulls not distinct (connection_id)
);
comment on table calendar_feeds is 'A row is a calendar whose changes we follow, and how far we have read them.';

create table calendar_channels (
  id uuid primary key,
  feed_id uuid not null references calendar_feeds on delete cascade,
  token_hash text not null,
  -- absent while Google is asked for the channel
  resource_id text,
  expires_at timestamptz not null
);
comment on table calendar_channels is 'A row is a channel through which Google says that a calendar changed.';
create index calendar_channels_feed on calendar_channels (feed_id);

create table calendar_questions (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  calendar_event_id uuid not null references calendar_events,
  booking_id uuid not null references bookings,
  booking_version int not null,
  kind text not null constraint calendar_questions_kind check (kind in ('moved', 'deleted', 'edited', 'declined')),
  -- what stood in the calendar: its times
  starts_at timestamptz,
  ends_at timestamptz,
  -- sha256 of what stood there
  fingerprint text not null,
  state text not null default 'open' constraint calendar_questions_state check (state in ('open', 'taken', 'put_back', 'left', 'void')),
  decided_by uuid references people,
  decided_at timestamptz,
  created_at timestamptz not null
);
comment on table calendar_questions is 'A row is something done to an event by hand that the casting team has to decide on.';
create unique index calendar_questions_open on calendar_questions (calendar_event_id, (kind = 'declined')) where state = 'open';
create index calendar_questions_booking on calendar_questions (booking_id);

alter table calendar_events
  -- whose calendar it stands in; null: the installation's own
  add column connection_id uuid references calendar_connections,
  -- the talent's answer in the calendar, to this version of the booking
  add column answer text,
  add column answer_version int,
  add column meet_url text,
  -- the words as we last wrote them: summary, description, location, guests
  add column written jsonb;

alter table sessions
  add column online boolean not null default false,
  -- opens the session's calendar without a login
  add column feed_token text not null default replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
  add constraint sessions_feed_token unique (feed_token);

do $$
declare name text;
begin
  foreach name in array array['calendar_connections', 'calendar_links', 'calendar_questions'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy wall on %I to castmatch_app using (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid) with check (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid)', name);
    execute format('create policy passage on %I to castmatch_system using (true) with check (true)', name);
  end loop;
end $$;
-- Tokens are for those who call Google: the application sees who is connected, not how.
grant select (id, workspace_id, person_id, account, state, connected_at) on calendar_connections to castmatch_app;
grant select, insert, update, delete on calendar_connections, calendar_links, calendar_feeds, calendar_channels to castmatch_system;
grant insert (hash, workspace_id, person_id, conversation_id, created_at) on calendar_links to castmatch_app;
grant select (hash, workspace_id) on calendar_links to castmatch_app;
grant select, insert, update on calendar_questions to castmatch_app, castmatch_system;
