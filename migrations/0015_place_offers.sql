-- Set on an invitation that offers one freed place for a while; its hold keeps the slot until then.
alter table invitations add column answer_by timestamptz;
