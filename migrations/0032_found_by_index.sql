-- What a search narrows by, in one index: it brings filters and words together before a single row is read.
create function talent_facts(gender text, city text, union_name text) returns text[] language sql immutable parallel safe as
  $$ select array['g:' || gender, 'c:' || lower(city), 'u:' || lower(union_name)] $$;
comment on function talent_facts is 'The facts of a profile that a search asks for as they are, each with its kind.';
create index talent_profiles_found on talent_profiles
  using gin (talent_facts(gender, city, union_name), languages, skills, search_vector);
drop index talent_profiles_words, talent_profiles_languages;

-- PostgreSQL uses no index for a condition that is not leakproof (of words, arrays, trigrams) on a table with row-level
-- security: searches read every row. These views run as the owner of the tables and hold the wall as their own condition,
-- which the planner may mix with the others. They give what a search filters by; profiles are read behind the walls.
create view talent_here as
  select person_id, gender, age_min, age_max, is_minor, city, languages, skills, height_cm, experience_years,
         rate_paise_per_day, union_name, search_vector
    from talent_profiles where workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid;
comment on view talent_here is 'What the talents of the present workspace are found by; nobody outside of a workspace.';
create view names_here as
  select person_id, sounds from talent_names where workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid;
comment on view names_here is 'The names of the present workspace''s talents as they sound.';
revoke all on talent_here, names_here from castmatch_system;
grant select on talent_here, names_here to castmatch_app;

create or replace function analyze_talent() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  analyze talent_profiles, talent_names, profile_vectors, contact_points, book_outs;
end $$;
