-- The tables of the walking skeleton. Every row that belongs to a workspace carries its id; 0002 puts the walls up.

create extension if not exists vector;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;
create extension if not exists unaccent;

-- ── Workspaces and people ──

create table workspaces (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  time_zone text not null default 'Asia/Kolkata',
  -- { backfill: "offer" | "ask" }
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);
comment on table workspaces is 'A row is one casting office or production house with its own walls.';

create table channel_accounts (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  channel text not null constraint channel_accounts_channel check (channel in ('slack', 'whatsapp', 'sms')),
  platform text not null,
  account text not null,
  created_at timestamptz not null default now(),
  constraint channel_accounts_once unique (channel, account)
);
comment on table channel_accounts is 'A row is our side of a channel: a Slack team, a number, a stage.';

create table people (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  name text not null,
  language text not null default 'en' constraint people_language check (language in ('en', 'hi', 'mr', 'hinglish')),
  time_zone text,
  -- the only contact of a minor
  guardian_id uuid references people,
  created_at timestamptz not null default now()
);
comment on table people is 'A row is a person a workspace knows: casting team, talent or guardian.';
create index people_workspace on people (workspace_id);

create table contact_points (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  person_id uuid not null references people,
  channel text not null constraint contact_points_channel check (channel in ('slack', 'whatsapp', 'sms', 'email')),
  address text not null,
  verified_at timestamptz,
  created_at timestamptz not null default now(),
  constraint contact_points_once unique (workspace_id, channel, address)
);
comment on table contact_points is 'A row is an address at which a person can be reached: a Slack id, an E.164 number, a business-scoped id, an email.';
create index contact_points_person on contact_points (person_id);

create table consents (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  person_id uuid not null references people,
  channel text not null,
  purpose text not null default 'casting',
  wording text not null,
  source text not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz
);
comment on table consents is 'A row is one consent to be written to on a channel, with its wording; withdrawn_at ends it.';
create index consents_person on consents (person_id, channel);

create table memberships (
  workspace_id uuid not null references workspaces,
  person_id uuid not null references people,
  role text not null constraint memberships_role check (role in ('director', 'associate', 'talent', 'guardian')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, person_id)
);
comment on table memberships is 'A row is what a person is in a workspace; rights follow from it.';

-- ── Talent ──

create table talent_profiles (
  person_id uuid primary key references people,
  workspace_id uuid not null references workspaces,
  -- the id in the imported file
  external_id text,
  display_name text not null,
  -- playing age, years
  age_min int not null,
  age_max int not null,
  is_minor boolean not null default false,
  gender text not null constraint talent_profiles_gender check (gender in ('female', 'male', 'nonbinary', 'unspecified')),
  city text,
  -- lower-case English names; levels in language_levels: { "marathi": "native" | "fluent" | "working" | "basic" }
  languages text[] not null default '{}',
  language_levels jsonb not null default '{}',
  skills text[] not null default '{}',
  height_cm int,
  experience_years int,
  bio text not null default '',
  rate_paise_per_day bigint,
  union_name text,
  -- a path below PUBLIC_URL or an address
  portrait_url text,
  -- what words are matched against: normalised, see core/talent/normalise.ts
  search_text text not null default '',
  search_vector tsvector generated always as (to_tsvector('simple', search_text)) stored,
  -- of everything that is embedded
  content_hash text not null default '',
  -- of the imported row: the same row again changes nothing
  import_hash text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint talent_profiles_external unique (workspace_id, external_id),
  constraint talent_profiles_ages check (age_min between 0 and 120 and age_max between age_min and 120)
);
comment on table talent_profiles is 'A row is what is known of one talent.';
create index talent_profiles_words on talent_profiles using gin (search_vector);
create index talent_profiles_languages on talent_profiles using gin (languages);
create index talent_profiles_name on talent_profiles using gin (display_name gin_trgm_ops);
create index talent_profiles_filters on talent_profiles (workspace_id, gender, age_min, age_max);

create table talent_vectors (
  person_id uuid primary key references talent_profiles on delete cascade,
  workspace_id uuid not null references workspaces,
  model text not null,
  content_hash text not null,
  embedding vector(512) not null,
  updated_at timestamptz not null default now()
);
alter table talent_vectors alter column embedding set storage plain;
comment on table talent_vectors is 'A row is the embedding of a profile whose content had this hash.';

create table book_outs (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  person_id uuid not null references people,
  during daterange not null,
  reason text,
  created_at timestamptz not null default now()
);
comment on table book_outs is 'A row is dates on which a talent is away.';
create index book_outs_person on book_outs using gist (person_id, during);

-- ── Conversations ──

create table conversations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  channel text not null,
  account text not null,
  key text not null,
  side text not null constraint conversations_side check (side in ('team', 'talent')),
  -- whose it is: talent conversations and direct messages
  person_id uuid references people,
  -- the role it is about now
  role_id uuid,
  -- the person's last message: WhatsApp's 24 h window
  last_inbound_at timestamptz,
  summary text,
  created_at timestamptz not null default now(),
  constraint conversations_once unique (channel, account, key)
);
comment on table conversations is 'A row is a Slack thread, or one number''s WhatsApp or SMS conversation.';
create index conversations_person on conversations (person_id, channel);

create table conversation_leases (
  -- channel:account:key
  conversation text primary key,
  fence bigint not null,
  holder text not null,
  expires_at timestamptz not null
);
comment on table conversation_leases is 'A row says which process may run turns of a conversation; every commit of a turn checks its fence.';

create table inbox (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  channel text not null,
  account text not null,
  provider_event_id text not null,
  conversation_key text not null,
  kind text not null constraint inbox_kind check (kind in ('message', 'action', 'receipt')),
  received_at timestamptz not null default now(),
  turn_id uuid,
  outcome text constraint inbox_outcome check (outcome in ('answered', 'refused', 'expired', 'ignored', 'dead')),
  reason text,
  attempts int not null default 0,
  finished_at timestamptz,
  constraint inbox_once unique (channel, account, provider_event_id)
);
comment on table inbox is 'A row is one accepted event; it is inserted before the webhook is acknowledged and ends with one outcome.';
create index inbox_waiting on inbox (channel, account, conversation_key, seq) where outcome is null;

create table inbox_payloads (
  inbox_id uuid primary key references inbox on delete cascade,
  incoming jsonb not null
);
comment on table inbox_payloads is 'A row is the parsed event of an inbox row; inserted once, never updated.';

create table turns (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  conversation_id uuid not null references conversations,
  actor_id uuid not null references people,
  fence bigint not null,
  state text not null default 'running' constraint turns_state check (state in ('running', 'done', 'failed')),
  -- claude, offline or action
  brain text,
  attempts int not null default 1,
  started_at timestamptz not null default now(),
  finished_at timestamptz
);
comment on table turns is 'A row is one run of the conversation core over one or more inbox rows.';
create index turns_running on turns (conversation_id) where state = 'running';

create table turn_steps (
  turn_id uuid not null references turns on delete cascade,
  workspace_id uuid not null references workspaces,
  position int not null,
  kind text not null constraint turn_steps_kind check (kind in ('answer', 'result')),
  -- the tool_use id of a result
  tool_use_id text,
  content jsonb not null,
  created_at timestamptz not null default now(),
  primary key (turn_id, position),
  constraint turn_steps_tool_once unique (turn_id, tool_use_id)
);
comment on table turn_steps is 'A row is one journalled step of a turn: a model reply, or a tool result stored in the transaction of its effect.';

create table messages (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  workspace_id uuid not null references workspaces,
  conversation_id uuid not null references conversations,
  direction text not null constraint messages_direction check (direction in ('in', 'out')),
  person_id uuid references people,
  turn_id uuid,
  inbox_id uuid,
  outbox_id uuid,
  text text not null,
  -- Outgoing, or { media: Media[] }
  content jsonb not null default '{}',
  created_at timestamptz not null default now()
);
comment on table messages is 'A row is one message of a conversation, as its people see it.';
create index messages_conversation on messages (conversation_id, seq);
create unique index messages_inbox on messages (inbox_id) where inbox_id is not null;
create unique index messages_outbox on messages (outbox_id) where outbox_id is not null;

create table actions (
  -- unguessable: 128 random bits
  id text primary key,
  workspace_id uuid not null references workspaces,
  conversation_id uuid not null references conversations,
  outbox_id uuid,
  -- the number on a menu, from 1
  position int not null,
  label text not null,
  -- who may use it: one person, or anyone of the side
  person_id uuid references people,
  side text not null constraint actions_side check (side in ('team', 'talent')),
  verb text not null,
  args jsonb not null default '{}',
  -- of the actions of one group one can be used
  single_use boolean not null default true,
  group_key text,
  expires_at timestamptz,
  used_at timestamptz,
  used_by uuid references people,
  -- Outgoing: what a second tap is answered with
  answer jsonb,
  created_at timestamptz not null default now()
);
comment on table actions is 'A row is what a button, a list row or a menu number stands for.';
create index actions_menu on actions (conversation_id, created_at);
create index actions_outbox on actions (outbox_id);

create table approvals (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  kind text not null constraint approvals_kind check (kind in ('invitation', 'message')),
  state text not null default 'draft' constraint approvals_state check (state in ('draft', 'approved', 'discarded')),
  conversation_id uuid not null references conversations,
  payload jsonb not null,
  created_by uuid not null references people,
  decided_by uuid references people,
  decided_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table approvals is 'A row is something drafted for people outside that nothing sends before a person approved it.';

-- ── Auditions ──

create table projects (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  title text not null,
  production_house text,
  kind text,
  created_at timestamptz not null default now()
);
comment on table projects is 'A row is a film, series or commercial being cast.';

create table roles (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  project_id uuid references projects,
  conversation_id uuid not null references conversations,
  title text not null,
  -- Breakdown, see core/auditions/breakdown.ts
  breakdown jsonb not null,
  brief text not null,
  headcount int not null default 1 constraint roles_headcount check (headcount between 1 and 500),
  state text not null default 'open' constraint roles_state check (state in ('open', 'cast', 'closed')),
  created_by uuid not null references people,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
comment on table roles is 'A row is a role with its breakdown.';
create index roles_conversation on roles (conversation_id, created_at);
alter table conversations add constraint conversations_role foreign key (role_id) references roles;

create table candidates (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  role_id uuid not null references roles,
  talent_id uuid not null references people,
  state text not null default 'submitted' constraint candidates_state check (state in (
    'submitted', 'viewed', 'selected', 'under_consideration', 'invited', 'auditioned', 'callback', 'avail_check',
    'pinned', 'hold', 'offer', 'booked', 'backup', 'passed', 'released', 'withdrawn')),
  -- of the shortlist it came from, 1 is best
  rank int,
  -- when it was selected: the order in which freed slots are offered
  selected_at timestamptz,
  moved_by uuid references people,
  moved_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint candidates_once unique (role_id, talent_id)
);
comment on table candidates is 'A row is one talent considered for one role.';

create table rooms (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  name text not null,
  address text,
  created_at timestamptz not null default now(),
  constraint rooms_once unique (workspace_id, name)
);
comment on table rooms is 'A row is a place that holds one audition at a time.';

create table sessions (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  role_id uuid not null references roles,
  room_id uuid not null references rooms,
  place text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  slot_minutes int not null constraint sessions_slot_minutes check (slot_minutes between 5 and 240),
  time_zone text not null,
  state text not null default 'open' constraint sessions_state check (state in ('open', 'cancelled', 'done')),
  created_by uuid not null references people,
  created_at timestamptz not null default now(),
  constraint sessions_order check (starts_at < ends_at)
);
comment on table sessions is 'A row is one audition session: a place and a stretch of time cut into slots.';

create table slots (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  session_id uuid not null references sessions,
  room_id uuid not null references rooms,
  reader_id uuid references people,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  during tstzrange generated always as (tstzrange(starts_at, ends_at)) stored,
  capacity int not null default 1 constraint slots_capacity check (capacity between 1 and 100),
  state text not null default 'open' constraint slots_state check (state in ('open', 'cancelled')),
  constraint slots_room_once exclude using gist (room_id with =, during with &&) where (state = 'open'),
  constraint slots_reader_once exclude using gist (reader_id with =, during with &&) where (state = 'open' and reader_id is not null)
);
comment on table slots is 'A row is one time in a session that capacity talents can take.';
create index slots_session on slots (session_id, starts_at);

create table invitations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  session_id uuid not null references sessions,
  candidate_id uuid not null references candidates,
  talent_id uuid not null references people,
  approval_id uuid not null references approvals,
  state text not null default 'sent' constraint invitations_state check (state in ('sent', 'accepted', 'declined', 'expired', 'void')),
  created_at timestamptz not null default now(),
  answered_at timestamptz,
  constraint invitations_once unique (session_id, candidate_id)
);
comment on table invitations is 'A row is the invitation of one candidate to one session.';
create index invitations_talent on invitations (talent_id, state);

create table bookings (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  invitation_id uuid not null references invitations,
  slot_id uuid not null references slots,
  talent_id uuid not null references people,
  during tstzrange not null,
  state text not null constraint bookings_state check (state in (
    'held', 'assigned', 'sent', 'confirmed', 'unavailable', 'change_requested', 'checked_in', 'seen',
    'no_show', 'late', 'cancelled_by_casting', 'cancelled_by_talent', 'expired')),
  -- grows with every change of time; a reminder of another version is void
  version int not null default 1,
  hold_expires_at timestamptz,
  confirmed_at timestamptz,
  ended_at timestamptz,
  reason text,
  -- opens the .ics file without a login
  ics_token text not null constraint bookings_ics_token unique,
  created_at timestamptz not null default now(),
  constraint bookings_talent_once exclude using gist (talent_id with =, during with &&)
    where (state in ('held', 'assigned', 'sent', 'confirmed', 'change_requested', 'checked_in', 'late'))
);
comment on table bookings is 'A row is one talent''s place in one slot, from hold to seen.';
create unique index bookings_invitation_live on bookings (invitation_id)
  where state in ('held', 'assigned', 'sent', 'confirmed', 'change_requested', 'checked_in', 'late');
create index bookings_slot on bookings (slot_id);

create table holds (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  candidate_id uuid not null references candidates,
  talent_id uuid not null references people,
  kind text not null constraint holds_kind check (kind in ('avail_check', 'first_refusal', 'pin', 'hold')),
  place int not null default 1,
  during daterange not null,
  state text not null default 'live' constraint holds_state check (state in ('live', 'released', 'expired', 'booked')),
  expires_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table holds is 'A row is interest in a talent''s shoot dates: an avail check, a pin, a first refusal or a hold. None is a booking.';

create table reminders (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  booking_id uuid not null references bookings,
  booking_version int not null,
  -- minutes before the slot
  lead_minutes int not null,
  fire_at timestamptz not null,
  state text not null default 'waiting' constraint reminders_state check (state in ('waiting', 'sent', 'void')),
  outbox_id uuid,
  constraint reminders_once unique (booking_id, booking_version, lead_minutes)
);
comment on table reminders is 'A row is one reminder of one version of a booking.';
create index reminders_due on reminders (fire_at) where state = 'waiting';

create table calendar_events (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  booking_id uuid not null references bookings,
  generation int not null default 1,
  -- our choice: base32hex of a hash of booking and generation
  provider_id text not null constraint calendar_events_provider unique,
  -- what should be there
  wanted text not null constraint calendar_events_wanted check (wanted in ('present', 'absent')),
  wanted_version int not null,
  -- what was last known to be there
  known_version int,
  state text not null default 'pending' constraint calendar_events_state check (state in ('pending', 'writing', 'done', 'failed')),
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  error_code text,
  created_at timestamptz not null default now(),
  constraint calendar_events_once unique (booking_id, generation)
);
comment on table calendar_events is 'A row is the one event of a booking in Google Calendar: what we want there and what we know of it.';
create index calendar_events_due on calendar_events (next_at) where state in ('pending', 'writing');

-- ── Out ──

create table outbox (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  workspace_id uuid not null references workspaces,
  conversation_id uuid not null references conversations,
  -- the recipient; null for a channel or thread
  person_id uuid references people,
  turn_id uuid,
  -- makes the effect happen once: turn:<id>:reply, reminder:<id>, invitation:<id>, …
  dedupe_key text not null constraint outbox_once unique,
  purpose text not null constraint outbox_purpose check (purpose in ('reply', 'utility', 'promotional')),
  -- voids a confirmation or reminder of an older version of this booking
  booking_id uuid references bookings,
  booking_version int,
  outgoing jsonb not null,
  state text not null default 'pending' constraint outbox_state check (state in ('pending', 'sending', 'sent', 'failed', 'unknown', 'dead', 'void')),
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  claimed_by text,
  claimed_at timestamptz,
  provider_id text,
  receipt text constraint outbox_receipt check (receipt in ('queued', 'sent', 'delivered', 'read', 'failed')),
  error_code text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
comment on table outbox is 'A row is one message to one conversation, stored before it is sent; its state is its fate.';
create index outbox_due on outbox (next_at) where state in ('pending', 'sending', 'unknown');
create index outbox_order on outbox (conversation_id, seq) where state in ('pending', 'sending', 'unknown');
create index outbox_provider on outbox (provider_id) where provider_id is not null;

-- ── Memory and audit ──

create table memories (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  kind text not null constraint memories_kind check (kind in ('episodic', 'semantic', 'procedural')),
  subject_id uuid references people,
  -- who may ever see it
  audience text not null constraint memories_audience check (audience in ('team', 'talent', 'both')),
  trust text not null,
  text text not null,
  source_message_ids uuid[] not null default '{}',
  valid_from timestamptz not null default now(),
  valid_to timestamptz
);
comment on table memories is 'A row is one remembered thing with its sources, its audience and the time it holds.';

create table audit_log (
  id bigint generated always as identity primary key,
  workspace_id uuid not null references workspaces,
  at timestamptz not null,
  actor_id uuid references people,
  verb text not null,
  subject text not null,
  subject_id uuid not null,
  details jsonb not null default '{}'
);
comment on table audit_log is 'A row is one change of state: who, what, when.';
create index audit_log_subject on audit_log (subject, subject_id, id);
