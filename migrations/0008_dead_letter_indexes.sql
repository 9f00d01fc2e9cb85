-- The few rows that the program gave up on are found without reading the many.
create index inbox_dead on inbox (id) where outcome = 'dead';
create index outbox_dead on outbox (id) where state in ('dead', 'failed', 'unknown');
create index calendar_events_failed on calendar_events (id) where state = 'failed';
