create index bookings_talent on bookings (talent_id);
