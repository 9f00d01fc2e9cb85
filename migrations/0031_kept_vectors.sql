-- Content that a profile of the same workspace has is not embedded again.
create index profile_vectors_content on profile_vectors (workspace_id, model, content_hash);

do $$
begin
  execute format(
    'create table kept_vectors (
       person_id uuid not null references talent_profiles on delete cascade,
       workspace_id uuid not null references workspaces,
       model text not null,
       dimension int not null,
       content_hash text not null,
       embedding %s not null,
       kept_at timestamptz not null,
       primary key (person_id, model, content_hash),
       constraint kept_vectors_dimension check (dimension = vector_dims(embedding))
     )', case when version() like '%PGlite%' then 'vector' else 'halfvec' end);
end $$;
comment on table kept_vectors is 'A row is the embedding of content that a profile had: it may have it again.';
create index kept_vectors_content on kept_vectors (workspace_id, model, content_hash);
create index kept_vectors_age on kept_vectors (kept_at);

alter table kept_vectors enable row level security;
alter table kept_vectors force row level security;
create policy wall on kept_vectors to castmatch_app
  using (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('castmatch.workspace', true), '')::uuid);
create policy passage on kept_vectors to castmatch_system using (true) with check (true);
grant select, insert, update on kept_vectors to castmatch_app;
grant delete on kept_vectors, vector_models to castmatch_system;
