alter table sessions
  add column reminder_minutes integer[] not null default '{1440,180}',
  add constraint sessions_reminders check (cardinality(reminder_minutes) <= 5 and 60 <= all (reminder_minutes) and 20160 >= all (reminder_minutes));
