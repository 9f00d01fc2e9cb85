-- As for sends: who comes late with what he wrote to a calendar is told from who holds the event now.
alter table calendar_events add column claim int not null default 0;
