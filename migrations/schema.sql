-- Written by `npm run schema`; a test holds it against the migrations.

-- A row is what a button, a list row or a menu number stands for.
create table actions (
  id text not null,
  workspace_id uuid not null,
  conversation_id uuid not null,
  outbox_id uuid,
  position integer not null,
  label text not null,
  person_id uuid,
  side text not null,
  verb text not null,
  args jsonb default '{}'::jsonb not null,
  single_use boolean default true not null,
  group_key text,
  expires_at timestamp with time zone,
  used_at timestamp with time zone,
  used_by uuid,
  answer jsonb,
  created_at timestamp with time zone default now() not null,
  constraint actions_side CHECK ((side = ANY (ARRAY['team'::text, 'talent'::text]))),
  constraint actions_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint actions_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint actions_used_by_fkey FOREIGN KEY (used_by) REFERENCES people(id),
  constraint actions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint actions_pkey PRIMARY KEY (id)
);
CREATE INDEX actions_group ON public.actions USING btree (group_key) WHERE (group_key IS NOT NULL);
CREATE INDEX actions_menu ON public.actions USING btree (conversation_id, created_at);
CREATE INDEX actions_outbox ON public.actions USING btree (outbox_id);
create policy passage on actions to castmatch_system using (true);
create policy wall on actions to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on actions to castmatch_app;
grant insert, select, update on actions to castmatch_system;

-- A row is something to do later about another row, if that still asks for it then.
create table alarms (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  key text not null,
  data jsonb default '{}'::jsonb not null,
  actor_id uuid not null,
  side text not null,
  fire_at timestamp with time zone not null,
  state text default 'waiting'::text not null,
  attempts integer default 0 not null,
  created_at timestamp with time zone default now() not null,
  constraint alarms_side CHECK ((side = ANY (ARRAY['team'::text, 'talent'::text]))),
  constraint alarms_state CHECK ((state = ANY (ARRAY['waiting'::text, 'fired'::text, 'void'::text, 'failed'::text]))),
  constraint alarms_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES people(id),
  constraint alarms_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint alarms_pkey PRIMARY KEY (id),
  constraint alarms_once UNIQUE (workspace_id, key)
);
CREATE INDEX alarms_due ON public.alarms USING btree (fire_at) WHERE (state = 'waiting'::text);
CREATE INDEX alarms_subject ON public.alarms USING btree (subject_id) WHERE (state = 'waiting'::text);
create policy passage on alarms to castmatch_system using (true);
create policy wall on alarms to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on alarms to castmatch_app;
grant insert, select, update on alarms to castmatch_system;

-- A row is something drafted for people outside that nothing sends before a person approved it.
create table approvals (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  kind text not null,
  state text default 'draft'::text not null,
  conversation_id uuid not null,
  payload jsonb not null,
  created_by uuid not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  constraint approvals_kind CHECK ((kind ~ '^[a-z_]{2,40}$'::text)),
  constraint approvals_state CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'discarded'::text]))),
  constraint approvals_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint approvals_created_by_fkey FOREIGN KEY (created_by) REFERENCES people(id),
  constraint approvals_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES people(id),
  constraint approvals_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint approvals_pkey PRIMARY KEY (id)
);
CREATE INDEX approvals_draft ON public.approvals USING btree (created_at) WHERE (state = 'draft'::text);
create policy passage on approvals to castmatch_system using (true);
create policy wall on approvals to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on approvals to castmatch_app;
grant insert, select, update on approvals to castmatch_system;

-- A row is one change of state: who, what, when.
create table audit_log (
  id bigint generated always as identity not null,
  workspace_id uuid not null,
  at timestamp with time zone not null,
  actor_id uuid,
  verb text not null,
  subject text not null,
  subject_id uuid not null,
  details jsonb default '{}'::jsonb not null,
  constraint audit_log_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES people(id),
  constraint audit_log_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint audit_log_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_log_subject ON public.audit_log USING btree (subject, subject_id, id);
create policy passage on audit_log to castmatch_system using (true);
create policy wall on audit_log to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select on audit_log to castmatch_app;
grant insert, select on audit_log to castmatch_system;

-- A row is dates on which a talent is away.
create table book_outs (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  person_id uuid not null,
  during daterange not null,
  reason text,
  created_at timestamp with time zone default now() not null,
  constraint book_outs_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint book_outs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint book_outs_pkey PRIMARY KEY (id)
);
CREATE INDEX book_outs_person ON public.book_outs USING gist (person_id, during);
create policy passage on book_outs to castmatch_system using (true);
create policy wall on book_outs to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant delete, insert, select, update on book_outs to castmatch_app;
grant insert, select, update on book_outs to castmatch_system;

-- A row is one talent's place in one slot, from hold to seen.
create table bookings (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  invitation_id uuid not null,
  slot_id uuid not null,
  talent_id uuid not null,
  during tstzrange not null,
  state text not null,
  version integer default 1 not null,
  hold_expires_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  ended_at timestamp with time zone,
  reason text,
  ics_token text not null,
  created_at timestamp with time zone default now() not null,
  permission_asked_at timestamp with time zone,
  checked_in_at timestamp with time zone,
  seen_at timestamp with time zone,
  wanted_slot_id uuid,
  change_asked_at timestamp with time zone,
  constraint bookings_state CHECK ((state = ANY (ARRAY['held'::text, 'assigned'::text, 'sent'::text, 'confirmed'::text, 'unavailable'::text, 'change_requested'::text, 'checked_in'::text, 'seen'::text, 'no_show'::text, 'late'::text, 'cancelled_by_casting'::text, 'cancelled_by_talent'::text, 'expired'::text]))),
  constraint bookings_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES invitations(id),
  constraint bookings_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES slots(id),
  constraint bookings_talent_id_fkey FOREIGN KEY (talent_id) REFERENCES people(id),
  constraint bookings_wanted_slot_id_fkey FOREIGN KEY (wanted_slot_id) REFERENCES slots(id),
  constraint bookings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint bookings_pkey PRIMARY KEY (id),
  constraint bookings_ics_token UNIQUE (ics_token),
  constraint bookings_talent_once EXCLUDE USING gist (talent_id WITH =, during WITH &&) WHERE ((state = ANY (ARRAY['held'::text, 'assigned'::text, 'sent'::text, 'confirmed'::text, 'change_requested'::text, 'checked_in'::text, 'late'::text])))
);
CREATE INDEX bookings_change_requested ON public.bookings USING btree (id) WHERE (state = 'change_requested'::text);
CREATE INDEX bookings_held ON public.bookings USING btree (hold_expires_at) WHERE (state = 'held'::text);
CREATE INDEX bookings_of_invitation ON public.bookings USING btree (invitation_id);
CREATE INDEX bookings_slot ON public.bookings USING btree (slot_id);
CREATE INDEX bookings_talent ON public.bookings USING btree (talent_id);
CREATE UNIQUE INDEX bookings_invitation_live ON public.bookings USING btree (invitation_id) WHERE (state = ANY (ARRAY['held'::text, 'assigned'::text, 'sent'::text, 'confirmed'::text, 'change_requested'::text, 'checked_in'::text, 'late'::text]));
create policy passage on bookings to castmatch_system using (true);
create policy wall on bookings to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on bookings to castmatch_app;
grant insert, select, update on bookings to castmatch_system;

-- A row is a channel through which Google says that a calendar changed.
create table calendar_channels (
  id uuid not null,
  feed_id uuid not null,
  token_hash text not null,
  resource_id text,
  expires_at timestamp with time zone not null,
  constraint calendar_channels_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES calendar_feeds(id) ON DELETE CASCADE,
  constraint calendar_channels_pkey PRIMARY KEY (id)
);
CREATE INDEX calendar_channels_feed ON public.calendar_channels USING btree (feed_id);
grant delete, insert, select, update on calendar_channels to castmatch_system;

-- A row is the Google calendar that one person of the casting team connected.
create table calendar_connections (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  person_id uuid not null,
  account text not null,
  sealed_token text,
  state text not null,
  connected_at timestamp with time zone not null,
  constraint calendar_connections_state CHECK ((state = ANY (ARRAY['connected'::text, 'refused'::text]))),
  constraint calendar_connections_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint calendar_connections_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint calendar_connections_pkey PRIMARY KEY (id),
  constraint calendar_connections_once UNIQUE (person_id)
);
create policy passage on calendar_connections to castmatch_system using (true);
create policy wall on calendar_connections to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant delete, insert, select, update on calendar_connections to castmatch_system;

-- A row is the one event of a booking in Google Calendar: what we want there and what we know of it.
create table calendar_events (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  booking_id uuid not null,
  generation integer default 1 not null,
  provider_id text not null,
  wanted text not null,
  wanted_version integer not null,
  known_version integer,
  state text default 'pending'::text not null,
  attempts integer default 0 not null,
  next_at timestamp with time zone default now() not null,
  error_code text,
  created_at timestamp with time zone default now() not null,
  claim integer default 0 not null,
  connection_id uuid,
  answer text,
  answer_version integer,
  meet_url text,
  written jsonb,
  constraint calendar_events_state CHECK ((state = ANY (ARRAY['pending'::text, 'writing'::text, 'done'::text, 'failed'::text]))),
  constraint calendar_events_wanted CHECK ((wanted = ANY (ARRAY['present'::text, 'absent'::text]))),
  constraint calendar_events_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  constraint calendar_events_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES calendar_connections(id),
  constraint calendar_events_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint calendar_events_pkey PRIMARY KEY (id),
  constraint calendar_events_once UNIQUE (booking_id, generation),
  constraint calendar_events_provider UNIQUE (provider_id)
);
CREATE INDEX calendar_events_due ON public.calendar_events USING btree (next_at) WHERE (state = ANY (ARRAY['pending'::text, 'writing'::text]));
CREATE INDEX calendar_events_failed ON public.calendar_events USING btree (id) WHERE (state = 'failed'::text);
create policy passage on calendar_events to castmatch_system using (true);
create policy wall on calendar_events to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on calendar_events to castmatch_app;
grant insert, select, update on calendar_events to castmatch_system;

-- A row is a calendar whose changes we follow, and how far we have read them.
create table calendar_feeds (
  id uuid default gen_random_uuid() not null,
  connection_id uuid,
  sync_token text,
  next_at timestamp with time zone not null,
  claim integer default 0 not null,
  error_code text,
  constraint calendar_feeds_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES calendar_connections(id) ON DELETE CASCADE,
  constraint calendar_feeds_pkey PRIMARY KEY (id),
  constraint calendar_feeds_once UNIQUE NULLS NOT DISTINCT (connection_id)
);
grant delete, insert, select, update on calendar_feeds to castmatch_system;

-- A row is a link that connects one person's calendar, once and within ten minutes.
create table calendar_links (
  hash text not null,
  workspace_id uuid not null,
  person_id uuid not null,
  conversation_id uuid,
  created_at timestamp with time zone not null,
  state_hash text,
  followed_at timestamp with time zone,
  used_at timestamp with time zone,
  constraint calendar_links_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint calendar_links_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint calendar_links_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint calendar_links_pkey PRIMARY KEY (hash),
  constraint calendar_links_state UNIQUE (state_hash)
);
create policy passage on calendar_links to castmatch_system using (true);
create policy wall on calendar_links to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant delete, insert, select, update on calendar_links to castmatch_system;

-- A row is something done to an event by hand that the casting team has to decide on.
create table calendar_questions (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  calendar_event_id uuid not null,
  booking_id uuid not null,
  booking_version integer not null,
  kind text not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  fingerprint text not null,
  state text default 'open'::text not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint calendar_questions_kind CHECK ((kind = ANY (ARRAY['moved'::text, 'deleted'::text, 'edited'::text, 'declined'::text]))),
  constraint calendar_questions_state CHECK ((state = ANY (ARRAY['open'::text, 'taken'::text, 'put_back'::text, 'left'::text, 'void'::text]))),
  constraint calendar_questions_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  constraint calendar_questions_calendar_event_id_fkey FOREIGN KEY (calendar_event_id) REFERENCES calendar_events(id),
  constraint calendar_questions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES people(id),
  constraint calendar_questions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint calendar_questions_pkey PRIMARY KEY (id)
);
CREATE INDEX calendar_questions_booking ON public.calendar_questions USING btree (booking_id);
CREATE UNIQUE INDEX calendar_questions_open ON public.calendar_questions USING btree (calendar_event_id, ((kind = 'declined'::text))) WHERE (state = 'open'::text);
create policy passage on calendar_questions to castmatch_system using (true);
create policy wall on calendar_questions to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on calendar_questions to castmatch_app;
grant insert, select, update on calendar_questions to castmatch_system;

-- A row is one change of a candidate's state: from where, to where, who, when and why.
create table candidate_moves (
  id bigint generated always as identity not null,
  workspace_id uuid not null,
  candidate_id uuid not null,
  from_state text not null,
  to_state text not null,
  moved_by uuid,
  moved_at timestamp with time zone not null,
  why text not null,
  constraint candidate_moves_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES candidates(id),
  constraint candidate_moves_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES people(id),
  constraint candidate_moves_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint candidate_moves_pkey PRIMARY KEY (id)
);
CREATE INDEX candidate_moves_candidate ON public.candidate_moves USING btree (candidate_id, id);
create policy passage on candidate_moves to castmatch_system using (true);
create policy wall on candidate_moves to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select on candidate_moves to castmatch_app;
grant insert, select on candidate_moves to castmatch_system;

-- A row is a note of the team on a candidate; talent never reads it.
create table candidate_notes (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  candidate_id uuid not null,
  written_by uuid not null,
  text text not null,
  created_at timestamp with time zone default now() not null,
  constraint candidate_notes_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES candidates(id),
  constraint candidate_notes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint candidate_notes_written_by_fkey FOREIGN KEY (written_by) REFERENCES people(id),
  constraint candidate_notes_pkey PRIMARY KEY (id)
);
CREATE INDEX candidate_notes_candidate ON public.candidate_notes USING btree (candidate_id, created_at);
create policy passage on candidate_notes to castmatch_system using (true);
create policy wall on candidate_notes to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select on candidate_notes to castmatch_app;
grant insert, select on candidate_notes to castmatch_system;

-- A row is what one person of the team thinks of a candidate now.
create table candidate_votes (
  candidate_id uuid not null,
  person_id uuid not null,
  workspace_id uuid not null,
  vote text not null,
  voted_at timestamp with time zone not null,
  constraint candidate_votes_vote CHECK ((vote = ANY (ARRAY['yes'::text, 'maybe'::text, 'no'::text]))),
  constraint candidate_votes_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES candidates(id),
  constraint candidate_votes_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint candidate_votes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint candidate_votes_pkey PRIMARY KEY (candidate_id, person_id)
);
create policy passage on candidate_votes to castmatch_system using (true);
create policy wall on candidate_votes to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on candidate_votes to castmatch_app;
grant insert, select, update on candidate_votes to castmatch_system;

-- A row is one talent considered for one role.
create table candidates (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  role_id uuid not null,
  talent_id uuid not null,
  state text default 'submitted'::text not null,
  rank integer,
  selected_at timestamp with time zone,
  moved_by uuid,
  moved_at timestamp with time zone default now() not null,
  created_at timestamp with time zone default now() not null,
  tags text[] default '{}'::text[] not null,
  constraint candidates_state CHECK ((state = ANY (ARRAY['submitted'::text, 'viewed'::text, 'selected'::text, 'under_consideration'::text, 'invited'::text, 'auditioned'::text, 'callback'::text, 'test'::text, 'avail_check'::text, 'pinned'::text, 'hold'::text, 'offer'::text, 'booked'::text, 'backup'::text, 'passed'::text, 'released'::text, 'withdrawn'::text]))),
  constraint candidates_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES people(id),
  constraint candidates_role_id_fkey FOREIGN KEY (role_id) REFERENCES roles(id),
  constraint candidates_talent_id_fkey FOREIGN KEY (talent_id) REFERENCES people(id),
  constraint candidates_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint candidates_pkey PRIMARY KEY (id),
  constraint candidates_once UNIQUE (role_id, talent_id)
);
CREATE INDEX candidates_role ON public.candidates USING btree (role_id, state);
CREATE INDEX candidates_talent ON public.candidates USING btree (talent_id, state);
create policy passage on candidates to castmatch_system using (true);
create policy wall on candidates to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on candidates to castmatch_app;
grant insert, select, update on candidates to castmatch_system;

-- A row is a word as a team says it and what it means in English, beside the list that all share.
create table casting_words (
  workspace_id uuid not null,
  said text not null,
  english text not null,
  added_by uuid,
  added_at timestamp with time zone default now() not null,
  constraint casting_words_english CHECK (((length(english) >= 2) AND (length(english) <= 60))),
  constraint casting_words_said CHECK (((length(said) >= 2) AND (length(said) <= 60))),
  constraint casting_words_added_by_fkey FOREIGN KEY (added_by) REFERENCES people(id),
  constraint casting_words_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint casting_words_pkey PRIMARY KEY (workspace_id, said, english)
);
create policy passage on casting_words to castmatch_system using (true);
create policy wall on casting_words to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant delete, insert, select, update on casting_words to castmatch_app;
grant insert, select, update on casting_words to castmatch_system;

-- A row is our side of a channel: a Slack team, a number, a stage.
create table channel_accounts (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  channel text not null,
  platform text not null,
  account text not null,
  created_at timestamp with time zone default now() not null,
  retired_at timestamp with time zone,
  constraint channel_accounts_channel CHECK ((channel = ANY (ARRAY['slack'::text, 'whatsapp'::text, 'sms'::text]))),
  constraint channel_accounts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint channel_accounts_pkey PRIMARY KEY (id),
  constraint channel_accounts_once UNIQUE (channel, account)
);
create policy passage on channel_accounts to castmatch_system using (true);
create policy wall on channel_accounts to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant select on channel_accounts to castmatch_app;
grant insert, select, update on channel_accounts to castmatch_system;

-- A row is one consent to be written to on a channel, with its wording; withdrawn_at ends it.
create table consents (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  person_id uuid not null,
  channel text not null,
  purpose text default 'casting'::text not null,
  wording text not null,
  source text not null,
  given_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  given_by uuid,
  constraint consents_given_by_fkey FOREIGN KEY (given_by) REFERENCES people(id),
  constraint consents_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint consents_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint consents_pkey PRIMARY KEY (id)
);
CREATE INDEX consents_person ON public.consents USING btree (person_id, channel);
CREATE UNIQUE INDEX consents_minor ON public.consents USING btree (person_id) WHERE ((purpose = 'minor'::text) AND (withdrawn_at IS NULL));
create policy passage on consents to castmatch_system using (true);
create policy wall on consents to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on consents to castmatch_app;
grant insert, select, update on consents to castmatch_system;

-- A row is an address at which a person can be reached: a Slack id, an E.164 number, a business-scoped id, an email.
create table contact_points (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  person_id uuid not null,
  channel text not null,
  address text not null,
  verified_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  constraint contact_points_channel CHECK ((channel = ANY (ARRAY['slack'::text, 'whatsapp'::text, 'sms'::text, 'email'::text]))),
  constraint contact_points_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint contact_points_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint contact_points_pkey PRIMARY KEY (id),
  constraint contact_points_once UNIQUE (workspace_id, channel, address)
);
CREATE INDEX contact_points_person ON public.contact_points USING btree (person_id);
create policy passage on contact_points to castmatch_system using (true);
create policy wall on contact_points to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant delete, insert, select, update on contact_points to castmatch_app;
grant insert, select, update on contact_points to castmatch_system;

-- A row says which process may run turns of a conversation; every commit of a turn checks its fence.
create table conversation_leases (
  conversation text not null,
  fence bigint not null,
  holder text not null,
  expires_at timestamp with time zone not null,
  constraint conversation_leases_pkey PRIMARY KEY (conversation)
);
grant delete, insert, select, update on conversation_leases to castmatch_system;

-- A row is a Slack thread, or one number's WhatsApp or SMS conversation.
create table conversations (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  channel text not null,
  account text not null,
  key text not null,
  side text not null,
  person_id uuid,
  role_id uuid,
  last_inbound_at timestamp with time zone,
  summary text,
  created_at timestamp with time zone default now() not null,
  constraint conversations_side CHECK ((side = ANY (ARRAY['team'::text, 'talent'::text]))),
  constraint conversations_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint conversations_role FOREIGN KEY (role_id) REFERENCES roles(id),
  constraint conversations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint conversations_pkey PRIMARY KEY (id),
  constraint conversations_once UNIQUE (channel, account, key)
);
CREATE INDEX conversations_person ON public.conversations USING btree (person_id, channel);
create policy passage on conversations to castmatch_system using (true);
create policy wall on conversations to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on conversations to castmatch_app;
grant insert, select, update on conversations to castmatch_system;

-- A row is a talent's wish for a day or a time that no free slot is on; the team was asked.
create table day_requests (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  invitation_id uuid not null,
  asked_at timestamp with time zone not null,
  constraint day_requests_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES invitations(id),
  constraint day_requests_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint day_requests_pkey PRIMARY KEY (id)
);
CREATE INDEX day_requests_asked ON public.day_requests USING btree (asked_at);
CREATE INDEX day_requests_invitation ON public.day_requests USING btree (invitation_id);
create policy passage on day_requests to castmatch_system using (true);
create policy wall on day_requests to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select on day_requests to castmatch_app;
grant insert, select on day_requests to castmatch_system;

-- A row is what was told of, or dropped by, a person: an event, a message or a calendar event that the program gave up on.
create table dead_letters (
  kind text not null,
  subject_id uuid not null,
  workspace_id uuid not null,
  told_at timestamp with time zone,
  dropped_at timestamp with time zone,
  constraint dead_letters_kind CHECK ((kind = ANY (ARRAY['inbox'::text, 'outbox'::text, 'calendar'::text]))),
  constraint dead_letters_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint dead_letters_pkey PRIMARY KEY (kind, subject_id)
);
create policy passage on dead_letters to castmatch_system using (true);
create policy wall on dead_letters to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant select on dead_letters to castmatch_app;
grant insert, select, update on dead_letters to castmatch_system;

-- A row is interest in a talent's shoot dates: an avail check, a pin, a first refusal or a hold. None is a booking.
create table holds (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  candidate_id uuid not null,
  talent_id uuid not null,
  kind text not null,
  place integer default 1 not null,
  during daterange not null,
  state text default 'live'::text not null,
  expires_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  answer text,
  answered_at timestamp with time zone,
  approval_id uuid,
  created_by uuid,
  ended_at timestamp with time zone,
  reason text,
  constraint holds_answer CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text]))),
  constraint holds_dates CHECK ((NOT isempty(during))),
  constraint holds_kind CHECK ((kind = ANY (ARRAY['avail_check'::text, 'first_refusal'::text, 'pin'::text, 'hold'::text]))),
  constraint holds_place CHECK (((place >= 1) AND (place <= 100))),
  constraint holds_state CHECK ((state = ANY (ARRAY['live'::text, 'released'::text, 'expired'::text, 'booked'::text]))),
  constraint holds_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approvals(id),
  constraint holds_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES candidates(id),
  constraint holds_created_by_fkey FOREIGN KEY (created_by) REFERENCES people(id),
  constraint holds_talent_id_fkey FOREIGN KEY (talent_id) REFERENCES people(id),
  constraint holds_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint holds_pkey PRIMARY KEY (id),
  constraint holds_booked_once EXCLUDE USING gist (talent_id WITH =, during WITH &&) WHERE ((state = 'booked'::text)),
  constraint holds_place_once EXCLUDE USING gist (talent_id WITH =, place WITH =, during WITH &&) WHERE (((state = 'live'::text) AND (kind <> 'avail_check'::text)))
);
CREATE INDEX holds_talent ON public.holds USING btree (talent_id, state);
CREATE UNIQUE INDEX holds_candidate_live ON public.holds USING btree (candidate_id) WHERE (state = ANY (ARRAY['live'::text, 'booked'::text]));
create policy passage on holds to castmatch_system using (true);
create policy wall on holds to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on holds to castmatch_app;
grant insert, select, update on holds to castmatch_system;

-- A row is one accepted event; it is inserted before the webhook is acknowledged and ends with one outcome.
create table inbox (
  id uuid default gen_random_uuid() not null,
  seq bigint generated always as identity not null,
  channel text not null,
  account text not null,
  provider_event_id text not null,
  conversation_key text not null,
  kind text not null,
  received_at timestamp with time zone default now() not null,
  turn_id uuid,
  outcome text,
  reason text,
  attempts integer default 0 not null,
  finished_at timestamp with time zone,
  constraint inbox_kind CHECK ((kind = ANY (ARRAY['message'::text, 'action'::text, 'receipt'::text]))),
  constraint inbox_outcome CHECK ((outcome = ANY (ARRAY['answered'::text, 'refused'::text, 'expired'::text, 'ignored'::text, 'dead'::text]))),
  constraint inbox_pkey PRIMARY KEY (id),
  constraint inbox_once UNIQUE (channel, account, provider_event_id)
);
CREATE INDEX inbox_dead ON public.inbox USING btree (id) WHERE (outcome = 'dead'::text);
CREATE INDEX inbox_finished ON public.inbox USING btree (finished_at) WHERE (finished_at IS NOT NULL);
CREATE INDEX inbox_waiting ON public.inbox USING btree (channel, account, conversation_key, seq) WHERE (outcome IS NULL);
grant delete, insert, select, update on inbox to castmatch_system;

-- A row is the parsed event of an inbox row; inserted once, never updated.
create table inbox_payloads (
  inbox_id uuid not null,
  incoming jsonb not null,
  constraint inbox_payloads_inbox_id_fkey FOREIGN KEY (inbox_id) REFERENCES inbox(id) ON DELETE CASCADE,
  constraint inbox_payloads_pkey PRIMARY KEY (inbox_id)
);
grant delete, insert, select, update on inbox_payloads to castmatch_system;

-- A row is one value that all processes of this installation share, such as what signs session cookies.
create table installation (
  name text not null,
  value text not null,
  constraint installation_pkey PRIMARY KEY (name)
);
grant insert, select on installation to castmatch_system;

-- A row is the invitation of one candidate to one session.
create table invitations (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  session_id uuid not null,
  candidate_id uuid not null,
  talent_id uuid not null,
  approval_id uuid not null,
  state text default 'sent'::text not null,
  created_at timestamp with time zone default now() not null,
  answered_at timestamp with time zone,
  answer_by timestamp with time zone,
  reason text,
  constraint invitations_state CHECK ((state = ANY (ARRAY['sent'::text, 'accepted'::text, 'declined'::text, 'expired'::text, 'void'::text]))),
  constraint invitations_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approvals(id),
  constraint invitations_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES candidates(id),
  constraint invitations_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id),
  constraint invitations_talent_id_fkey FOREIGN KEY (talent_id) REFERENCES people(id),
  constraint invitations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint invitations_pkey PRIMARY KEY (id),
  constraint invitations_once UNIQUE (session_id, candidate_id)
);
CREATE INDEX invitations_candidate ON public.invitations USING btree (candidate_id);
CREATE INDEX invitations_talent ON public.invitations USING btree (talent_id, state);
create policy passage on invitations to castmatch_system using (true);
create policy wall on invitations to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on invitations to castmatch_app;
grant insert, select, update on invitations to castmatch_system;

-- A row is the embedding of content that a profile had: it may have it again.
create table kept_vectors (
  person_id uuid not null,
  workspace_id uuid not null,
  model text not null,
  dimension integer not null,
  content_hash text not null,
  embedding vector not null,
  kept_at timestamp with time zone not null,
  constraint kept_vectors_dimension CHECK ((dimension = vector_dims(embedding))),
  constraint kept_vectors_person_id_fkey FOREIGN KEY (person_id) REFERENCES talent_profiles(person_id) ON DELETE CASCADE,
  constraint kept_vectors_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint kept_vectors_pkey PRIMARY KEY (person_id, model, content_hash)
);
CREATE INDEX kept_vectors_age ON public.kept_vectors USING btree (kept_at);
CREATE INDEX kept_vectors_content ON public.kept_vectors USING btree (workspace_id, model, content_hash);
create policy passage on kept_vectors to castmatch_system using (true);
create policy wall on kept_vectors to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on kept_vectors to castmatch_app;
grant delete, insert, select, update on kept_vectors to castmatch_system;

-- A row is what a person is in a workspace; rights follow from it.
create table memberships (
  workspace_id uuid not null,
  person_id uuid not null,
  role text not null,
  created_at timestamp with time zone default now() not null,
  constraint memberships_role CHECK ((role = ANY (ARRAY['director'::text, 'associate'::text, 'talent'::text, 'guardian'::text]))),
  constraint memberships_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint memberships_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint memberships_pkey PRIMARY KEY (workspace_id, person_id)
);
create policy passage on memberships to castmatch_system using (true);
create policy wall on memberships to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant delete, insert, select, update on memberships to castmatch_app;
grant insert, select, update on memberships to castmatch_system;

-- A row is one remembered thing with its sources, its audience and the time it holds.
create table memories (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  kind text not null,
  subject_id uuid,
  audience text not null,
  trust text not null,
  text text not null,
  source_message_ids uuid[] default '{}'::uuid[] not null,
  valid_from timestamp with time zone default now() not null,
  valid_to timestamp with time zone,
  constraint memories_audience CHECK ((audience = ANY (ARRAY['team'::text, 'talent'::text, 'both'::text]))),
  constraint memories_kind CHECK ((kind = ANY (ARRAY['episodic'::text, 'semantic'::text, 'procedural'::text]))),
  constraint memories_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES people(id),
  constraint memories_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint memories_pkey PRIMARY KEY (id)
);
create policy passage on memories to castmatch_system using (true);
create policy wall on memories to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on memories to castmatch_app;
grant insert, select, update on memories to castmatch_system;

-- A row is one message of a conversation, as its people see it.
create table messages (
  id uuid default gen_random_uuid() not null,
  seq bigint generated always as identity not null,
  workspace_id uuid not null,
  conversation_id uuid not null,
  direction text not null,
  person_id uuid,
  turn_id uuid,
  inbox_id uuid,
  outbox_id uuid,
  text text not null,
  content jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint messages_direction CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint messages_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint messages_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint messages_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint messages_pkey PRIMARY KEY (id)
);
CREATE INDEX messages_conversation ON public.messages USING btree (conversation_id, seq);
CREATE UNIQUE INDEX messages_inbox ON public.messages USING btree (inbox_id) WHERE (inbox_id IS NOT NULL);
CREATE UNIQUE INDEX messages_outbox ON public.messages USING btree (outbox_id) WHERE (outbox_id IS NOT NULL);
create policy passage on messages to castmatch_system using (true);
create policy wall on messages to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select on messages to castmatch_app;
grant insert, select on messages to castmatch_system;

-- A row is the document that permits a minor's work on a role, received by the team.
create table minor_permissions (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  talent_id uuid not null,
  role_id uuid not null,
  document text not null,
  received_by uuid not null,
  received_at timestamp with time zone not null,
  constraint minor_permissions_received_by_fkey FOREIGN KEY (received_by) REFERENCES people(id),
  constraint minor_permissions_role_id_fkey FOREIGN KEY (role_id) REFERENCES roles(id),
  constraint minor_permissions_talent_id_fkey FOREIGN KEY (talent_id) REFERENCES people(id),
  constraint minor_permissions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint minor_permissions_pkey PRIMARY KEY (id),
  constraint minor_permissions_once UNIQUE (talent_id, role_id)
);
create policy passage on minor_permissions to castmatch_system using (true);
create policy wall on minor_permissions to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select on minor_permissions to castmatch_app;
grant insert, select, update on minor_permissions to castmatch_system;

-- A row is one offer of a role to a talent, with its terms, from the day it was sent.
create table offers (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  candidate_id uuid not null,
  talent_id uuid not null,
  approval_id uuid not null,
  during daterange not null,
  rate text not null,
  usage text not null,
  exclusivity text not null,
  state text default 'sent'::text not null,
  expires_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint offers_dates CHECK ((NOT isempty(during))),
  constraint offers_state CHECK ((state = ANY (ARRAY['sent'::text, 'accepted'::text, 'declined'::text, 'expired'::text, 'withdrawn'::text, 'clashed'::text]))),
  constraint offers_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approvals(id),
  constraint offers_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES candidates(id),
  constraint offers_talent_id_fkey FOREIGN KEY (talent_id) REFERENCES people(id),
  constraint offers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint offers_pkey PRIMARY KEY (id)
);
CREATE INDEX offers_talent ON public.offers USING btree (talent_id, state);
CREATE UNIQUE INDEX offers_candidate_open ON public.offers USING btree (candidate_id) WHERE (state = 'sent'::text);
create policy passage on offers to castmatch_system using (true);
create policy wall on offers to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on offers to castmatch_app;
grant insert, select, update on offers to castmatch_system;

-- A row is a link that opens the office as one person of the team, once and within ten minutes.
create table office_links (
  hash text not null,
  workspace_id uuid not null,
  person_id uuid not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint office_links_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint office_links_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint office_links_pkey PRIMARY KEY (hash)
);
create policy passage on office_links to castmatch_system using (true);
create policy wall on office_links to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant delete, insert, select, update on office_links to castmatch_system;

-- A row is the channel in which a workspace reads what concerns its running.
create table ops_channels (
  workspace_id uuid not null,
  conversation_id uuid not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  constraint ops_channels_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint ops_channels_set_by_fkey FOREIGN KEY (set_by) REFERENCES people(id),
  constraint ops_channels_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint ops_channels_pkey PRIMARY KEY (workspace_id)
);
create policy passage on ops_channels to castmatch_system using (true);
create policy wall on ops_channels to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on ops_channels to castmatch_app;
grant insert, select, update on ops_channels to castmatch_system;

-- A row is one message to one conversation, stored before it is sent; its state is its fate.
create table outbox (
  id uuid default gen_random_uuid() not null,
  seq bigint generated always as identity not null,
  workspace_id uuid not null,
  conversation_id uuid not null,
  person_id uuid,
  turn_id uuid,
  dedupe_key text not null,
  purpose text not null,
  booking_id uuid,
  booking_version integer,
  outgoing jsonb not null,
  state text default 'pending'::text not null,
  attempts integer default 0 not null,
  next_at timestamp with time zone default now() not null,
  claimed_by text,
  claimed_at timestamp with time zone,
  provider_id text,
  receipt text,
  error_code text,
  created_at timestamp with time zone default now() not null,
  sent_at timestamp with time zone,
  claim integer default 0 not null,
  progress jsonb,
  retried_at timestamp with time zone,
  constraint outbox_purpose CHECK ((purpose = ANY (ARRAY['reply'::text, 'utility'::text, 'promotional'::text]))),
  constraint outbox_receipt CHECK ((receipt = ANY (ARRAY['queued'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'failed'::text]))),
  constraint outbox_state CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unknown'::text, 'dead'::text, 'void'::text]))),
  constraint outbox_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  constraint outbox_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint outbox_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint outbox_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint outbox_pkey PRIMARY KEY (id),
  constraint outbox_once UNIQUE (dedupe_key)
);
CREATE INDEX outbox_dead ON public.outbox USING btree (id) WHERE (state = ANY (ARRAY['dead'::text, 'failed'::text, 'unknown'::text]));
CREATE INDEX outbox_due ON public.outbox USING btree (next_at) WHERE (state = ANY (ARRAY['pending'::text, 'sending'::text, 'unknown'::text]));
CREATE INDEX outbox_order ON public.outbox USING btree (conversation_id, seq) WHERE (state = ANY (ARRAY['pending'::text, 'sending'::text, 'unknown'::text]));
CREATE INDEX outbox_provider ON public.outbox USING btree (provider_id) WHERE (provider_id IS NOT NULL);
create policy passage on outbox to castmatch_system using (true);
create policy wall on outbox to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on outbox to castmatch_app;
grant insert, select, update on outbox to castmatch_system;

-- A row is a person a workspace knows: casting team, talent or guardian.
create table people (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  name text not null,
  language text default 'en'::text not null,
  time_zone text,
  guardian_id uuid,
  created_at timestamp with time zone default now() not null,
  merged_into uuid,
  constraint people_language CHECK ((language = ANY (ARRAY['en'::text, 'hi'::text, 'mr'::text, 'hinglish'::text]))),
  constraint people_guardian_id_fkey FOREIGN KEY (guardian_id) REFERENCES people(id),
  constraint people_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES people(id),
  constraint people_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint people_pkey PRIMARY KEY (id)
);
CREATE INDEX people_guardian ON public.people USING btree (guardian_id) WHERE (guardian_id IS NOT NULL);
CREATE INDEX people_workspace ON public.people USING btree (workspace_id);
create policy passage on people to castmatch_system using (true);
create policy wall on people to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on people to castmatch_app;
grant insert, select, update on people to castmatch_system;

-- A row is one photo of a talent that was sent in the chat.
create table photos (
  id uuid default gen_random_uuid() not null,
  seq bigint generated always as identity not null,
  workspace_id uuid not null,
  person_id uuid not null,
  file_key text not null,
  bytes bigint not null,
  sha256 text not null,
  look bit(128),
  sent_by uuid not null,
  received_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint photos_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint photos_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES people(id),
  constraint photos_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint photos_pkey PRIMARY KEY (id)
);
CREATE INDEX photos_file ON public.photos USING btree (workspace_id, sha256);
CREATE INDEX photos_person ON public.photos USING btree (person_id, seq);
CREATE INDEX photos_removed ON public.photos USING btree (removed_at) WHERE (removed_at IS NOT NULL);
create policy passage on photos to castmatch_system using (true);
create policy wall on photos to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on photos to castmatch_app;
grant delete, insert, select, update on photos to castmatch_system;

-- A row is one fact of a profile that changed: who changed it, when, from what to what.
create table profile_changes (
  id uuid default gen_random_uuid() not null,
  seq bigint generated always as identity not null,
  workspace_id uuid not null,
  person_id uuid not null,
  field text not null,
  from_value jsonb,
  to_value jsonb,
  changed_by uuid,
  source text not null,
  changed_at timestamp with time zone not null,
  constraint profile_changes_source CHECK ((source = ANY (ARRAY['chat'::text, 'import'::text, 'merge'::text, 'undo'::text]))),
  constraint profile_changes_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES people(id),
  constraint profile_changes_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint profile_changes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint profile_changes_pkey PRIMARY KEY (id)
);
CREATE INDEX profile_changes_person ON public.profile_changes USING btree (person_id, seq);
create policy passage on profile_changes to castmatch_system using (true);
create policy wall on profile_changes to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on profile_changes to castmatch_app;
grant insert, select, update on profile_changes to castmatch_system;

-- A row is what a talent said of our questions about her profile.
create table profile_talks (
  person_id uuid not null,
  workspace_id uuid not null,
  skipped text[] default '{}'::text[] not null,
  updated_at timestamp with time zone not null,
  constraint profile_talks_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint profile_talks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint profile_talks_pkey PRIMARY KEY (person_id)
);
create policy passage on profile_talks to castmatch_system using (true);
create policy wall on profile_talks to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on profile_talks to castmatch_app;
grant insert, select, update on profile_talks to castmatch_system;

-- A row is the embedding of a profile by one model, of the content with this hash.
create table profile_vectors (
  person_id uuid not null,
  workspace_id uuid not null,
  model text not null,
  dimension integer not null,
  content_hash text not null,
  embedding vector not null,
  updated_at timestamp with time zone default now() not null,
  constraint profile_vectors_dimension CHECK ((dimension = vector_dims(embedding))),
  constraint profile_vectors_person_id_fkey FOREIGN KEY (person_id) REFERENCES talent_profiles(person_id) ON DELETE CASCADE,
  constraint profile_vectors_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint profile_vectors_pkey PRIMARY KEY (person_id, model)
);
CREATE INDEX profile_vectors_content ON public.profile_vectors USING btree (workspace_id, model, content_hash);
CREATE INDEX profile_vectors_person ON public.profile_vectors USING hash (person_id);
create policy passage on profile_vectors to castmatch_system using (true);
create policy wall on profile_vectors to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on profile_vectors to castmatch_app;
grant delete, insert, select, update on profile_vectors to castmatch_system;

-- A row is a film, series or commercial being cast.
create table projects (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  title text not null,
  production_house text,
  kind text,
  created_at timestamp with time zone default now() not null,
  constraint projects_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint projects_pkey PRIMARY KEY (id)
);
create policy passage on projects to castmatch_system using (true);
create policy wall on projects to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on projects to castmatch_app;
grant insert, select, update on projects to castmatch_system;

-- A row is one reminder of one version of a booking.
create table reminders (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  booking_id uuid not null,
  booking_version integer not null,
  lead_minutes integer not null,
  fire_at timestamp with time zone not null,
  state text default 'waiting'::text not null,
  outbox_id uuid,
  constraint reminders_state CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'void'::text]))),
  constraint reminders_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  constraint reminders_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint reminders_pkey PRIMARY KEY (id),
  constraint reminders_once UNIQUE (booking_id, booking_version, lead_minutes)
);
CREATE INDEX reminders_due ON public.reminders USING btree (fire_at) WHERE (state = 'waiting'::text);
create policy passage on reminders to castmatch_system using (true);
create policy wall on reminders to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on reminders to castmatch_app;
grant insert, select, update on reminders to castmatch_system;

-- A row is one step on a role's way, from brief to booked.
create table role_checkpoints (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  role_id uuid not null,
  kind text not null,
  after_kinds text[] not null,
  state text default 'open'::text not null,
  moved_by uuid,
  moved_at timestamp with time zone not null,
  owner_id uuid,
  owner_name text,
  due_on date,
  due_at timestamp with time zone,
  gate_person_id uuid,
  gate_answer text,
  gate_answered_at timestamp with time zone,
  gate_asked_at timestamp with time zone,
  constraint role_checkpoints_due CHECK (((due_on IS NULL) = (due_at IS NULL))),
  constraint role_checkpoints_gate CHECK ((gate_answer = ANY (ARRAY['go'::text, 'no_go'::text]))),
  constraint role_checkpoints_kind CHECK ((kind = ANY (ARRAY['brief'::text, 'shortlist'::text, 'auditions'::text, 'callbacks'::text, 'offer'::text, 'booked'::text]))),
  constraint role_checkpoints_state CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'skipped'::text]))),
  constraint role_checkpoints_gate_person_id_fkey FOREIGN KEY (gate_person_id) REFERENCES people(id),
  constraint role_checkpoints_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES people(id),
  constraint role_checkpoints_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES people(id),
  constraint role_checkpoints_role_id_fkey FOREIGN KEY (role_id) REFERENCES roles(id),
  constraint role_checkpoints_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint role_checkpoints_pkey PRIMARY KEY (id),
  constraint role_checkpoints_once UNIQUE (role_id, kind)
);
CREATE INDEX role_checkpoints_asked ON public.role_checkpoints USING btree (gate_asked_at) WHERE ((state = 'open'::text) AND (gate_answer IS NULL));
CREATE INDEX role_checkpoints_due ON public.role_checkpoints USING btree (due_at) WHERE (state = 'open'::text);
create policy passage on role_checkpoints to castmatch_system using (true);
create policy wall on role_checkpoints to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on role_checkpoints to castmatch_app;
grant insert, select, update on role_checkpoints to castmatch_system;

-- A row is a role with its breakdown.
create table roles (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  project_id uuid,
  conversation_id uuid not null,
  title text not null,
  breakdown jsonb not null,
  brief text not null,
  headcount integer default 1 not null,
  state text default 'open'::text not null,
  created_by uuid not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint roles_headcount CHECK (((headcount >= 1) AND (headcount <= 500))),
  constraint roles_state CHECK ((state = ANY (ARRAY['open'::text, 'cast'::text, 'closed'::text]))),
  constraint roles_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint roles_created_by_fkey FOREIGN KEY (created_by) REFERENCES people(id),
  constraint roles_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id),
  constraint roles_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint roles_pkey PRIMARY KEY (id)
);
CREATE INDEX roles_conversation ON public.roles USING btree (conversation_id, created_at);
create policy passage on roles to castmatch_system using (true);
create policy wall on roles to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on roles to castmatch_app;
grant insert, select, update on roles to castmatch_system;

-- A row is a place that holds one audition at a time.
create table rooms (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  name text not null,
  address text,
  created_at timestamp with time zone default now() not null,
  constraint rooms_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint rooms_pkey PRIMARY KEY (id),
  constraint rooms_once UNIQUE (workspace_id, name)
);
create policy passage on rooms to castmatch_system using (true);
create policy wall on rooms to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on rooms to castmatch_app;
grant insert, select, update on rooms to castmatch_system;

-- A row is a talent that a saved search has found: nobody is told of twice.
create table saved_search_hits (
  search_id uuid not null,
  talent_id uuid not null,
  workspace_id uuid not null,
  told_at timestamp with time zone,
  constraint saved_search_hits_search_id_fkey FOREIGN KEY (search_id) REFERENCES saved_searches(id),
  constraint saved_search_hits_talent_id_fkey FOREIGN KEY (talent_id) REFERENCES people(id),
  constraint saved_search_hits_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint saved_search_hits_pkey PRIMARY KEY (search_id, talent_id)
);
create policy passage on saved_search_hits to castmatch_system using (true);
create policy wall on saved_search_hits to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on saved_search_hits to castmatch_app;
grant insert, select, update on saved_search_hits to castmatch_system;

-- A row is a search whose new matches a thread of the team is told of.
create table saved_searches (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  conversation_id uuid not null,
  name text not null,
  criteria jsonb not null,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  checked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint saved_searches_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint saved_searches_created_by_fkey FOREIGN KEY (created_by) REFERENCES people(id),
  constraint saved_searches_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint saved_searches_pkey PRIMARY KEY (id)
);
CREATE INDEX saved_searches_live ON public.saved_searches USING btree (workspace_id) WHERE (ended_at IS NULL);
create policy passage on saved_searches to castmatch_system using (true);
create policy wall on saved_searches to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on saved_searches to castmatch_app;
grant insert, select, update on saved_searches to castmatch_system;

create table schema_migrations (
  version integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone default now() not null,
  constraint schema_migrations_pkey PRIMARY KEY (version)
);
grant select on schema_migrations to castmatch_system;

-- A row is who a search found, in that order, for whoever reads on page by page within the hour.
create table search_runs (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  asked jsonb not null,
  ids uuid[] not null,
  total integer not null,
  created_at timestamp with time zone default now() not null,
  constraint search_runs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint search_runs_pkey PRIMARY KEY (id)
);
CREATE INDEX search_runs_age ON public.search_runs USING btree (created_at);
create policy passage on search_runs to castmatch_system using (true);
create policy wall on search_runs to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant delete, insert, select, update on search_runs to castmatch_app;
grant insert, select, update on search_runs to castmatch_system;

-- A row is one audition session: a place and a stretch of time cut into slots.
create table sessions (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  role_id uuid not null,
  room_id uuid not null,
  place text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  slot_minutes integer not null,
  time_zone text not null,
  state text default 'open'::text not null,
  created_by uuid not null,
  created_at timestamp with time zone default now() not null,
  online boolean default false not null,
  feed_token text default replace(((gen_random_uuid())::text || (gen_random_uuid())::text), '-'::text, ''::text) not null,
  round text default 'audition'::text not null,
  plan jsonb default '{}'::jsonb not null,
  fill text default 'choice'::text not null,
  reminder_minutes integer[] default '{1440,180}'::integer[] not null,
  constraint sessions_fill CHECK ((fill = ANY (ARRAY['choice'::text, 'order'::text, 'hand'::text]))),
  constraint sessions_order CHECK ((starts_at < ends_at)),
  constraint sessions_reminders CHECK (((cardinality(reminder_minutes) <= 5) AND (60 <= ALL (reminder_minutes)) AND (20160 >= ALL (reminder_minutes)))),
  constraint sessions_round CHECK ((round = ANY (ARRAY['audition'::text, 'callback'::text, 'test'::text]))),
  constraint sessions_slot_minutes CHECK (((slot_minutes >= 5) AND (slot_minutes <= 240))),
  constraint sessions_state CHECK ((state = ANY (ARRAY['open'::text, 'cancelled'::text, 'done'::text]))),
  constraint sessions_created_by_fkey FOREIGN KEY (created_by) REFERENCES people(id),
  constraint sessions_role_id_fkey FOREIGN KEY (role_id) REFERENCES roles(id),
  constraint sessions_room_id_fkey FOREIGN KEY (room_id) REFERENCES rooms(id),
  constraint sessions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_feed_token UNIQUE (feed_token)
);
create policy passage on sessions to castmatch_system using (true);
create policy wall on sessions to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on sessions to castmatch_app;
grant insert, select, update on sessions to castmatch_system;

-- A row is a PDF of script pages attached to a role; the one that is not replaced is what people get.
create table sides (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  role_id uuid not null,
  file_key text not null,
  bytes bigint not null,
  sha256 text not null,
  pages integer not null,
  attached_by uuid not null,
  attached_at timestamp with time zone not null,
  replaced_at timestamp with time zone,
  constraint sides_pages CHECK (((pages >= 1) AND (pages <= 1000))),
  constraint sides_attached_by_fkey FOREIGN KEY (attached_by) REFERENCES people(id),
  constraint sides_role_id_fkey FOREIGN KEY (role_id) REFERENCES roles(id),
  constraint sides_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint sides_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX sides_role ON public.sides USING btree (role_id) WHERE (replaced_at IS NULL);
create policy passage on sides to castmatch_system using (true);
create policy wall on sides to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on sides to castmatch_app;
grant insert, select, update on sides to castmatch_system;

-- A row lets one talent read the sides of a role while what she confirmed stands: a booking or a self-tape.
create table sides_releases (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  role_id uuid not null,
  talent_id uuid not null,
  booking_id uuid,
  tape_id uuid,
  released_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  constraint sides_releases_one CHECK (((booking_id IS NULL) <> (tape_id IS NULL))),
  constraint sides_releases_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES bookings(id),
  constraint sides_releases_role_id_fkey FOREIGN KEY (role_id) REFERENCES roles(id),
  constraint sides_releases_talent_id_fkey FOREIGN KEY (talent_id) REFERENCES people(id),
  constraint sides_releases_tape_id_fkey FOREIGN KEY (tape_id) REFERENCES tapes(id),
  constraint sides_releases_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint sides_releases_pkey PRIMARY KEY (id),
  constraint sides_releases_booking UNIQUE (booking_id),
  constraint sides_releases_tape UNIQUE (tape_id)
);
create policy passage on sides_releases to castmatch_system using (true);
create policy wall on sides_releases to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on sides_releases to castmatch_app;
grant insert, select, update on sides_releases to castmatch_system;

-- A row is a one-time link; it opens one session.
create table sign_in_keys (
  hash text not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint sign_in_keys_pkey PRIMARY KEY (hash)
);
grant delete, insert, select, update on sign_in_keys to castmatch_system;

-- A row is one time in a session that capacity talents can take.
create table slots (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  session_id uuid not null,
  room_id uuid not null,
  reader_id uuid,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  during tstzrange generated always as (tstzrange(starts_at, ends_at)) stored,
  capacity integer default 1 not null,
  state text default 'open'::text not null,
  constraint slots_capacity CHECK (((capacity >= 1) AND (capacity <= 100))),
  constraint slots_state CHECK ((state = ANY (ARRAY['open'::text, 'cancelled'::text]))),
  constraint slots_reader_id_fkey FOREIGN KEY (reader_id) REFERENCES people(id),
  constraint slots_room_id_fkey FOREIGN KEY (room_id) REFERENCES rooms(id),
  constraint slots_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id),
  constraint slots_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint slots_pkey PRIMARY KEY (id),
  constraint slots_reader_once EXCLUDE USING gist (reader_id WITH =, during WITH &&) WHERE (((state = 'open'::text) AND (reader_id IS NOT NULL))),
  constraint slots_room_once EXCLUDE USING gist (room_id WITH =, during WITH &&) WHERE ((state = 'open'::text))
);
CREATE INDEX slots_session ON public.slots USING btree (session_id, starts_at);
create policy passage on slots to castmatch_system using (true);
create policy wall on slots to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on slots to castmatch_app;
grant insert, select, update on slots to castmatch_system;

-- A row is one recording that a talent sent for a self-tape.
create table takes (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  tape_id uuid not null,
  file_key text,
  link text,
  content_type text,
  bytes bigint,
  sha256 text,
  sent_by uuid not null,
  received_at timestamp with time zone not null,
  constraint takes_one CHECK (((file_key IS NULL) <> (link IS NULL))),
  constraint takes_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES people(id),
  constraint takes_tape_id_fkey FOREIGN KEY (tape_id) REFERENCES tapes(id),
  constraint takes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint takes_pkey PRIMARY KEY (id)
);
CREATE INDEX takes_tape ON public.takes USING btree (tape_id, received_at);
create policy passage on takes to castmatch_system using (true);
create policy wall on takes to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select on takes to castmatch_app;
grant insert, select, update on takes to castmatch_system;

-- A row is two profiles that may be of one person, and what a person of the team said of them.
create table talent_duplicates (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  first_id uuid not null,
  second_id uuid not null,
  why text[] not null,
  state text default 'open'::text not null,
  found_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint talent_duplicates_order CHECK ((first_id < second_id)),
  constraint talent_duplicates_state CHECK ((state = ANY (ARRAY['open'::text, 'merged'::text, 'different'::text]))),
  constraint talent_duplicates_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES people(id),
  constraint talent_duplicates_first_id_fkey FOREIGN KEY (first_id) REFERENCES people(id),
  constraint talent_duplicates_second_id_fkey FOREIGN KEY (second_id) REFERENCES people(id),
  constraint talent_duplicates_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint talent_duplicates_pkey PRIMARY KEY (id),
  constraint talent_duplicates_once UNIQUE (first_id, second_id)
);
CREATE INDEX talent_duplicates_open ON public.talent_duplicates USING btree (workspace_id, found_at) WHERE (state = 'open'::text);
CREATE INDEX talent_duplicates_second ON public.talent_duplicates USING btree (second_id);
create policy passage on talent_duplicates to castmatch_system using (true);
create policy wall on talent_duplicates to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on talent_duplicates to castmatch_app;
grant insert, select, update on talent_duplicates to castmatch_system;

-- A row is one merge of two profiles, with all that undoing it needs.
create table talent_merges (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  kept_id uuid not null,
  gone_id uuid not null,
  gone_external_id text,
  undo jsonb not null,
  merged_by uuid not null,
  merged_at timestamp with time zone not null,
  undone_by uuid,
  undone_at timestamp with time zone,
  constraint talent_merges_gone_id_fkey FOREIGN KEY (gone_id) REFERENCES people(id),
  constraint talent_merges_kept_id_fkey FOREIGN KEY (kept_id) REFERENCES people(id),
  constraint talent_merges_merged_by_fkey FOREIGN KEY (merged_by) REFERENCES people(id),
  constraint talent_merges_undone_by_fkey FOREIGN KEY (undone_by) REFERENCES people(id),
  constraint talent_merges_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint talent_merges_pkey PRIMARY KEY (id)
);
CREATE INDEX talent_merges_external ON public.talent_merges USING btree (workspace_id, gone_external_id) WHERE (undone_at IS NULL);
CREATE INDEX talent_merges_kept ON public.talent_merges USING btree (kept_id);
CREATE UNIQUE INDEX talent_merges_gone ON public.talent_merges USING btree (gone_id) WHERE (undone_at IS NULL);
create policy passage on talent_merges to castmatch_system using (true);
create policy wall on talent_merges to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on talent_merges to castmatch_app;
grant insert, select, update on talent_merges to castmatch_system;

-- A row is a talent's name as it sounds: what a name is looked for by.
create table talent_names (
  person_id uuid not null,
  workspace_id uuid not null,
  sounds text not null,
  constraint talent_names_person_id_fkey FOREIGN KEY (person_id) REFERENCES talent_profiles(person_id) ON DELETE CASCADE,
  constraint talent_names_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint talent_names_pkey PRIMARY KEY (person_id)
);
CREATE INDEX talent_names_alike ON public.talent_names USING gin (sounds gin_trgm_ops);
create policy passage on talent_names to castmatch_system using (true);
create policy wall on talent_names to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on talent_names to castmatch_app;
grant insert, select, update on talent_names to castmatch_system;

-- A row is what is known of one talent.
create table talent_profiles (
  person_id uuid not null,
  workspace_id uuid not null,
  external_id text,
  display_name text not null,
  age_min integer not null,
  age_max integer not null,
  is_minor boolean default false not null,
  gender text not null,
  city text,
  languages text[] default '{}'::text[] not null,
  language_levels jsonb default '{}'::jsonb not null,
  skills text[] default '{}'::text[] not null,
  height_cm integer,
  experience_years integer,
  bio text default ''::text not null,
  rate_paise_per_day bigint,
  union_name text,
  portrait_url text,
  search_text text default ''::text not null,
  search_vector tsvector generated always as (to_tsvector('simple'::regconfig, search_text)) stored,
  content_hash text default ''::text not null,
  import_hash text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  links text[] default '{}'::text[] not null,
  search_version integer default 0 not null,
  constraint talent_profiles_ages CHECK ((((age_min >= 0) AND (age_min <= 120)) AND ((age_max >= age_min) AND (age_max <= 120)))),
  constraint talent_profiles_gender CHECK ((gender = ANY (ARRAY['female'::text, 'male'::text, 'nonbinary'::text, 'unspecified'::text]))),
  constraint talent_profiles_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint talent_profiles_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint talent_profiles_pkey PRIMARY KEY (person_id),
  constraint talent_profiles_external UNIQUE (workspace_id, external_id)
);
CREATE INDEX talent_profiles_changed ON public.talent_profiles USING btree (workspace_id, updated_at);
CREATE INDEX talent_profiles_filters ON public.talent_profiles USING btree (workspace_id, gender, age_min, age_max);
CREATE INDEX talent_profiles_found ON public.talent_profiles USING gin (talent_facts(gender, city, union_name, languages, skills), search_vector);
CREATE INDEX talent_profiles_name ON public.talent_profiles USING gin (display_name gin_trgm_ops);
CREATE INDEX talent_profiles_stale ON public.talent_profiles USING btree (search_version);
create policy passage on talent_profiles to castmatch_system using (true);
create policy wall on talent_profiles to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant delete, insert, select, update on talent_profiles to castmatch_app;
grant insert, select, update on talent_profiles to castmatch_system;

-- A row is a self-tape that was asked of a candidate, from the request to the review.
create table tapes (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  candidate_id uuid not null,
  talent_id uuid not null,
  approval_id uuid not null,
  state text default 'requested'::text not null,
  due_at timestamp with time zone not null,
  requested_at timestamp with time zone not null,
  moved_at timestamp with time zone not null,
  constraint tapes_state CHECK ((state = ANY (ARRAY['requested'::text, 'accepted'::text, 'received'::text, 'retake'::text, 'reviewed'::text, 'declined'::text, 'expired'::text]))),
  constraint tapes_approval_id_fkey FOREIGN KEY (approval_id) REFERENCES approvals(id),
  constraint tapes_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES candidates(id),
  constraint tapes_talent_id_fkey FOREIGN KEY (talent_id) REFERENCES people(id),
  constraint tapes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint tapes_pkey PRIMARY KEY (id),
  constraint tapes_candidate UNIQUE (candidate_id)
);
CREATE INDEX tapes_talent ON public.tapes USING btree (talent_id, state);
create policy passage on tapes to castmatch_system using (true);
create policy wall on tapes to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on tapes to castmatch_app;
grant insert, select, update on tapes to castmatch_system;

-- A row is one journalled step of a turn: a model reply, or a tool result stored in the transaction of its effect.
create table turn_steps (
  turn_id uuid not null,
  workspace_id uuid not null,
  position integer not null,
  kind text not null,
  tool_use_id text,
  content jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint turn_steps_kind CHECK ((kind = ANY (ARRAY['answer'::text, 'result'::text]))),
  constraint turn_steps_turn_id_fkey FOREIGN KEY (turn_id) REFERENCES turns(id) ON DELETE CASCADE,
  constraint turn_steps_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint turn_steps_pkey PRIMARY KEY (turn_id, "position"),
  constraint turn_steps_tool_once UNIQUE (turn_id, tool_use_id)
);
create policy passage on turn_steps to castmatch_system using (true);
create policy wall on turn_steps to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on turn_steps to castmatch_app;
grant insert, select, update on turn_steps to castmatch_system;

-- A row is one run of the conversation core over one or more inbox rows.
create table turns (
  id uuid default gen_random_uuid() not null,
  workspace_id uuid not null,
  conversation_id uuid not null,
  actor_id uuid not null,
  fence bigint not null,
  state text default 'running'::text not null,
  brain text,
  attempts integer default 1 not null,
  started_at timestamp with time zone default now() not null,
  finished_at timestamp with time zone,
  constraint turns_state CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text]))),
  constraint turns_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES people(id),
  constraint turns_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint turns_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint turns_pkey PRIMARY KEY (id)
);
CREATE INDEX turns_offline ON public.turns USING btree (conversation_id, finished_at) WHERE (brain = 'offline'::text);
CREATE INDEX turns_running ON public.turns USING btree (conversation_id) WHERE (state = 'running'::text);
create policy passage on turns to castmatch_system using (true);
create policy wall on turns to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on turns to castmatch_app;
grant insert, select, update on turns to castmatch_system;

-- A row says that from then on every profile of a workspace had a vector by this model.
create table vector_models (
  workspace_id uuid not null,
  model text not null,
  ready_at timestamp with time zone not null,
  constraint vector_models_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint vector_models_pkey PRIMARY KEY (workspace_id, model)
);
create policy passage on vector_models to castmatch_system using (true);
create policy wall on vector_models to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant insert, select, update on vector_models to castmatch_app;
grant delete, insert, select, update on vector_models to castmatch_system;

-- A row is a browser in which somebody of the team is signed in to the office; gone when they sign out.
create table visits (
  hash text not null,
  workspace_id uuid not null,
  person_id uuid not null,
  began_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint visits_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
  constraint visits_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id),
  constraint visits_pkey PRIMARY KEY (hash)
);
create policy passage on visits to castmatch_system using (true);
create policy wall on visits to castmatch_app using ((workspace_id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant delete, insert, select, update on visits to castmatch_system;

-- A row is one casting office or production house with its own walls.
create table workspaces (
  id uuid default gen_random_uuid() not null,
  name text not null,
  time_zone text default 'Asia/Kolkata'::text not null,
  settings jsonb default '{}'::jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint workspaces_pkey PRIMARY KEY (id)
);
create policy passage on workspaces to castmatch_system using (true);
create policy wall on workspaces to castmatch_app using ((id = (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid));
grant select on workspaces to castmatch_app;
grant insert, select, update on workspaces to castmatch_system;

-- The names of the present workspace's talents as they sound.
create view names_here as
 SELECT person_id,
    sounds
   FROM talent_names
  WHERE (workspace_id = ( SELECT (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid AS "nullif"));
grant select on names_here to castmatch_app;

-- What the talents of the present workspace are found by; nobody outside of a workspace.
create view talent_here as
 SELECT person_id,
    gender,
    age_min,
    age_max,
    is_minor,
    city,
    languages,
    skills,
    height_cm,
    experience_years,
    rate_paise_per_day,
    union_name,
    search_vector
   FROM talent_profiles
  WHERE (workspace_id = ( SELECT (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid AS "nullif"));
grant select on talent_here to castmatch_app;

-- The embeddings of the present workspace's talents.
create view vectors_here as
 SELECT person_id,
    model,
    dimension,
    embedding
   FROM profile_vectors
  WHERE (workspace_id = ( SELECT (NULLIF(current_setting('castmatch.workspace'::text, true), ''::text))::uuid AS "nullif"));
grant select on vectors_here to castmatch_app;

-- Tells the planner what an import has changed.
CREATE OR REPLACE FUNCTION public.analyze_talent()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  analyze talent_profiles, talent_names, profile_vectors, contact_points, book_outs;
end $function$;

-- As an earlier program asks; not used any more.
CREATE OR REPLACE FUNCTION public.talent_facts(gender text, city text, union_name text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select array['g:' || gender, 'c:' || lower(city), 'u:' || lower(union_name)] $function$;

-- What a search asks for as it is, each with its kind, and with the gender.
CREATE OR REPLACE FUNCTION public.talent_facts(gender text, city text, union_name text, languages text[], skills text[])
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  return array['g:' || gender, 'c:' || lower(city), 'u:' || lower(union_name), gender || ' c:' || lower(city)]
    || array(select 'l:' || one from unnest(languages) one) || array(select gender || ' l:' || one from unnest(languages) one)
    || array(select 's:' || one from unnest(skills) one) || array(select gender || ' s:' || one from unnest(skills) one);
end $function$;
