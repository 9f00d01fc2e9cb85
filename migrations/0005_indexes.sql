-- What the common paths look for, and what is forgotten after 30 days.

create index actions_group on actions (group_key) where group_key is not null;
create index turns_offline on turns (conversation_id, finished_at) where brain = 'offline';
create index bookings_held on bookings (hold_expires_at) where state = 'held';
create index bookings_of_invitation on bookings (invitation_id);
create index invitations_candidate on invitations (candidate_id);
create index inbox_finished on inbox (finished_at) where finished_at is not null;
