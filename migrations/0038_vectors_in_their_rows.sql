-- A vector of 2 KB and more was moved out of its row and fetched from there by each search: of 10,000 in PGlite for 50 ms.
alter table profile_vectors alter column embedding set storage main,
  alter column model set storage plain, alter column content_hash set storage plain;
-- Those that are there stay where they are until they are written again. PGlite alone has vectors of four bytes a number.
do $$
begin
  if version() like '%PGlite%' then
    create temp table vectors_kept on commit drop as select * from profile_vectors;
    truncate profile_vectors;
    insert into profile_vectors (person_id, workspace_id, model, dimension, content_hash, embedding, updated_at)
      select person_id, workspace_id, model, dimension, content_hash, embedding, updated_at from vectors_kept;
  end if;
end $$;
