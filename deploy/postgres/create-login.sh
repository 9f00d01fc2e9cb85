#!/bin/sh
# Runs once, when the database is made: the login that CastMatch works as. It owns nothing and passes no wall.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$DATABASE_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role castmatch login nosuperuser nocreatedb nocreaterole nobypassrls password :'password';
SQL
