alter table bookings add column checked_in_at timestamptz, add column seen_at timestamptz;
