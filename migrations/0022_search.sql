-- What the text of a profile was made by; another number, and it is made again in the background.
alter table talent_profiles add column search_version int not null default 0;
create index talent_profiles_stale on talent_profiles (search_version);
create index candidates_talent on candidates (talent_id, state);

create table talent_names (
  person_id uuid primary key references talent_profiles on delete cascade,
  workspace_id uuid not null references workspaces,
  -- its words, each two neighbours as one word, and all as one: Desh Pande is Deshpande
  sounds text not null
);
comment on table talent_names is 'A row is a talent''s name as it sounds: what a name is looked for by.';
create index talent_names_alike on talent_names using gin (sounds gin_trgm_ops);

create table casting_words (
  workspace_id uuid not null references workspaces,
  said text not null constraint casting_words_said check (length(said) between 2 and 60),
  english text not null constraint casting_words_english check (length(english) between 2 and 60),
  added_by uuid references people,
  added_at timestamptz not null default now(),
  primary key (workspace_id, said, english)
);
comment on table casting_words is 'A row is a word as a team says it and what it means in English, beside the list that all share.';

-- talent_vectors stays until no program writes it any more. halfvec is half the size; inside PGlite it is slow.
do $$
begin
  execute format(
    'create table profile_vectors (
       person_id uuid not null references talent_profiles on delete cascade,
       workspace_id uuid not null references workspaces,
       model text not null,
       dimension int not null,
       content_hash text not null,
       embedding %s not null,
       updated_at timestamptz not null default now(),
       primary key (person_id, model),
       constraint profile_vectors_dimension check (dimension = vector_dims(embedding))
     )', case when version() like '%PGlite%' then 'vector' else 'halfvec' end);
  if version() not like '%PGlite%' then
    set local max_parallel_maintenance_workers = 0;
    create index profile_vectors_near on profile_vectors
      using hnsw ((embedding::halfvec(512)) halfvec_cosine_ops) where dimension = 512;
  end if;
end $$;
comment on table profile_vectors is 'A row is the embedding of a profile by one model, of the content with this hash.';
insert into profile_vectors (person_id, workspace_id, model, dimension, content_hash, embedding)
  select person_id, workspace_id, model, 512, content_hash, embedding from talent_vectors;

create table vector_models (
  workspace_id uuid not null references workspaces,
  model text not null,
  ready_at timestamptz not null,
  primary key (workspace_id, model)
);
comment on table vector_models is 'A row says that from then on every profile of a workspace had a vector by this model.';

create table search_runs (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references workspaces,
  asked jsonb not null,
  -- who was found, best first
  ids uuid[] not null,
  total int not null,
  created_at timestamptz not null default now()
);
comment on table search_runs is 'A row is who a search found, in that order, for whoever reads on page by page within the hour.';
create index search_runs_age on search_runs (created_at);

do $$
declare each text;
begin
  foreach each in array array['talent_names', 'casting_words', 'profile_vectors', 'vector_models', 'search_runs'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy wall on %I to castmatch_app
      using (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid)
      with check (workspace_id = nullif(current_setting(''castmatch.workspace'', true), '''')::uuid)', each);
    execute format('create policy passage on %I to castmatch_system using (true) with check (true)', each);
    execute format('grant select, insert, update on %I to castmatch_app', each);
  end loop;
end $$;
grant delete on casting_words, search_runs to castmatch_app;
grant delete on profile_vectors to castmatch_system;
