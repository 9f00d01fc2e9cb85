-- No program before this one wrote a hold.
alter table holds
  -- what the talent said of these dates
  add column answer text constraint holds_answer check (answer in ('yes', 'no')),
  add column answered_at timestamptz,
  add column approval_id uuid references approvals,
  add column created_by uuid references people,
  add column ended_at timestamptz,
  -- why it ended, in a few words
  add column reason text,
  add constraint holds_dates check (not isempty(during)),
  add constraint holds_place check (place between 1 and 100),
  -- first, second, third in line for the same dates: never two of one number
  add constraint holds_place_once exclude using gist (talent_id with =, place with =, during with &&)
    where (state = 'live' and kind <> 'avail_check'),
  add constraint holds_booked_once exclude using gist (talent_id with =, during with &&) where (state = 'booked');
create unique index holds_candidate_live on holds (candidate_id) where state in ('live', 'booked');
create index holds_talent on holds (talent_id, state);
