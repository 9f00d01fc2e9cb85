-- What all web processes of an installation share to let people in.

create table installation (
  name text primary key,
  value text not null
);
comment on table installation is 'A row is one value that all processes of this installation share, such as what signs session cookies.';

create table sign_in_keys (
  -- sha256 of the key in a one-time link
  hash text primary key,
  created_at timestamptz not null,
  used_at timestamptz
);
comment on table sign_in_keys is 'A row is a one-time link; it opens one session.';

grant select, insert on installation to castmatch_system;
grant select, insert, update, delete on sign_in_keys to castmatch_system;
