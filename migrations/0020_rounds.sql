alter table sessions
  -- a later round is a session like any other: who is called back, who tests
  add column round text not null default 'audition' constraint sessions_round check (round in ('audition', 'callback', 'test'));

alter table candidates drop constraint candidates_state;
alter table candidates add constraint candidates_state check (state in (
  'submitted', 'viewed', 'selected', 'under_consideration', 'invited', 'auditioned', 'callback', 'test', 'avail_check',
  'pinned', 'hold', 'offer', 'booked', 'backup', 'passed', 'released', 'withdrawn'));
