-- Facts in one list, each also with the gender: the two are nearly always asked for together, and what an index has to bring
-- together is then half as long. The function of three arguments stays until no program asks by it.
create function talent_facts(gender text, city text, union_name text, languages text[], skills text[]) returns text[]
language plpgsql immutable parallel safe as $$
begin
  return array['g:' || gender, 'c:' || lower(city), 'u:' || lower(union_name), gender || ' c:' || lower(city)]
    || array(select 'l:' || one from unnest(languages) one) || array(select gender || ' l:' || one from unnest(languages) one)
    || array(select 's:' || one from unnest(skills) one) || array(select gender || ' s:' || one from unnest(skills) one);
end $$;
comment on function talent_facts(text, text, text, text[], text[]) is 'What a search asks for as it is, each with its kind, and with the gender.';
comment on function talent_facts(text, text, text) is 'As an earlier program asks; not used any more.';
drop index talent_profiles_found;
create index talent_profiles_found on talent_profiles
  using gin (talent_facts(gender, city, union_name, languages, skills), search_vector);
-- Without figures of the list the planner takes every filter for one that keeps few.
analyze talent_profiles;

-- In a subquery the workspace is read once a statement, otherwise once a row.
create or replace view talent_here as
  select person_id, gender, age_min, age_max, is_minor, city, languages, skills, height_cm, experience_years,
         rate_paise_per_day, union_name, search_vector
    from talent_profiles where workspace_id = (select nullif(current_setting('castmatch.workspace', true), '')::uuid);
create or replace view names_here as
  select person_id, sounds
    from talent_names where workspace_id = (select nullif(current_setting('castmatch.workspace', true), '')::uuid);
create view vectors_here as
  select person_id, model, dimension, embedding
    from profile_vectors where workspace_id = (select nullif(current_setting('castmatch.workspace', true), '')::uuid);
comment on view vectors_here is 'The embeddings of the present workspace''s talents.';
revoke all on vectors_here from castmatch_system;
grant select on vectors_here to castmatch_app;

-- No program has read or written it since 0022.
drop table talent_vectors;
