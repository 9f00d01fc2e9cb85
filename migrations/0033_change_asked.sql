-- When the team was asked whether a booking may move.
alter table bookings add column change_asked_at timestamptz;
