alter table sessions
  add column plan jsonb not null default '{}',
  add column fill text not null default 'choice',
  add constraint sessions_fill check (fill in ('choice', 'order', 'hand'));

