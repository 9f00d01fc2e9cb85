-- What a booking that is change_requested asks for, while the team decides.
alter table bookings add column wanted_slot_id uuid references slots;
-- In the talent's own words, for the team.
alter table invitations add column reason text;
